#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "journal/records.hpp"
#include "model/feed.hpp"

namespace almanach {

/// One feed's records with the indexes over them, and what of all that the store has not got yet.
/// Knows no rule but two: an address leads to one record, and what subscribers see gets a revision
/// before it is saved.
///
/// A record is named by its place: 0 for the first, steady for as long as this object lives; no
/// record is ever taken out. A change is of one of two kinds. edit() is for what subscribers do not
/// see: it is saved with the next commit. change() is for what they do see: it waits for the
/// revision that give_revision() brings at the end of a round, and is saved then; a round that was
/// cut short leaves it waiting.
///
/// Movable, not copyable. One thread.
class FeedRecords {
 public:
  /// `saved`: the store has `feed` as it is here.
  FeedRecords(FeedRecord feed, bool saved) : feed_(std::move(feed)), feed_unsaved_(!saved) {}
  FeedRecords(FeedRecords&&) noexcept = default;

  /// Put back what a store holds: first all records, then addresses and pairs. Of two records with
  /// one path or one UID the later is found by it.
  void restore(EventRecord record);
  /// An address of a record that is not here is left out.
  void restore(const AddressRecord& address);
  void restore(const GonePair& pair);

  const FeedRecord& feed() const { return feed_; }
  /// Brings name, zone and so on up to date; a change of that kind is one that subscribers see.
  void set_feed(const Feed& feed);
  /// Notes the zone data that the feed is made with.
  void set_zone_release(const std::string& release);
  /// Brings the zones of the feed, and of the events in memory, up to the zone data of now: what
  /// their clocks show stays.
  void renew_zones();
  /// Whether the feed itself is another than at its last revision.
  bool feed_has_changed() const { return feed_changed_ || feed_.revision == 0; }

  std::size_t size() const { return records_.size(); }
  const EventRecord& operator[](std::size_t place) const { return records_[place]; }
  std::optional<std::size_t> find_by_path(std::string_view path) const;
  std::optional<std::size_t> find_by_uid(std::string_view uid) const;
  /// By any slug that the record has or had.
  std::optional<std::size_t> find_by_slug(const std::string& slug) const;
  /// Every slug that leads to a record, the present ones among them.
  const std::unordered_map<std::string, std::size_t>& addresses() const { return by_slug_; }
  /// What was served once, by slug and UID: the revision at which it went.
  const std::map<std::pair<std::string, std::string>, std::uint64_t>& gone_pairs() const {
    return gone_pairs_;
  }
  /// Records whose slug is not the one that the path asks for.
  const std::set<std::size_t>& misnamed() const { return misnamed_; }
  /// What to tell of such a record.
  std::optional<Problem> describe_misnamed(std::size_t place) const;

  /// Adds a record without slug; `address` gives it one, see CurrentEvent::address, or where that
  /// is empty its path. Returns its place.
  std::size_t add(EventRecord record, const std::string& address = "");
  /// The record, to be altered in anything but number, path, slug and UID, see above.
  EventRecord& edit(std::size_t place);
  EventRecord& change(std::size_t place);
  /// Keeps the event in memory. The store learns of it when something else of the record is saved.
  void remember_event(std::size_t place, std::shared_ptr<const Event> event);
  /// The record's file has that path and address (see CurrentEvent). Another path gives it another
  /// slug, and the former slug goes on leading here. Another address alone does not.
  void move(std::size_t place, const std::string& path, const std::string& address = "");
  /// Whether move() to the record's own path and that address would change nothing.
  bool is_at(std::size_t place, const std::string& address) const;
  void set_uid(std::size_t place, const std::string& uid);
  /// The slug that the record's path asks for or, where another record that is not gone has it, the
  /// next best.
  void give_slug(std::size_t place);
  /// Has all addresses of records lead to others; by place.
  void give_addresses(const std::unordered_map<std::size_t, std::size_t>& heirs);
  /// Presence::gone.
  void make_gone(std::size_t place);

  /// Whether the record has a change that waits for its revision.
  bool has_changed(std::size_t place) const { return changed_.count(place) != 0; }
  /// Whether anything waits for a revision.
  bool have_changed() const { return feed_has_changed() || !changed_.empty(); }
  /// When the latest of the changed records was modified; Instant() where there is none.
  Instant latest_change() const;
  /// Ends a round: what has changed does so at `revision`, the feed at `modified`.
  void give_revision(std::uint64_t revision, Instant modified);

  /// Takes over all records, addresses and pairs of a feed whose folder had another name. The
  /// records' paths are put into this feed's folder.
  void adopt(FeedRecords&& former);
  /// Takes in all of a feed whose folder is where it was, and is no feed of its own any more. The
  /// records keep their paths; a slug that two have is told apart, and leads on under the other
  /// feed's id, see make_former_name().
  void absorb(FeedRecords&& former);

  /// Adds what is not saved. The pointers hold until a function that is not const is called.
  void collect_changes(JournalChanges& changes) const;
  void mark_saved();

 private:
  using Index = std::unordered_map<std::string_view, std::size_t>;

  std::size_t append(EventRecord record);
  void lead(const std::string& slug, std::size_t place);
  void note_gone_pair(const EventRecord& record);
  std::string address_path(std::size_t place) const;
  void note_whether_misnamed(std::size_t place);
  void take_over_feed(const FeedRecords& former);
  void take_over_pairs(const FeedRecords& former);

  FeedRecord feed_;
  bool feed_unsaved_;
  bool feed_changed_ = false;
  std::deque<EventRecord> records_;  ///< at steady addresses: they hold the keys of two indexes
  std::unordered_map<std::int64_t, std::size_t> by_number_;
  Index by_path_;
  Index by_uid_;
  std::unordered_map<std::string, std::size_t> by_slug_;  ///< former slugs too
  std::map<std::pair<std::string, std::string>, std::uint64_t> gone_pairs_;
  std::set<std::size_t> misnamed_;
  std::unordered_map<std::size_t, std::string> address_paths_;  ///< by place: where not the path

  std::set<std::size_t> changed_;         ///< wait for a revision
  std::vector<GonePair> changing_pairs_;  ///< likewise

  std::set<std::size_t> unsaved_;
  std::vector<AddressRecord> unsaved_addresses_;
  std::vector<GonePair> unsaved_pairs_;
};

}  // namespace almanach
