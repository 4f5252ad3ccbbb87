// The part of Site that makes snapshots of what is published; site.cpp is the one that publishes.

#include <algorithm>

#include "journal/uid_owners.hpp"
#include "publish/budget.hpp"
#include "publish/calendar_builder.hpp"
#include "publish/link_book.hpp"
#include "publish/private_feeds.hpp"
#include "publish/site.hpp"
#include "publish/united_events.hpp"
#include "publish/usable_aliases.hpp"

namespace almanach {
namespace {

/// Whether a folder lies in another one, at any depth.
bool is_below(const std::string& folder, const std::string& above) {
  return above.empty() ? !folder.empty() : folder.starts_with(above + '/');
}

}  // namespace

/// Each UID once, and no closing events.
EventMonths Site::list_all(const Snapshot& snapshot, Problems& problems) const {
  std::vector<const PublishedFeed*> feeds;
  for (const auto& feed : snapshot.feeds) feeds.push_back(feed.get());
  if (shared_uids_.empty()) return unite_months(feeds);
  UniteRules rules;
  rules.may_be_shared = [&](const std::string& uid) { return shared_uids_.may_hold(uid); };
  rules.tell = [&](const RevisedEvent& event, const std::string& owner) {
    problems.push_back(describe_shared_uid(event, owner));
  };
  return unite_months(feeds, unite_events(feeds, rules));
}

void Site::publish_all(Snapshot& snapshot, Problems& problems) const {
  // A feed that has left takes nothing of what is known of the others with it.
  snapshot.all_modified = snapshot.access_changed;
  for (const auto& feed : snapshot.feeds)
    snapshot.all_modified = std::max(snapshot.all_modified, feed->modified);
  snapshot.all_months = list_all(snapshot, problems);
  snapshot.all_count = count_events(snapshot.all_months);
  EventMonths months = snapshot.all_months;
  const Instant now = clock_.now();
  CalendarInfo info = describe_whole_calendar(snapshot, config_);
  snapshot.all_cut = cut_to_budget(months, config_.feed_budget, config_.timezone, now);
  add_cut(info, snapshot.all_cut, config_.language);
  snapshot.all = CalendarBuilder(info, config_.refresh_interval, std::move(months),
                                 snapshot.all_cut, config_.timezone, now)
                     .finish_later("all.ics", date_cut(snapshot.all_modified, snapshot.all_cut),
                                   summarize_cut(snapshot.all_cut));
  if (current_ && !snapshot.opened) keep_ready(current_->all.get(), *snapshot.all);
}

/// A snapshot without content.
std::shared_ptr<Snapshot> Site::begin_snapshot() const {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->revision = revision_;
  snapshot->journal_id = journal_.id();
  snapshot->durable_revision = journal_.durable_revision();
  snapshot->visible_revision = snapshot->durable_revision;
  snapshot->access_changed = journal_.access_changed();
  snapshot->made = clock_.now();
  return snapshot;
}

/// Fills in the feeds that are to be shown, and nothing of others.
void Site::add_feeds(Snapshot& snapshot,
                     const std::function<bool(const PublishedFeed&)>& is_shown) const {
  snapshot.feeds.clear();
  snapshot.by_id.clear();
  snapshot.translations.clear();
  snapshot.translated_modified = {};
  snapshot.retirements.clear();
  for (const auto& [folder, feed] : feeds_) {
    if (!is_shown(*feed)) continue;
    snapshot.feeds.push_back(feed);
    const auto ending = retirements_.find(feed->feed.id);
    if (ending != retirements_.end()) snapshot.retirements.insert(*ending);
    const auto translated = translations_.find(folder);
    if (translated != translations_.end()) {
      snapshot.translations.emplace(feed->feed.id, translated->second);
      snapshot.translated_modified = std::max(snapshot.translated_modified, translated_.at(folder));
    }
  }
  std::sort(snapshot.feeds.begin(), snapshot.feeds.end(),
            [](const auto& a, const auto& b) { return a->feed.id < b->feed.id; });
  for (std::size_t i = 0; i < snapshot.feeds.size(); ++i)
    snapshot.by_id.emplace(snapshot.feeds[i]->feed.id, i);
  for (std::size_t i = 0; i < snapshot.feeds.size(); ++i) {
    for (const std::string& id : snapshot.feeds[i]->past->former_ids) snapshot.by_id.emplace(id, i);
  }
}

/// What a link to a feed opens.
std::shared_ptr<const Snapshot> Site::open_feed(const PublishedFeed& feed) const {
  const std::shared_ptr<Snapshot> snapshot = begin_snapshot();
  add_feeds(*snapshot, [&](const PublishedFeed& other) {
    return &other == &feed ||
           (!other.feed.is_public() && is_below(other.feed.folder, feed.feed.folder));
  });
  snapshot->opened = feed.feed;
  Problems told_elsewhere;
  publish_all(*snapshot, told_elsewhere);
  return snapshot;
}

/// Of each private feed, and of each public one that was private when a link to it was made.
std::map<std::string, std::shared_ptr<const Snapshot>> Site::open_feeds() const {
  std::set<std::string> linked;
  for (const LinkRecord& link : journal_.links()) {
    if (!link.revoked) linked.insert(link.feed);
  }
  const auto is_linked = [&](const std::string& id) { return linked.count(id) != 0; };
  std::map<std::string, std::shared_ptr<const Snapshot>> opened;
  std::vector<std::shared_ptr<const Snapshot>> all;
  for (const auto& [folder, feed] : feeds_) {
    const std::vector<std::string>& former = feed->past->former_ids;
    if (feed->feed.is_public() && !is_linked(feed->feed.id) &&
        std::none_of(former.begin(), former.end(), is_linked))
      continue;
    const auto& one = opened.emplace(feed->feed.id, open_feed(*feed)).first->second;
    all.push_back(one);
  }
  for (const auto& one : all) {
    for (const std::string& id : one->find_feed(one->opened->id)->past->former_ids)
      opened.emplace(id, one);
  }
  return opened;
}

/// What is wrong with the journal.
Problems Site::service_problems() const {
  Problems problems;
  if (!journal_.complaint().empty()) {
    problems.push_back({Severity::error, journal_.folder(), 0, 0,
                        "the journal cannot be kept: " + journal_.complaint(),
                        "events are served on; what is not yet written is lost if the program ends",
                        ProblemKind::service});
  }
  if (const std::string recovery = journal_.recovery(); !recovery.empty()) {
    problems.push_back({Severity::warning, journal_.folder(), 0, 0, recovery,
                        "events go on under their UIDs with a higher SEQUENCE; this is told until "
                        "the next start",
                        ProblemKind::service});
  }
  return problems;
}

/// Adds to a snapshot those of `problems` that everybody may know of, and returns the others; null
/// where there are none.
std::shared_ptr<const Problems> Site::part_problems(Snapshot& snapshot,
                                                    const Problems& problems) const {
  Problems told;
  Problems others;
  for (const Problem& problem : problems)
    (library_.is_private(problem) ? others : told).push_back(problem);
  if (!told.empty()) snapshot.problems.push_back(std::make_shared<const Problems>(std::move(told)));
  return others.empty() ? nullptr : std::make_shared<const Problems>(std::move(others));
}

/// Puts beside a snapshot what not everybody may see. `problems`: those of it.
void Site::add_private(Snapshot& snapshot, std::vector<std::shared_ptr<const Problems>> problems) {
  opened_ = open_feeds();
  const std::size_t described = snapshot.dialects.size();
  if (opened_.empty() && problems.empty() && described == dialects_.size() &&
      snapshot.feeds.size() == feeds_.size() && !config_.has_preview)
    return;
  auto whole = std::make_shared<Snapshot>(snapshot);
  add_feeds(*whole, [](const PublishedFeed&) { return true; });
  whole->problems.insert(whole->problems.end(), problems.begin(), problems.end());
  whole->dialects.clear();
  for (const auto& [folder, dialect] : dialects_) whole->dialects.push_back(dialect);
  std::shared_ptr<const ContentView> files;
  if (config_.has_preview) files = std::make_shared<const ContentView>(library_.view());
  snapshot.private_feeds = std::make_shared<const PrivateFeeds>(
      opened_, std::move(whole), std::move(problems), std::move(files));
}

std::shared_ptr<const Snapshot> Site::assemble() {
  ++revision_;
  const std::shared_ptr<Snapshot> snapshot = begin_snapshot();
  snapshot->links = std::make_shared<const LinkBook>(journal_.links());
  add_feeds(*snapshot, [](const PublishedFeed& feed) { return feed.feed.is_public(); });
  if (!current_ || current_->feeds != snapshot->feeds) public_revision_ = journal_.revision();
  snapshot->visible_revision = std::min(snapshot->durable_revision, public_revision_);
  for (const auto& [folder, dialect] : dialects_) {
    if (library_.access_of(folder) == Access::everybody) snapshot->dialects.push_back(dialect);
  }
  Problems general = general_;
  const Problems service = service_problems();
  general.insert(general.end(), service.begin(), service.end());
  snapshot->aliases = AliasTable(usable_aliases(config_.aliases, *snapshot, general));
  publish_all(*snapshot, general);
  report_cut(".", "all.ics", snapshot->all_cut, general);
  std::vector<std::shared_ptr<const Problems>> others = {part_problems(*snapshot, general)};
  for (const auto& [folder, problems] : problems_)
    others.push_back(part_problems(*snapshot, *problems));
  std::erase(others, nullptr);
  add_private(*snapshot, std::move(others));
  return snapshot;
}

}  // namespace almanach
