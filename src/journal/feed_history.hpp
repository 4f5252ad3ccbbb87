#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "journal/record_store.hpp"
#include "journal/records.hpp"
#include "model/feed.hpp"

namespace almanach {

/// What the journal goes by besides its records.
struct JournalSettings {
  std::string base_url;
  std::string site_url;
  std::chrono::seconds keep_cancelled{};
  std::chrono::seconds mass_deletion_hold{};
};

/// The same event with another status.
std::shared_ptr<const Event> with_status(const Event& event, EventStatus status);

/// Numbers, revisions and UIDs, across all feeds.
struct Identities {
  std::string site_id;
  std::int64_t next_number = 1;
  std::int64_t first_sequence = 0;
  std::uint64_t revision = 0;  ///< rises with each round that changes what subscribers see
  std::unordered_set<std::string> uids;  ///< all that were ever given

  /// A first UID that no event has or had.
  std::string make_uid(const std::string& feed_id, const std::string& path);
};

/// What holds for one round over a feed.
struct Round {
  const JournalSettings& settings;
  Identities& identities;
  RecordStore& store;
  Instant now;
  /// The administrator has said that what is missing is meant to be.
  bool deletions_confirmed = false;
  /// Links may be others although the events are the same.
  bool settings_changed = false;
};

/// One feed's records, and the rules by which they follow what its folder holds. One thread.
class FeedHistory {
 public:
  /// `saved`: the record is as the store has it.
  FeedHistory(FeedRecord record, bool saved) : record_(std::move(record)), unsaved_(!saved) {}

  /// While loading: puts back what a store holds.
  void restore(EventRecord event);
  void restore(const AddressRecord& address);
  void restore(const Departure& departure);

  /// Brings the records up to what the folder holds now. What cannot be served (a UID given twice)
  /// is left out and reported. Throws StoreError where a record's event cannot be read; then some
  /// records are up to date and others are not, and the round is to be run again.
  FeedEvents revise(const Feed& feed, const FolderContents& contents, const Round& round,
                    Problems& problems);

  /// Takes over all records and addresses of a feed whose folder had another name.
  void adopt(FeedHistory&& former);

  /// When time alone next changes something; empty: never.
  std::optional<Instant> next_due() const { return next_due_; }

  const Feed& feed() const { return record_.feed; }

  /// Adds what is not saved yet. The pointers hold until the next call of another function.
  void collect_changes(JournalChanges& changes) const;
  void mark_saved();

 private:
  /// A record, and what is known of it in this run of the program.
  struct Entry {
    EventRecord record;
    /// What is served: the record's event, or a copy of it with another status. Null: nothing.
    std::shared_ptr<const Event> served;
    Instant start;            ///< of `served`
    std::uint64_t round = 0;  ///< the last in which its file was seen
    bool other_slug = false;  ///< its slug is not the one that its file's name asks for
    bool changed = false;     ///< for subscribers to see, and has no revision yet
    bool unsaved = false;
  };
  using Pairs = std::vector<std::pair<const CurrentEvent*, Entry*>>;
  class Renames;

  Pairs match(const FolderContents& contents, const Round& round, Problems& problems);
  static std::set<const CurrentEvent*> find_outdated(const FolderContents& contents,
                                                     Problems& problems);
  Pairs find_hidden(const FolderContents& contents) const;
  static Problem describe_duplicate_uid(const CurrentEvent& current, const Entry& owner);
  Entry* find_by_uid(const std::string& uid) const;
  Entry& add(const CurrentEvent& current, const Round& round);
  void move(Entry& entry, const std::string& path);
  void give_slug(Entry& entry);
  void change_uid(Entry& entry, const std::string& uid, const Round& round);

  void follow(Entry& entry, const CurrentEvent& current, const Round& round);
  static std::shared_ptr<const Event> adjust_postponed(Entry& entry,
                                                       std::shared_ptr<const Event> event);
  void serve_without_file(Entry& entry, const Round& round);
  void see(Entry& entry, std::shared_ptr<const Event> served, const Round& round);
  void note_absences(Sight sight, const Round& round, Problems& problems);
  Problem describe_hold(std::size_t held, std::size_t living, Instant until) const;
  void vanish(Entry& entry, const Round& round);
  bool has_twin(const Entry& entry, const Event& event);
  void leave(Entry& entry);
  void depart(const EventRecord& record);
  void note_changes(const Round& round, bool feed_changed);
  static bool recall(Entry& entry, const Round& round);
  void note_due(Instant due);
  static void index(std::unordered_map<std::string_view, Entry*>& by_name, std::string_view name,
                    Entry& entry);
  FeedEvents list() const;

  FeedRecord record_;
  bool unsaved_;
  bool touched_ = false;  ///< something may be unsaved
  std::vector<std::unique_ptr<Entry>> entries_;
  std::unordered_map<std::int64_t, Entry*> by_number_;
  std::unordered_map<std::string_view, Entry*> by_path_;  ///< keys are the records' own
  std::unordered_map<std::string_view, Entry*> by_uid_;   ///< likewise
  std::unordered_map<std::string, Entry*> by_slug_;       ///< former addresses too
  std::vector<AddressRecord> unsaved_addresses_;
  std::map<std::pair<std::string, std::string>, std::uint64_t>
      departures_;                    ///< by slug and UID: the revision
  std::vector<Departure> departing_;  ///< in this round; of a revision still to come
  std::vector<Departure> unsaved_departures_;
  std::uint64_t round_ = 0;
  std::optional<Instant> next_due_;
};

}  // namespace almanach
