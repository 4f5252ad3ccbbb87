#include "publish/feed_ends.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "model/address_table.hpp"
#include "model/public_addresses.hpp"
#include "render/retirement_words.hpp"

namespace almanach {
namespace {

constexpr std::chrono::hours kGrace{24 * kRetirementGraceDays};

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

/// Whether two say the same; either may be null.
bool are_same(const std::shared_ptr<const Event>& a, const std::shared_ptr<const Event>& b) {
  return a == b || (a != nullptr && b != nullptr && *a == *b);
}

/// What an http(s) address has behind its scheme: the host in lower case and without the port that
/// goes without saying, and the rest as it stands.
std::pair<std::string, std::string_view> part_address(std::string_view address) {
  const std::size_t host = address.find("://") + 3;
  const std::size_t end = std::min(address.find_first_of("/?#", host), address.size());
  std::string authority = fold(address.substr(host, end - host));
  const std::string_view port = fold(address.substr(0, host)) == "https://" ? ":443" : ":80";
  if (authority.ends_with(port)) authority.resize(authority.size() - port.size());
  return {std::move(authority), address.substr(end)};
}

}  // namespace

std::set<std::string> FeedEnds::update(const std::vector<Feed>& feeds, const FormerIds& former) {
  ById by_id;
  for (const Feed& feed : feeds) {
    if (feed.is_public()) by_id.emplace(feed.id, &feed);
  }
  // A feed that has an id now goes before one that had it.
  for (const auto& [id, present] : former) {
    const auto found = by_id.find(present);
    if (found != by_id.end()) by_id.emplace(id, found->second);
  }
  std::map<std::string, End> before = std::exchange(ends_, {});
  std::set<std::string> changed;
  for (const Feed& feed : feeds) {
    if (!feed.retired) continue;
    End end = find_end(feed, by_id);
    const auto known = before.find(feed.folder);
    const bool same = known != before.end() && are_same(known->second.event, end.event);
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
  const auto [site, site_path] = part_address(base_url_);
  auto [host, rest] = part_address(successor);
  if (host != site || !rest.starts_with(site_path)) return std::nullopt;
  rest.remove_prefix(site_path.size());
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
    const auto found = feeds.find(*own);
    end.lost = found == feeds.end() || end.circular;
    if (!end.lost) {
      end.successor_feed = found->second->id;
      end.successor_address = feed_page_address(base_url_, end.successor_feed);
    } else if (!end.circular) {
      std::vector<std::string> ids;
      for (const auto& [id, other] : feeds) {
        if (id == other->id && id != feed.id) ids.push_back(id);
      }
      end.nearest = almanach::nearest(*own, ids);
    }
  }
  if (!end.lost) end.event = make_event(feed, end.successor_address, feed.language);
  return end;
}

/// The journal's dates come from files: this event has that of the newest of its folder, which is
/// the same on every machine; or of now, where it comes when its day is past. In place of one that
/// cannot be said the journal goes on with the one that was said before, if any.
void FeedEnds::add_closing_event(const std::string& folder, Instant now,
                                 FolderContents& contents) const {
  const auto found = ends_.find(folder);
  if (found == ends_.end()) return;
  CurrentEvent closing{closing_event_path(folder), found->second.event, {}, ""};
  for (const CurrentEvent& event : contents.events)
    closing.file_modified = std::max(closing.file_modified, event.file_modified);
  if (now >= start_of(found->second.feed, 0)) closing.file_modified = now;
  const auto place = std::lower_bound(contents.events.begin(), contents.events.end(), closing,
                                      [](const auto& a, const auto& b) { return a.path < b.path; });
  contents.events.insert(place, std::move(closing));
}

void FeedEnds::add_closing_event(const std::string& folder, const std::string& language,
                                 std::map<std::string, std::shared_ptr<const Event>>& texts) const {
  const auto found = ends_.find(folder);
  if (found == ends_.end() || found->second.lost) return;
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

void FeedEnds::note_told(const std::map<std::string, Instant>& since) {
  for (auto& [folder, end] : ends_) {
    const auto found = since.find(folder);
    end.told = found == since.end() ? std::nullopt : std::optional(found->second);
  }
}

/// Nobody is sent away sooner than so long after it could be read.
Instant FeedEnds::closes_at(const End& end, Instant now) {
  return std::max(start_of(end.feed, kRetirementGraceDays), end.told.value_or(now) + kGrace);
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
    one.is_doubtful = end.lost;
    if (now >= start_of(end.feed, 0)) one.stage = Stage::over;
    if (now >= closes_at(end, now)) one.stage = Stage::closed;
  }
  return retirements;
}

std::optional<Instant> FeedEnds::next_change(Instant now) const {
  std::optional<Instant> next;
  for (const auto& [folder, end] : ends_) {
    for (const Instant change : {start_of(end.feed, 0), closes_at(end, now)}) {
      if (change > now && (!next || change < *next)) next = change;
    }
  }
  return next;
}

}  // namespace almanach
