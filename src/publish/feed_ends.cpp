#include "publish/feed_ends.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "model/address_table.hpp"
#include "model/public_addresses.hpp"
#include "render/retirement_words.hpp"

namespace almanach {
namespace {

bool is_address(const std::string& successor) {
  return successor.find(':') != std::string::npos;
}

Instant start_of(const Feed& feed, int days_later) {
  return feed.zone.place(WallTime(feed.retired.value() + days_later)).instant;
}

std::shared_ptr<const Event> make_event(const Feed& feed, const std::string& successor,
                                        const std::string& language) {
  Event event = make_closing_event(feed, successor, language);
  event.path = closing_event_path(feed.folder);
  return std::make_shared<const Event>(std::move(event));
}

}  // namespace

std::set<std::string> FeedEnds::update(const std::vector<Feed>& feeds) {
  ById by_id;
  for (const Feed& feed : feeds) {
    if (feed.is_public()) by_id.emplace(feed.id, &feed);
  }
  std::map<std::string, End> before = std::exchange(ends_, {});
  std::set<std::string> changed;
  for (const Feed& feed : feeds) {
    if (!feed.retired) continue;
    End end = find_end(feed, by_id);
    const auto known = before.find(feed.folder);
    const bool same = known != before.end() && *known->second.event == *end.event;
    if (same) end.event = known->second.event;
    const bool same_fault = known != before.end() && known->second.lost == end.lost &&
                            known->second.circular == end.circular &&
                            known->second.nearest == end.nearest;
    if (!same || !same_fault) changed.insert(feed.folder);
    ends_.emplace(feed.folder, std::move(end));
  }
  for (const auto& [folder, end] : before) {
    if (ends_.count(folder) == 0) changed.insert(folder);
  }
  return changed;
}

/// The id of the feed of this site that is meant, be it there or not: empty for an address of this
/// site that is no feed's. No value: it is the address of another site.
std::optional<std::string> FeedEnds::find_own(const std::string& successor) const {
  if (!is_address(successor)) return successor;
  if (!successor.starts_with(base_url_)) return std::nullopt;
  std::string_view rest = std::string_view(successor).substr(base_url_.size());
  if (!rest.empty() && std::string_view("/?#").find(rest.front()) == std::string_view::npos)
    return std::nullopt;
  const std::string path = percent_decode(rest.substr(0, rest.find_first_of("?#")));
  const AddressMatch match = find_address(path);
  const bool whole = match.row->pattern.has_feed() && !match.row->pattern.has_slug();
  return whole ? std::string(match.names.feed) : std::string();
}

/// Whether the successors of its successor come to the feed itself, or go round elsewhere.
bool FeedEnds::leads_back(const Feed& feed, const ById& feeds) const {
  std::set<std::string> passed;
  const Feed* next = &feed;
  while (next != nullptr && next->retired && !next->successor.empty()) {
    if (!passed.insert(next->id).second) return true;
    const auto own = find_own(next->successor);
    const auto found = own ? feeds.find(*own) : feeds.end();
    next = found == feeds.end() ? nullptr : found->second;
  }
  return false;
}

FeedEnds::End FeedEnds::find_end(const Feed& feed, const ById& feeds) const {
  End end;
  end.feed = feed;
  const auto own = find_own(feed.successor);
  if (!own) {
    end.successor_address = feed.successor;
  } else if (!feed.successor.empty()) {
    end.circular = leads_back(feed, feeds);
    end.lost = feeds.count(*own) == 0 || end.circular;
    if (!end.lost) {
      end.successor_feed = *own;
      end.successor_address = feed_page_address(base_url_, *own);
    } else if (!end.circular) {
      std::vector<std::string> ids;
      for (const auto& [id, other] : feeds) {
        if (id != feed.id) ids.push_back(id);
      }
      end.nearest = almanach::nearest(*own, ids);
    }
  }
  end.event = make_event(feed, end.successor_address, feed.language);
  return end;
}

/// The journal's dates come from files: this event has that of the newest of its folder, which is
/// the same on every machine.
void FeedEnds::add_closing_event(const std::string& folder, FolderContents& contents) const {
  const auto found = ends_.find(folder);
  if (found == ends_.end()) return;
  CurrentEvent closing{found->second.event->path, found->second.event, {}, ""};
  for (const CurrentEvent& event : contents.events)
    closing.file_modified = std::max(closing.file_modified, event.file_modified);
  const auto place = std::lower_bound(contents.events.begin(), contents.events.end(), closing,
                                      [](const auto& a, const auto& b) { return a.path < b.path; });
  contents.events.insert(place, std::move(closing));
}

void FeedEnds::add_closing_event(const std::string& folder, const std::string& language,
                                 std::map<std::string, std::shared_ptr<const Event>>& texts) const {
  const auto found = ends_.find(folder);
  if (found == ends_.end()) return;
  const End& end = found->second;
  texts.emplace(end.event->path, make_event(end.feed, end.successor_address, language));
}

std::optional<Problem> FeedEnds::describe_fault(const std::string& folder,
                                                const std::optional<Successor>& written) const {
  const auto found = ends_.find(folder);
  if (found == ends_.end() || !found->second.lost) return std::nullopt;
  if (found->second.feed.successor == kNoSuccessor) return std::nullopt;  // told where it was read
  const End& end = found->second;
  Problem problem;
  problem.severity = Severity::error;
  problem.file = written ? written->file : folder.empty() ? "." : folder;
  if (written) {
    problem.line = written->position.line;
    problem.column = written->position.column;
  }
  if (end.circular) {
    problem.message = fmt::format("successor: \"{}\" leads back to this feed", end.feed.successor);
    problem.hint = "write a feed that goes on; until then this one is served on";
  } else {
    problem.message =
        fmt::format("successor: there is no public feed \"{}\" on this site", end.feed.successor);
    problem.hint =
        end.nearest.empty()
            ? "write the id of a feed, as in its address; until then this one is served "
              "on"
            : fmt::format("did you mean \"{}\"? Until then this one is served on", end.nearest);
  }
  return problem;
}

std::map<std::string, Retirement> FeedEnds::at(Instant now) const {
  using Stage = Retirement::Stage;
  std::map<std::string, Retirement> retirements;
  for (const auto& [folder, end] : ends_) {
    Retirement& one = retirements[end.feed.id];
    one.day = end.feed.retired.value();
    one.successor_feed = end.successor_feed;
    one.successor_address = end.successor_address;
    one.served_on = end.lost;
    if (now >= start_of(end.feed, 0)) one.stage = Stage::over;
    if (now >= start_of(end.feed, kRetirementGraceDays)) one.stage = Stage::closed;
  }
  return retirements;
}

std::optional<Instant> FeedEnds::next_change(Instant now) const {
  std::optional<Instant> next;
  for (const auto& [folder, end] : ends_) {
    for (const int days : {0, kRetirementGraceDays}) {
      const Instant change = start_of(end.feed, days);
      if (change > now && (!next || change < *next)) next = change;
    }
  }
  return next;
}

}  // namespace almanach
