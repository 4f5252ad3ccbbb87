#include "base/answer_store.hpp"

#include <cstring>
#include <utility>

#include "base/heap_size.hpp"

namespace almanach {
namespace {

/// What it takes to find an answer again: a node of the list and one of the table, with their links
/// and a hash, and the table's slots, of which there are at most two for each.
template <typename Entry, typename Key>
constexpr std::size_t kBookkeeping = heap_size(sizeof(Entry) + 2 * sizeof(void*)) +
                                     heap_size(sizeof(Key) + 3 * sizeof(void*)) + 2 * sizeof(void*);

}  // namespace

/// Any part of a digest is as good as a hash; shelves do not often have the same.
std::size_t AnswerStore::Hash::operator()(const Key& key) const noexcept {
  std::size_t hash = 0;
  std::memcpy(&hash, key.digest.data(), sizeof hash);
  return hash + key.shelf;
}

void AnswerStore::remove_shelf(std::uint64_t shelf) {
  forget_where([&](const Entry& entry) { return entry.key.shelf == shelf; });
}

void AnswerStore::forget_ended() {
  forget_where([](const Entry& entry) { return entry.has_source && entry.source.expired(); });
}

template <typename Condition>
void AnswerStore::forget_where(const Condition& condition) {
  Leaving leaving;
  {
    const std::lock_guard lock(mutex_);
    for (auto entry = entries_.begin(); entry != entries_.end();) {
      const auto next = std::next(entry);
      if (condition(*entry)) let_go(entry, leaving);
      entry = next;
    }
  }
  dismiss(std::move(leaving));
}

std::shared_ptr<const KeptAnswer> AnswerStore::find(const Key& key) {
  const std::lock_guard lock(mutex_);
  const Entries::iterator* found = look_up(key);
  return found == nullptr ? nullptr : (*found)->answer;
}

void AnswerStore::put(const Key& key, std::shared_ptr<const KeptAnswer> answer,
                      const std::shared_ptr<const void>& source) {
  const std::size_t bytes = answer->memory();
  Leaving leaving;
  {
    const std::lock_guard lock(mutex_);
    if (const Entries::iterator* known = look_up(key)) let_go(*known, leaving);
    add({key, std::move(answer), source, source != nullptr, bytes}, leaving);
  }
  dismiss(std::move(leaving));
}

std::shared_ptr<const KeptAnswer> AnswerStore::put_first(const Key& key,
                                                         std::shared_ptr<const KeptAnswer> answer) {
  const std::size_t bytes = answer->memory();
  Leaving leaving;
  {
    const std::lock_guard lock(mutex_);
    if (const Entries::iterator* known = look_up(key)) return (*known)->answer;
    add({key, answer, {}, false, bytes}, leaving);
  }
  dismiss(std::move(leaving));
  return answer;
}

void AnswerStore::recount(const Key& key, const KeptAnswer& answer) {
  const std::size_t bytes = answer.memory() + kBookkeeping<Entry, Key>;
  Leaving leaving;
  {
    const std::lock_guard lock(mutex_);
    const Entries::iterator* found = look_up(key);
    // Of two threads at once the one that saw less may be the second.
    if (found == nullptr || (*found)->answer.get() != &answer || (*found)->bytes >= bytes) return;
    bytes_ += bytes - (*found)->bytes;
    (*found)->bytes = bytes;
    make_room(leaving);
  }
  dismiss(std::move(leaving));
}

void AnswerStore::count_held(std::size_t taken, std::size_t given_back) {
  Leaving leaving;
  {
    const std::lock_guard lock(mutex_);
    held_ += taken;
    held_ -= given_back;
    make_room(leaving);
  }
  dismiss(std::move(leaving));
}

std::uint64_t AnswerStore::memory() const {
  const std::lock_guard lock(mutex_);
  return bytes_ + held_;
}

AnswerStore::Entries::iterator* AnswerStore::look_up(const Key& key) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return &found->second;
}

void AnswerStore::add(Entry entry, Leaving& leaving) {
  entry.bytes += kBookkeeping<Entry, Key>;
  if (entry.bytes > most_) return;
  entries_.push_front(std::move(entry));
  by_key_[entries_.front().key] = entries_.begin();
  bytes_ += entries_.front().bytes;
  make_room(leaving);
}

void AnswerStore::let_go(Entries::iterator entry, Leaving& leaving) {
  bytes_ -= entry->bytes;
  leaving.bytes += entry->bytes;
  by_key_.erase(entry->key);
  leaving.entries.splice(leaving.entries.end(), entries_, entry);
}

void AnswerStore::make_room(Leaving& leaving) {
  while (bytes_ + held_ > most_ && !entries_.empty()) let_go(std::prev(entries_.end()), leaving);
}

void AnswerStore::dismiss(Leaving leaving) {
  leaving.entries.clear();
  if (leaving.bytes != 0 && freed_) freed_(leaving.bytes);
}

}  // namespace almanach
