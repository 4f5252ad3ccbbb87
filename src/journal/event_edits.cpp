// The part of FeedHistory that takes changes of single events without a round over the whole feed;
// feed_history.cpp has the rounds.

#include <algorithm>

#include "journal/feed_history.hpp"

namespace almanach {

/// Whether the file has an event that is served, under the path, the UID and the address that it
/// had. What calendar files say of versions is weighed against other files.
bool FeedHistory::is_edit(const CurrentEvent& file) const {
  if (!file.event || !file.event->kept_lines.empty()) return false;
  const auto place = records_.find_by_path(file.path);
  if (!place || *place >= served_.size() || !served_[*place].event) return false;
  const EventRecord& record = records_[*place];
  return record.presence == Presence::present &&
         (file.event->uid.empty() || file.event->uid == record.uid) &&
         records_.is_at(*place, file.address);
}

std::optional<EventEdits> FeedHistory::edit(const Feed& feed,
                                            const std::vector<CurrentEvent>& files,
                                            const Round& round, Problems& problems) {
  if (!(records_.feed().feed == feed) || records_.have_changed() ||
      records_.feed().zone_release != round.settings.zone_release ||
      !std::all_of(files.begin(), files.end(), [&](const auto& file) { return is_edit(file); }))
    return std::nullopt;
  for (const CurrentEvent& file : files)
    follow({&file, records_.find_by_path(file.path)}, {}, round);
  end_round(round);
  EventEdits edits;
  edits.revision = records_.feed().revision;
  edits.modified = records_.feed().modified;
  for (const CurrentEvent& file : files) {
    const std::size_t place = *records_.find_by_path(file.path);
    if (given_ && records_[place].revision == *given_) edits.events.push_back(describe(place));
  }
  problems.insert(problems.end(), told_.begin(), told_.end());
  return edits;
}

std::optional<FeedEvents> FeedHistory::note_tags(const EventTags& tags, Identities& identities) {
  bool any = false;
  for (const auto& [slug, tag] : tags) {
    const auto place = records_.find_by_slug(std::string(slug));
    if (!place || records_[*place].tag == tag) continue;
    const bool changed = given_ && records_[*place].revision == *given_;
    EventRecord& record = changed ? records_.edit(*place) : records_.change(*place);
    record.tag = tag;
    any = any || !changed;
  }
  if (!any) return std::nullopt;
  given_ = ++identities.revision;
  records_.give_revision(*given_, records_.feed().modified);
  return list();
}

}  // namespace almanach
