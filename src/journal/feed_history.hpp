#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "journal/adoption.hpp"
#include "journal/feed_records.hpp"
#include "journal/file_matching.hpp"
#include "journal/identities.hpp"
#include "journal/record_store.hpp"
#include "journal/round_rules.hpp"
#include "model/feed.hpp"

namespace almanach {

/// What the journal goes by besides its records.
struct JournalSettings {
  std::string base_url;
  std::string site_url;
  std::chrono::seconds keep_cancelled{};
  std::chrono::seconds mass_deletion_hold{};
  std::string zone_release;  ///< of the zone data that events are made with
};

/// What holds for one round over a feed.
struct Round {
  const JournalSettings& settings;
  Identities& identities;
  RecordStore& store;
  Instant now;
  /// The administrator has said that missing files are meant to be.
  bool deletions_confirmed = false;
  /// Links may be others although the events are the same.
  bool settings_changed = false;
};

/// One feed's records, and the rounds in which they follow what its folder holds.
///
/// Two facts, and a word for each. An event is *missing* while its file is not there. An event is
/// *gone* when it is not served any more. The four states of a record, Presence, are made of them:
///
///   present    The file is there, good or bad. The event is served.
///   missing    The file is not there, for how long is not certain. The event is served as before:
///              nobody outside can tell it from a present one.
///   cancelled  The file is missing for certain; the settings and the command line call that a
///              deletion. The event is served as STATUS:CANCELLED, so that programs strike it out.
///   gone       The event is not served. Its addresses answer 410.
///
///   present   -> missing    a look that was not blind has not found the file
///   missing   -> present    the file is found, good or bad
///   missing   -> cancelled  it is certain, and the event is to come
///   missing   -> gone       it is certain, and the event is over, or another file has it too, or
///                           cancelled events are not kept
///   any       -> gone       the file is there and no event of its own any more (WithdrawnFile)
///   cancelled -> gone       after keep_cancelled
///   cancelled -> present    a good file is found: by its path, its UID or its content
///   gone      -> present    a good file is found: by its path or its UID
///
/// Who sets what. match_files() says which file is whose. rule_round() takes the steps to missing
/// and present, and from cancelled to gone, and says which missing records are deleted;
/// rule_deletion() says whether a deleted event is cancelled or gone. FeedHistory alone writes that
/// into FeedRecords. A record whose event a damaged store has lost is gone until a good file is
/// found.
///
/// What never happens:
/// - A record is never taken out, and its number never given again. Its UID changes only to one
/// that
///   a file gives, or an old calendar that the administrator adopts.
/// - A blind look makes nothing missing, and only a complete one deletes. What a round misses first
///   it does not delete, unless deletions are confirmed.
/// - No other step than those above is taken: nothing is cancelled or gone that was not missing
///   or withdrawn first, and nothing comes back without a file.
/// - A file that itself says "cancelled" is no step: its record is present.
/// - SEQUENCE and LAST-MODIFIED never go down, and LAST-MODIFIED never stays where subscribers see
/// a
///   change.
/// - A slug leads to one record. While that is not gone, no other gets it, a former one neither.
///
/// One thread.
class FeedHistory {
 public:
  /// `saved`: the store has the record as it is.
  FeedHistory(FeedRecord record, bool saved) : records_(std::move(record), saved) {}

  /// While loading: puts back what a store holds; the events first.
  void restore(EventRecord event) { records_.restore(std::move(event)); }
  void restore(const AddressRecord& address) { records_.restore(address); }
  void restore(const GonePair& pair) { records_.restore(pair); }

  /// Brings the records up to what the folder holds now. What cannot be served (a UID given twice)
  /// is left out and reported. Throws StoreError where a record's event cannot be read; then some
  /// records are up to date and others are not, and the round is to be run again.
  FeedEvents revise(const Feed& feed, const FolderContents& contents, const Round& round,
                    Problems& problems);

  /// See Journal::edit().
  std::optional<EventEdits> edit(const Feed& feed, const std::vector<CurrentEvent>& files,
                                 const Round& round, Problems& problems);

  /// See Journal::adopt(), for one of this feed's events. False: it cannot be. The records are
  /// changed, and wait for the next round. Throws StoreError; then nothing is changed.
  bool take_old_uid(const Adoption& adoption, const Round& round);

  /// Whether an event has that UID, or had it when it was last served.
  bool knows_uid(const std::string& uid) const { return records_.find_by_uid(uid).has_value(); }

  /// See Journal::note_tags().
  std::optional<FeedEvents> note_tags(const EventTags& tags, Identities& identities);

  /// Brings what is remembered up to the zone data of now. The next round is to be one with
  /// `settings_changed`.
  void renew_zones() { records_.renew_zones(); }

  /// Takes over all records and addresses of a feed whose folder had another name.
  void adopt(FeedHistory&& former) { records_.adopt(std::move(former.records_)); }
  /// Takes in those of a feed whose files are this feed's now, see FolderContents::absorbed.
  void absorb(FeedHistory&& former) { records_.absorb(std::move(former.records_)); }

  /// When time alone next changes something; empty: never.
  std::optional<Instant> next_due() const { return next_due_; }

  /// Adds the folders whose index is an event of this feed, and not gone.
  void add_bundles(std::set<std::string>& folders) const;

  /// Adds the files of the events that are not gone.
  void add_files(std::set<std::string>& files) const;

  /// Adds what those files are called without a language, where the events are called so.
  void add_names(std::set<std::string>& names) const;

  /// When the event of that path was last changed; empty: there is none, or its file is missing.
  std::optional<Instant> modified_of(const std::string& path) const;

  const Feed& feed() const { return records_.feed().feed; }
  const FeedRecord& record() const { return records_.feed(); }

  /// Adds what is not saved yet. The pointers hold until the next call of another function.
  void collect_changes(JournalChanges& changes) const { records_.collect_changes(changes); }
  void mark_saved() { records_.mark_saved(); }

 private:
  /// What subscribers see of a record's event.
  struct Served {
    /// The record's event, or a copy of it with another status. Null: nothing, or not known yet in
    /// this run of the program.
    std::shared_ptr<const Event> event;
    Instant start;  ///< of `event`
  };

  bool is_edit(const CurrentEvent& file) const;
  RevisedEvent describe(std::size_t place) const;
  std::vector<Match> take_over(const Matching& matching, const Round& round, Problems& problems);
  void withdraw(const std::vector<Match>& matches, const FolderContents& contents);
  EventRecord make_record(const CurrentEvent& file, const Round& round) const;
  std::vector<RecordState> describe_records(const std::vector<Match>& matches) const;
  void follow(const Match& match, const Standing& next, const Round& round);
  void serve_without_file(std::size_t place, const RecordState& state, const Standing& next,
                          const Round& round);
  void serve_remembered(std::size_t place, const Round& round);
  void finish_deletion(std::size_t place, const std::vector<RecordState>& states,
                       const Round& round);
  bool redirect_to_copy(std::size_t place, const std::vector<RecordState>& states);
  void serve_postponed(std::size_t place, const std::shared_ptr<const Event>& event,
                       const Round& round);
  void serve(std::size_t place, const std::shared_ptr<const Event>& event,
             const std::optional<Digest>& postponed_from, const Round& round);
  void make_gone(std::size_t place);
  void stand(std::size_t place, const Standing& next);
  const Event* recall(std::size_t place, const Round& round);
  void end_round(const Round& round);
  FeedEvents list() const;

  FeedRecords records_;
  std::vector<Served> served_;  ///< by place
  Problems told_;               ///< by the last round over the whole feed
  std::optional<Instant> next_due_;
  std::optional<std::uint64_t>
      given_;  ///< the revision of the last round; empty: it changed nothing
};

}  // namespace almanach
