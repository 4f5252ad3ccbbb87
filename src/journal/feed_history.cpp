#include "journal/feed_history.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "dialect/path_names.hpp"
#include "journal/fingerprint.hpp"
#include "model/event_addresses.hpp"
#include "model/kept_lines.hpp"
#include "model/public_addresses.hpp"
#include "model/status_words.hpp"

namespace almanach {
namespace {

/// The same event with that status.
std::shared_ptr<const Event> with_status(const std::shared_ptr<const Event>& event,
                                         EventStatus status) {
  if (event->status == status) return event;
  auto copy = std::make_shared<Event>(*event);
  copy->status = status;
  return copy;
}

Problem describe_hold(const Hold& hold, const Feed& feed) {
  const WallTime wall = feed.zone.wall_time(hold.until);
  return {Severity::error,
          feed.folder.empty() ? "." : feed.folder,
          0,
          0,
          fmt::format(
              "{} of {} events have vanished at once: they are served on until {:04}-{:02}-{:02} "
              "{:02}:{:02} ({})",
              hold.missing, hold.living, wall.year(), wall.month(), wall.day(), wall.hour(),
              wall.minute(), feed.zone.name()),
          "put the files back, or confirm: almanach confirm-deletions (a SIGUSR1 does the same, "
          "and --confirm-deletions at a start or an export)",
          ProblemKind::vanished};
}

}  // namespace

FeedEvents FeedHistory::revise(const Feed& feed, const FolderContents& contents, const Round& round,
                               Problems& problems) {
  records_.set_feed(feed);
  next_due_.reset();
  Round here = round;
  here.settings_changed = round.settings_changed || records_.feed_has_changed();

  const Matching matching =
      match_files(contents, records_, [&](std::size_t place) { return recall(place, here); });
  told_ = matching.problems;
  const std::vector<Match> matches = take_over(matching, here, told_);
  served_.resize(records_.size());
  withdraw(matches, contents);

  const std::vector<RecordState> states = describe_records(matches);
  const Ruling ruling =
      rule_round(states, {contents.sight, here.now, here.deletions_confirmed,
                          here.settings.keep_cancelled, here.settings.mass_deletion_hold});
  next_due_ = ruling.next_due;
  for (const Match& match : matches) follow(match, ruling.standings[*match.record], here);
  for (std::size_t place = 0; place < states.size(); ++place)
    serve_without_file(place, states[place], ruling.standings[place], here);
  for (const std::size_t place : ruling.deletions) finish_deletion(place, states, here);
  if (ruling.hold) told_.push_back(describe_hold(*ruling.hold, feed));

  end_round(round);
  records_.set_zone_release(round.settings.zone_release);
  for (const std::size_t place : records_.misnamed()) {
    if (states[place].file == FileState::missing) continue;
    if (auto problem = records_.describe_misnamed(place)) told_.push_back(std::move(*problem));
  }
  problems.insert(problems.end(), told_.begin(), told_.end());
  return list();
}

/// Gives each record the path and the UID of its file, and new events a record. Returns the matches
/// that stand, each with its record.
std::vector<Match> FeedHistory::take_over(const Matching& matching, const Round& round,
                                          Problems& problems) {
  std::vector<Match> matches;
  matches.reserve(matching.matches.size());
  for (Match match : matching.matches) {
    const CurrentEvent& file = *match.file;
    const std::string uid = file.event ? file.event->uid : std::string();
    const bool other_uid = !uid.empty() && (!match.record || records_[*match.record].uid != uid);
    if (const auto owner = records_.find_by_uid(uid); other_uid && owner) {
      // A new event was given that UID a moment ago: the file has copied it from a calendar.
      problems.push_back(describe_duplicate_uid(file, records_[*owner].path));
      continue;
    }
    if (!match.record) {
      match.record = records_.add(make_record(file, round), file.address);
    } else if (file.event) {
      records_.move(*match.record, file.path, file.address);
      if (other_uid) records_.set_uid(*match.record, uid);
    }
    round.identities.uids.insert(records_[*match.record].uid);
    matches.push_back(match);
  }
  return matches;
}

void FeedHistory::add_bundles(std::set<std::string>& folders) const {
  for (std::size_t place = 0; place < records_.size(); ++place) {
    const EventRecord& record = records_[place];
    if (record.presence == Presence::gone) continue;
    if (plain_address_path(record.path, feed().folder) != record.path)
      folders.insert(folder_of(record.path));
  }
}

void FeedHistory::add_files(std::set<std::string>& files) const {
  for (std::size_t place = 0; place < records_.size(); ++place) {
    const EventRecord& record = records_[place];
    if (record.presence != Presence::gone) files.insert(file_of(record.path));
  }
}

void FeedHistory::add_names(std::set<std::string>& names) const {
  for (std::size_t place = 0; place < records_.size(); ++place) {
    const EventRecord& record = records_[place];
    if (record.presence == Presence::gone) continue;
    const std::string file = file_of(record.path);
    std::string name = without_language_suffix(file);
    const std::string path = make_event_path(name, key_of(record.path));
    const bool called_so =
        name == file || record.slug == plain_slug(plain_address_path(path, feed().folder));
    if (called_so) names.insert(std::move(name));
  }
}

std::optional<Instant> FeedHistory::modified_of(const std::string& path) const {
  const auto place = records_.find_by_path(path);
  if (!place || records_[*place].presence != Presence::present) return std::nullopt;
  return records_[*place].modified;
}

/// Lets go what was served of files that are no events of their own any more. Nobody strikes it
/// out: of a translated event the addresses lead to the one that is served.
void FeedHistory::withdraw(const std::vector<Match>& matches, const FolderContents& contents) {
  if (contents.withdrawn.empty()) return;
  std::unordered_map<std::string_view, std::string_view> successors;
  for (const WithdrawnFile& file : contents.withdrawn) successors[file.path] = file.successor;
  std::vector<bool> has_file(records_.size());
  for (const Match& match : matches) has_file[*match.record] = true;
  std::unordered_map<std::size_t, std::size_t> heirs;
  for (std::size_t place = 0; place < records_.size(); ++place) {
    const EventRecord& record = records_[place];
    if (has_file[place] || record.presence == Presence::gone) continue;
    const std::string path = file_of(record.path);
    const auto withdrawn = successors.find(path);
    if (withdrawn == successors.end()) continue;
    const auto heir = records_.find_by_path(withdrawn->second);
    if (!withdrawn->second.empty() && heir && has_file[*heir]) heirs.emplace(place, *heir);
    make_gone(place);
  }
  records_.give_addresses(heirs);
}

EventRecord FeedHistory::make_record(const CurrentEvent& file, const Round& round) const {
  const Event& event = *file.event;
  EventRecord record;
  record.number = round.identities.next_number++;
  record.folder = feed().folder;
  record.path = file.path;
  record.uid = event.uid.empty() ? round.identities.make_uid(feed().id, file.path) : event.uid;
  record.sequence = round.identities.first_sequence;
  // A date to come would hide the changes that are made until then.
  record.created = std::min(event.written.value_or(file.file_modified), round.now);
  record.modified = std::clamp(event.modified.value_or(file.file_modified), record.created,
                               std::max(record.created, round.now));
  // After a loss nobody knows what was served of it before.
  if (record.sequence != 0) record.modified = std::max(record.modified, round.now);
  return record;
}

std::vector<RecordState> FeedHistory::describe_records(const std::vector<Match>& matches) const {
  std::vector<RecordState> states;
  states.reserve(records_.size());
  for (std::size_t place = 0; place < records_.size(); ++place)
    states.push_back({{records_[place].presence, records_[place].since}, FileState::missing});
  for (const auto& [file, record] : matches)
    states[*record].file = file->event ? FileState::good : FileState::unreadable;
  return states;
}

/// Brings a record up to its file, which is there.
void FeedHistory::follow(const Match& match, const Standing& next, const Round& round) {
  const std::size_t place = *match.record;
  const std::shared_ptr<const Event>& event = match.file->event;
  const EventRecord& record = records_[place];
  if (!event) {
    // What the file said last is served on.
    if (record.presence == Presence::missing) stand(place, next);
    if (record.presence == Presence::present && (!served_[place].event || round.settings_changed))
      serve_remembered(place, round);
    return;
  }
  const bool was_there = record.presence == Presence::present;
  if (was_there && record.event == event && !round.settings_changed && !records_.has_changed(place))
    return;
  if (record.presence == Presence::gone) records_.change(place);
  if (!was_there) {
    stand(place, next);
    if (records_.find_by_slug(record.slug) != place) records_.give_slug(place);
  }
  records_.remember_event(place, event);
  serve_postponed(place, event, round);
}

/// Brings a record up to its standing where no good file does: it is missing, was cancelled, or was
/// not looked for.
void FeedHistory::serve_without_file(std::size_t place, const RecordState& state,
                                     const Standing& next, const Round& round) {
  const EventRecord& record = records_[place];
  const bool has_file = state.file != FileState::missing;
  if (record.presence == Presence::gone) return;
  if (has_file && record.presence != Presence::cancelled) return;
  if (next.presence == Presence::missing) stand(place, next);
  if (!served_[place].event || round.settings_changed) serve_remembered(place, round);
  if (next.presence == Presence::gone && record.presence != Presence::gone) make_gone(place);
}

/// Serves what the record's file said last; the first time in a run of the program, what was served
/// before it started.
void FeedHistory::serve_remembered(std::size_t place, const Round& round) {
  if (recall(place, round) == nullptr) return make_gone(place);
  const EventRecord& record = records_[place];
  if (record.presence == Presence::cancelled) {
    serve(place, with_status(record.event, EventStatus::cancelled), record.postponed_from, round);
  } else {
    serve_postponed(place, record.event, round);
  }
}

/// The record's file is missing for certain.
void FeedHistory::finish_deletion(std::size_t place, const std::vector<RecordState>& states,
                                  const Round& round) {
  const EventRecord& record = records_[place];
  if (record.presence == Presence::gone) return;
  const Event* event = recall(place, round);
  if (event == nullptr) return make_gone(place);
  const bool over = covered_time(*event).end <= round.now;
  const bool copied = !over && redirect_to_copy(place, states);
  const std::chrono::seconds keep = round.settings.keep_cancelled;
  if (rule_deletion(over, copied, keep) == Presence::gone) return make_gone(place);
  stand(place, {Presence::cancelled, round.now});
  records_.change(place);
  serve(place, with_status(record.event, EventStatus::cancelled), record.postponed_from, round);
  const Instant end = round.now + keep;
  if (!next_due_ || end < *next_due_) next_due_ = end;
}

/// Whether the same event is served from another file: it was copied before it was deleted. Then
/// its addresses lead there.
bool FeedHistory::redirect_to_copy(std::size_t place, const std::vector<RecordState>& states) {
  const Digest digest = seen_digest(*records_[place].event, "", "");
  for (std::size_t other = 0; other < states.size(); ++other) {
    const EventRecord& record = records_[other];
    if (states[other].file == FileState::missing || !record.event) continue;
    if (served_[other].start != served_[place].start) continue;
    if (seen_digest(*record.event, "", "") != digest) continue;
    records_.give_addresses({{place, other}});
    return true;
  }
  return false;
}

void FeedHistory::serve_postponed(std::size_t place, const std::shared_ptr<const Event>& event,
                                  const Round& round) {
  const EventRecord& record = records_[place];
  // By other rules of its zone an event that has not been moved is at another instant.
  const std::string& release = records_.feed().zone_release;
  const bool other_rules = !release.empty() && release != round.settings.zone_release;
  const bool unmoved = record.postponed_from && record.postponed_from == record.time;
  const Postponement ruled = other_rules && unmoved
                                 ? rule_postponed(*event, std::nullopt, std::nullopt)
                                 : rule_postponed(*event, record.postponed_from, record.time);
  serve(place, with_status(event, ruled.status), ruled.from, round);
}

/// Sets what subscribers see of a record's event.
void FeedHistory::serve(std::size_t place, const std::shared_ptr<const Event>& event,
                        const std::optional<Digest>& postponed_from, const Round& round) {
  const EventRecord& before = records_[place];
  const std::string link = shared_event_link(*event, before.slug, feed(), round.settings.base_url,
                                             round.settings.site_url);
  const std::optional<Event> shown = with_shown_titles(*event, records_.feed().feed.language);
  const Digest seen = seen_digest(shown ? *shown : *event, before.uid, link);
  served_[place] = {event, covered_time(*event).start};
  const std::optional<Digest> clock = clock_digest(*event);
  const bool new_clock = clock && before.clock && *clock != *before.clock;
  if (seen == before.seen && !new_clock) {
    if (postponed_from != before.postponed_from || (clock && !before.clock)) {
      EventRecord& record = records_.edit(place);
      record.postponed_from = postponed_from;
      record.clock = clock;
    }
    return;
  }
  const Digest plan = plan_digest(*event);
  const Stamp stamp =
      rule_stamp(before, plan, new_clock, kept_sequence(event->kept_lines), round.now);
  EventRecord& record = records_.change(place);
  record.sequence = stamp.sequence;
  record.modified = stamp.modified;
  record.seen = seen;
  record.plan = plan;
  record.time = time_digest(*event);
  record.clock = clock;
  record.postponed_from = postponed_from;
}

void FeedHistory::make_gone(std::size_t place) {
  records_.make_gone(place);
  served_[place].event.reset();
}

void FeedHistory::stand(std::size_t place, const Standing& next) {
  const EventRecord& record = records_[place];
  if (Standing{record.presence, record.since} == next) return;
  EventRecord& altered = records_.edit(place);
  altered.presence = next.presence;
  altered.since = next.since;
}

/// The record's event; null where a damaged store has lost it.
const Event* FeedHistory::recall(std::size_t place, const Round& round) {
  const EventRecord& record = records_[place];
  if (!record.event) records_.remember_event(place, round.store.read_event(record.number));
  return record.event.get();
}

/// Gives what has changed in this round the journal's next revision.
void FeedHistory::end_round(const Round& round) {
  given_.reset();
  if (!records_.have_changed()) return;
  const Instant modified =
      rule_feed_modified(records_.feed().modified, records_.latest_change(), round.now);
  given_ = ++round.identities.revision;
  records_.give_revision(*given_, modified);
}

bool FeedHistory::take_old_uid(const Adoption& adoption, const Round& round) {
  const auto place = records_.find_by_uid(adoption.uid);
  if (!place || records_[*place].presence == Presence::gone || recall(*place, round) == nullptr)
    return false;
  if (served_.size() < records_.size()) served_.resize(records_.size());
  const std::int64_t above = adoption.old_sequence + 1;
  EventRecord& record = records_.change(*place);
  record.sequence = std::max(record.sequence, above);
  if (adoption.uid == adoption.old_uid) {
    record.modified = rule_stamp(record, record.plan, false, 0, round.now).modified;
    return true;
  }
  records_.set_uid(*place, adoption.old_uid);
  round.identities.uids.insert(adoption.old_uid);
  serve_remembered(*place, round);
  return true;
}

RevisedEvent FeedHistory::describe(std::size_t place) const {
  const EventRecord& record = records_[place];
  return {served_[place].event, record.slug,
          record.uid,           record.sequence,
          record.created,       record.modified,
          record.revision,      record.presence == Presence::cancelled,
          record.seen};
}

FeedEvents FeedHistory::list() const {
  FeedEvents result;
  result.feed = feed();
  result.former_ids = records_.feed().former_ids;
  result.revision = records_.feed().revision;
  result.modified = records_.feed().modified;
  result.zone_release = records_.feed().zone_release;
  std::vector<std::size_t> order;
  for (std::size_t place = 0; place < served_.size(); ++place) {
    if (records_[place].presence != Presence::gone && served_[place].event) order.push_back(place);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return served_[a].start != served_[b].start ? served_[a].start < served_[b].start
                                                : records_[a].slug < records_[b].slug;
  });
  for (const std::size_t place : order) result.events.push_back(describe(place));
  for (const auto& [names, revision] : records_.gone_pairs())
    result.gone_pairs.push_back({names.first, names.second, revision});
  for (const auto& [slug, place] : records_.addresses()) {
    const EventRecord& record = records_[place];
    if (record.presence == Presence::gone) {
      result.gone_slugs.insert(slug);
    } else if (slug != record.slug) {
      result.former_slugs.emplace(slug, record.slug);
    }
  }
  return result;
}

}  // namespace almanach
