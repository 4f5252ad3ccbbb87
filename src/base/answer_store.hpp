#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "base/digest.hpp"
#include "base/kept_answer.hpp"

namespace almanach {

/// The memory of everything that is made for some and kept for others who ask the same: one bound
/// in bytes for all kinds of answers, the least recently asked for leave first, whatever their
/// kind. Counted is what the heap takes, with keys and what it takes to find them. What two share
/// counts for each, so that the bound holds whoever leaves first; what is larger than the bound is
/// not kept. Whoever has been given an answer keeps it for as long as he wants.
///
/// Each kind has a shelf of its own (RepresentationCache, dav::AnswerCache). Any thread: finding
/// one takes a lock for the time of a look into a hash table.
class AnswerStore {
 public:
  /// What tells an answer from all others of its shelf.
  struct Key {
    std::uint64_t shelf = 0;
    Digest digest{};
    bool operator==(const Key&) const = default;
  };

  /// Is told of so many bytes that have left and were freed, as far as nobody holds them; on the
  /// thread that made them leave, with nothing locked.
  using Freed = std::function<void(std::uint64_t bytes)>;

  /// `most`: bytes; 0: nothing is kept. `freed`: empty: nobody is told.
  explicit AnswerStore(std::uint64_t most, Freed freed = {})
      : most_(most), freed_(std::move(freed)) {}
  AnswerStore(const AnswerStore&) = delete;
  AnswerStore& operator=(const AnswerStore&) = delete;

  /// A number that no other shelf has.
  std::uint64_t add_shelf() { return ++shelves_; }
  /// Forgets all that is on a shelf.
  void remove_shelf(std::uint64_t shelf);

  /// What is kept; null: nothing is. It counts as asked for.
  std::shared_ptr<const KeptAnswer> find(const Key& key);

  /// Keeps `answer` in place of what was there. `source`: what it was made from; once that is gone,
  /// forget_ended() forgets it. Null: it has none, and is asked for no more when it is out of date.
  void put(const Key& key, std::shared_ptr<const KeptAnswer> answer,
           const std::shared_ptr<const void>& source = nullptr);
  /// Likewise, but where another is there already, that stays. What is kept now, or `answer`.
  std::shared_ptr<const KeptAnswer> put_first(const Key& key,
                                              std::shared_ptr<const KeptAnswer> answer);

  /// Counts anew what `answer` takes, which has grown, if it is what is kept there.
  void recount(const Key& key, const KeptAnswer& answer);

  /// Counts bytes that others hold of answers, which make those here leave: `taken` more, and
  /// `given_back` fewer.
  void count_held(std::size_t taken, std::size_t given_back);

  /// Forgets what was made from sources that are gone.
  void forget_ended();

  std::uint64_t most() const { return most_; }  ///< bytes
  /// Bytes of all that is kept or counted here.
  std::uint64_t memory() const;

 private:
  struct Entry {
    Key key;
    std::shared_ptr<const KeptAnswer> answer;
    std::weak_ptr<const void> source;
    bool has_source = false;
    std::size_t bytes = 0;
  };
  using Entries = std::list<Entry>;
  struct Hash {
    std::size_t operator()(const Key& key) const noexcept;
  };
  /// What has left. It ends when nothing is locked any more: see dismiss().
  struct Leaving {
    Entries entries;
    std::uint64_t bytes = 0;
  };

  void dismiss(Leaving leaving);

  template <typename Condition>
  void forget_where(const Condition& condition);

  // With mutex_ held:
  Entries::iterator* look_up(const Key& key);
  void add(Entry entry, Leaving& leaving);
  void let_go(Entries::iterator entry, Leaving& leaving);
  void make_room(Leaving& leaving);

  const std::uint64_t most_;
  const Freed freed_;
  std::atomic<std::uint64_t> shelves_{0};
  mutable std::mutex mutex_;
  Entries entries_;  ///< guarded by mutex_; the last asked for first
  std::unordered_map<Key, Entries::iterator, Hash> by_key_;  ///< guarded by mutex_
  std::uint64_t bytes_ = 0;                                  ///< guarded by mutex_; of `entries_`
  std::uint64_t held_ = 0;                                   ///< guarded by mutex_; by others
};

}  // namespace almanach
