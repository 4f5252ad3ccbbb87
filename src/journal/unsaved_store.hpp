#pragma once

#include <memory>
#include <string>

#include "journal/record_store.hpp"

namespace almanach {

/// The records of another store, for a look at what would become of them: what is to be saved is
/// passed over. One thread.
class UnsavedStore : public RecordStore {
 public:
  /// `store` is borrowed.
  explicit UnsavedStore(RecordStore& store) : store_(store) {}

  JournalContents load() override { return store_.load(); }
  std::shared_ptr<const Event> read_event(std::int64_t number) override {
    return store_.read_event(number);
  }
  void save(const JournalChanges& /*changes*/) override {}
  std::string folder() const override { return store_.folder(); }
  std::string complaint() const override { return store_.complaint(); }
  std::string recovery() const override { return store_.recovery(); }

 private:
  RecordStore& store_;
};

}  // namespace almanach
