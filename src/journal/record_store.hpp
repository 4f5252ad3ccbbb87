#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "journal/records.hpp"

namespace almanach {

/// The store cannot be read or written now; what() says why, for an administrator.
class StoreError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The store cannot be read, and only an administrator can change that. Going on without it would
/// give subscribers events with revisions that go back.
class StoreUnusable : public StoreError {
  using StoreError::StoreError;
};

/// The store has turned out to hold another journal than the one that was loaded: the program has
/// to start over with it.
class StoreReplaced : public StoreError {
  using StoreError::StoreError;
};

/// A random id for a journal.
std::string draw_journal_id();

/// Where the journal's records outlast the program. One thread.
class RecordStore {
 public:
  virtual ~RecordStore() = default;

  /// All records. To be called once, first. Throws StoreUnusable, StoreError.
  virtual JournalContents load() = 0;
  /// The event of a record as it was last saved; null where none was. Throws StoreError.
  virtual std::shared_ptr<const Event> read_event(std::int64_t number) = 0;
  /// Writes all of it or, when it throws StoreError, nothing. What is written is durable on return.
  virtual void save(const JournalChanges& changes) = 0;
  /// The folder that the records are kept in; empty: they are kept in memory.
  virtual std::string folder() const { return {}; }
  /// What is wrong with the store as a whole, for an administrator; empty when all is well.
  virtual std::string complaint() const { return {}; }
  /// What was recovered when the store was loaded, and from what; empty when nothing had to be.
  virtual std::string recovery() const { return {}; }
  /// A moment of leisure: for what may be done at any time.
  virtual void maintain() {}
};

/// Keeps nothing: what a journal has in memory is all there is, and ends with it.
class NoStore : public RecordStore {
 public:
  JournalContents load() override;
  std::shared_ptr<const Event> read_event(std::int64_t number) override;
  void save(const JournalChanges& changes) override;
};

}  // namespace almanach
