#include "render/html/agenda.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "render/when.hpp"

namespace almanach {
namespace {

/// How far back the first look at a series goes; each further one goes so many times as far, until
/// it sees enough at once.
constexpr std::chrono::hours kFirstReach{24 * 8};
constexpr int kFurther = 3;
constexpr std::size_t kEnough = 32;

bool starts_before(const AgendaEntry& a, const AgendaEntry& b) {
  if (a.covered.start != b.covered.start) return a.covered.start < b.covered.start;
  if (a.covered.end != b.covered.end) return a.covered.end < b.covered.end;
  return a.listed.revised->slug < b.listed.revised->slug;
}

/// Of two entries of one event.
bool comes_before(const AgendaEntry& a, const AgendaEntry& b) {
  return a.covered.start != b.covered.start ? a.covered.start < b.covered.start
                                            : a.original < b.original;
}

/// The entries of one event from `from` on, by their start.
class Ahead {
 public:
  Ahead(const ListedEvent& listed, Instant from, Instant to, WorkBudget* work)
      : listed_(listed), walk_(listed.event(), from, to, work) {}

  std::optional<AgendaEntry> next() {
    const auto one = walk_.next();
    return one ? std::optional(make_entry(listed_, *one)) : std::nullopt;
  }

  static bool is_before(const AgendaEntry& a, const AgendaEntry& b) { return starts_before(a, b); }

 private:
  ListedEvent listed_;
  OccurrenceWalk walk_;
};

/// The entries of one event that are over by an instant and have a part in a time, the last one
/// first.
class Back {
 public:
  Back(const ListedEvent& listed, Instant midnight, const TimeSpan& within, WorkBudget* work)
      : listed_(listed), midnight_(midnight), work_(work) {
    const TimeSpan whole = covered_time(listed.event());
    begin_ = std::max(whole.start, within.start);
    unseen_ = std::min({midnight, whole.end, within.end});
  }

  std::optional<AgendaEntry> next() {
    while (seen_.empty() && begin_ < unseen_) look_back();
    if (seen_.empty()) return std::nullopt;
    const AgendaEntry last = seen_.back();
    seen_.pop_back();
    return last;
  }

  static bool is_before(const AgendaEntry& a, const AgendaEntry& b) { return starts_before(b, a); }

 private:
  /// Sees what starts in the last stretch of time that it has not seen yet.
  void look_back() {
    const Instant from = unseen_ - begin_ > reach_ ? unseen_ - reach_ : begin_;
    OccurrenceWalk walk(listed_.event(), from, unseen_, work_);
    while (const auto one = walk.next()) {
      const AgendaEntry entry = make_entry(listed_, *one);
      // What began before all that there is to see, and goes on into it, is seen with the first.
      const bool is_new = entry.covered.start >= from || from == begin_;
      if (is_new && entry.covered.end <= midnight_) seen_.push_back(entry);
    }
    if (seen_.size() < kEnough) reach_ *= kFurther;
    unseen_ = from;
  }

  ListedEvent listed_;
  Instant midnight_;
  WorkBudget* work_;
  Instant begin_;
  Instant unseen_;  ///< what starts before it
  std::chrono::hours reach_ = kFirstReach;
  std::vector<AgendaEntry> seen_;  ///< the next one last
};

/// The entries of many events in one order, each looked for when it is asked for.
template <typename Way>
class Merged {
 public:
  void add(Way way) {
    ways_.push_back(std::move(way));
    find_next(ways_.size() - 1);
  }

  std::optional<AgendaEntry> next() {
    if (heads_.empty()) return std::nullopt;
    std::pop_heap(heads_.begin(), heads_.end(), comes_later);
    const Head first = heads_.back();
    heads_.pop_back();
    find_next(first.way);
    return first.entry;
  }

 private:
  struct Head {
    AgendaEntry entry;
    std::size_t way;
  };

  static bool comes_later(const Head& a, const Head& b) { return Way::is_before(b.entry, a.entry); }

  void find_next(std::size_t way) {
    if (auto entry = ways_[way].next()) {
      heads_.push_back({*entry, way});
      std::push_heap(heads_.begin(), heads_.end(), comes_later);
    }
  }

  std::vector<Way> ways_;
  std::vector<Head> heads_;  ///< a heap: the next entry of each way that has one
};

/// The entries of one page out of all.
template <typename Way>
AgendaSlice cut_page(Merged<Way> entries, int page, std::size_t size) {
  AgendaSlice slice;
  const std::size_t before = static_cast<std::size_t>(page - 1) * size;
  for (std::size_t i = 0; i < before; ++i) {
    if (!entries.next()) return slice;
  }
  while (slice.entries.size() < size) {
    const auto entry = entries.next();
    if (!entry) return slice;
    slice.entries.push_back(*entry);
  }
  slice.has_more = page < kMostPages && entries.next();
  return slice;
}

void spend_step(WorkBudget* work) {
  if (work != nullptr) work->spend();
}

/// Calls `take` with each event that covers a part of the time, until it says that it is enough.
void for_each_near(const std::vector<ListedEvent>& events, Instant from, Instant to,
                   WorkBudget* work, const std::function<bool(const ListedEvent&)>& take) {
  for (const ListedEvent& listed : events) {
    spend_step(work);
    const TimeSpan whole = covered_time(listed.event());
    if (whole.start < to && whole.end > from && !take(listed)) return;
  }
}

Merged<Ahead> entries_between(const std::vector<ListedEvent>& events, Instant from, Instant to,
                              WorkBudget* work) {
  Merged<Ahead> entries;
  for_each_near(events, from, to, work, [&](const ListedEvent& listed) {
    entries.add({listed, from, to, work});
    return true;
  });
  return entries;
}

}  // namespace

const std::string& AgendaEntry::title() const {
  return change != nullptr && change->title ? *change->title : listed.event().title;
}

const std::string& AgendaEntry::location() const {
  return change != nullptr && change->location ? *change->location : listed.event().location;
}

EventStatus AgendaEntry::status() const {
  const Event& event = listed.event();
  if (listed.revised->cancelled_as_missing || event.status == EventStatus::cancelled)
    return EventStatus::cancelled;
  return change != nullptr && change->status ? *change->status : event.status;
}

Span AgendaEntry::told() const {
  return told_span(listed.event(), span);
}

AgendaEntry make_entry(const ListedEvent& listed, const Occurrence& one) {
  return {listed, one.span, one.change, covered_time(one.span, listed.event().zone), one.original};
}

std::optional<AgendaEntry> entry_before(const AgendaEntry& entry, WorkBudget* work) {
  const Instant first = covered_time(entry.listed.event()).start;
  Instant to = entry.covered.start;
  std::chrono::hours reach = kFirstReach;
  // What starts at the same instant goes by its name.
  for (Instant end = to + std::chrono::seconds(1); first < end; end = to) {
    const Instant from = to - first > reach ? to - reach : first;
    std::optional<AgendaEntry> latest;
    OccurrenceWalk walk(entry.listed.event(), from, end, work);
    while (const auto one = walk.next()) {
      const AgendaEntry other = make_entry(entry.listed, *one);
      if (comes_before(other, entry) && (!latest || comes_before(*latest, other))) latest = other;
    }
    if (latest && latest->covered.start >= from) return latest;
    if (from == first) return latest;
    to = from;
    reach *= kFurther;
  }
  return std::nullopt;
}

std::optional<AgendaEntry> entry_after(const AgendaEntry& entry, WorkBudget* work) {
  OccurrenceWalk walk(entry.listed.event(), entry.covered.start, kNoEnd, work);
  while (const auto one = walk.next()) {
    const AgendaEntry other = make_entry(entry.listed, *one);
    if (comes_before(entry, other)) return other;
  }
  return std::nullopt;
}

AgendaSlice upcoming_slice(const std::vector<ListedEvent>& events, Instant from, int page,
                           Instant to, std::size_t entries_on_page, WorkBudget* work) {
  if (page > kMostPages) return {};
  return cut_page(entries_between(events, from, to, work), page, entries_on_page);
}

AgendaSlice past_slice(const std::vector<ListedEvent>& events, Instant midnight, int page,
                       WorkBudget* work, const TimeSpan& within, std::size_t entries_on_page) {
  if (page > kMostPages) return {};
  Merged<Back> entries;
  const Instant end = std::min(midnight, within.end);
  for_each_near(events, within.start, end, work, [&](const ListedEvent& listed) {
    entries.add({listed, midnight, within, work});
    return true;
  });
  return cut_page(std::move(entries), page, entries_on_page);
}

void for_each_entry(const std::vector<ListedEvent>& events, Instant from, Instant to,
                    WorkBudget* work, const std::function<void(const AgendaEntry&)>& take) {
  Merged<Ahead> entries = entries_between(events, from, to, work);
  while (const auto entry = entries.next()) take(*entry);
}

bool is_any_between(const std::vector<ListedEvent>& events, Instant from, Instant to,
                    WorkBudget* work) {
  bool found = false;
  for_each_near(events, from, to, work, [&](const ListedEvent& listed) {
    found = OccurrenceWalk(listed.event(), from, to, work).next().has_value();
    return !found;
  });
  return found;
}

}  // namespace almanach
