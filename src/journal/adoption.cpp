#include "journal/adoption.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "journal/old_names.hpp"
#include "model/event_addresses.hpp"

namespace almanach {
namespace {

/// How near two events are; from kSure on nothing else is needed.
enum Rank : std::uint8_t { kNone, kTitle, kAddress, kTitleAndAddress, kTitleAndDay, kSure };
constexpr int kMostSure = kSure + 3;
/// Of many events with one title, so many are named.
constexpr std::size_t kMostAlike = 20;

int rank_of(const Likeness& like) {
  if (like.title && like.start) return like.address ? kMostSure : kSure + 2;
  if (like.address && like.day) return like.title || like.start ? kSure + 1 : kSure;
  if (like.title && like.day) return kTitleAndDay;
  if (like.address) return like.title ? kTitleAndAddress : kAddress;
  return like.title ? kTitle : kNone;
}

AdoptionDoubt doubt_of(int rank) {
  switch (rank) {
    case kTitleAndDay:
      return AdoptionDoubt::other_hour;
    case kTitleAndAddress:
    case kTitle:
      return AdoptionDoubt::other_day;
    case kAddress:
      return AdoptionDoubt::only_address;
    default:
      return AdoptionDoubt::none;
  }
}

/// One matching under way.
class Planner {
 public:
  explicit Planner(AdoptionPlan& plan)
      : plan_(plan), old_names_(plan.old.events.size()), taken_(plan.served.size()) {
    plan_.matches.resize(plan_.old.events.size());
    settled_.resize(plan_.matches.size());
    index_served();
    name_old();
  }

  void take_named(const std::vector<std::string>& named) {
    std::unordered_map<std::string_view, std::size_t> old;
    for (std::size_t i = 0; i < plan_.old.events.size(); ++i) old[plan_.old.events[i].uid] = i;
    std::unordered_map<std::string, std::size_t> served;
    for (std::size_t i = 0; i < plan_.served.size(); ++i) {
      const AdoptiveEvent& event = plan_.served[i];
      served.emplace(event.feed->id + '/' + event.revised->slug, i);
      served[event.revised->event->path] = i;
    }
    for (const std::string& pair : named) {
      if (!take_named(pair, old, served)) plan_.wrong_names.push_back(pair);
    }
  }

  void take_same_uids() {
    std::unordered_map<std::string_view, std::size_t> by_uid;
    for (std::size_t i = 0; i < plan_.served.size(); ++i)
      by_uid.emplace(plan_.served[i].revised->uid, i);
    for (std::size_t i = 0; i < plan_.matches.size(); ++i) {
      const auto found = by_uid.find(plan_.old.events[i].uid);
      if (!settled_[i] && found != by_uid.end() && !taken_[found->second]) settle(i, found->second);
    }
  }

  /// From the nearest on: what is taken is in no one else's way.
  void match() {
    for (int rank = kMostSure; rank > kNone; --rank) match_at(rank);
  }

  void accept_doubtful() {
    std::map<std::size_t, std::size_t> claims;
    for (const AdoptionMatch& match : plan_.matches) {
      for (const AdoptionCandidate& candidate : match.candidates) ++claims[candidate.served];
    }
    for (AdoptionMatch& match : plan_.matches) {
      if (match.candidates.size() == 1 && claims[match.candidates.front().served] == 1)
        match.doubt = AdoptionDoubt::none;
    }
  }

  void finish() {
    std::set<std::string_view> uids;
    std::set<std::size_t> near;
    for (const AdoptiveEvent& event : plan_.served) uids.insert(event.revised->uid);
    for (std::size_t i = 0; i < plan_.matches.size(); ++i) {
      AdoptionMatch& match = plan_.matches[i];
      for (const AdoptionCandidate& candidate : match.candidates) near.insert(candidate.served);
      if (match.is_certain()) match.state = state_of(i, uids.count(plan_.old.events[i].uid) != 0);
    }
    for (std::size_t i = 0; i < plan_.served.size(); ++i) {
      if (near.count(i) == 0) plan_.unmatched.push_back(i);
    }
  }

 private:
  using Places = std::vector<std::size_t>;
  using ByText = std::unordered_map<std::string, Places>;

  const Event& old_event(std::size_t old) const { return plan_.old.events[old].event; }
  const Event& served_event(std::size_t served) const {
    return *plan_.served[served].revised->event;
  }

  void index_served() {
    for (std::size_t i = 0; i < plan_.served.size(); ++i) {
      const std::string title = comparable_title(served_event(i));
      by_title_[title].push_back(i);
      by_title_and_day_[title + '\n' + format_day(first_day(served_event(i)))].push_back(i);
      titles_.push_back(title);
      for (const std::string& name :
           names_of_served(served_event(i).path, plan_.served[i].slugs, plan_.served[i].link))
        by_name_[name].push_back(i);
    }
  }

  void name_old() {
    std::unordered_map<std::string, std::size_t> count;
    for (std::size_t i = 0; i < old_names_.size(); ++i) {
      old_names_[i] = names_of_old(plan_.old.events[i]);
      for (const std::string& name : old_names_[i]) ++count[name];
    }
    for (auto& names : old_names_)
      std::erase_if(names, [&](const std::string& name) { return count[name] > 1; });
  }

  bool take_named(const std::string& pair,
                  const std::unordered_map<std::string_view, std::size_t>& old,
                  const std::unordered_map<std::string, std::size_t>& served) {
    // Either part may hold the sign.
    for (std::size_t at = pair.find('='); at != std::string::npos; at = pair.find('=', at + 1)) {
      const auto first = old.find(std::string_view(pair).substr(0, at));
      const auto second = served.find(pair.substr(at + 1));
      if (first == old.end() || second == served.end()) continue;
      if (settled_[first->second] || taken_[second->second]) return false;
      settle(first->second, second->second);
      return true;
    }
    return false;
  }

  Likeness compare(std::size_t old, std::size_t served) const {
    const Event& a = old_event(old);
    const Event& b = served_event(served);
    const bool both_days =
        std::holds_alternative<DaySpan>(a.span) && std::holds_alternative<DaySpan>(b.span);
    const bool both_times =
        std::holds_alternative<TimeSpan>(a.span) && std::holds_alternative<TimeSpan>(b.span);
    Likeness like;
    like.uid = plan_.old.events[old].uid == plan_.served[served].revised->uid;
    like.title = comparable_title(a) == titles_[served];
    like.start = (both_times && covered_time(a).start == covered_time(b).start) ||
                 (both_days && first_day(a) == first_day(b));
    like.day = like.start || first_day(a) == first_day(b);
    const std::vector<std::size_t> named = served_by_name(old);
    like.address = std::find(named.begin(), named.end(), served) != named.end();
    like.kind = bool(a.recurrence) == bool(b.recurrence);
    return like;
  }

  /// Served events that the old one's address names.
  Places served_by_name(std::size_t old) const {
    Places places;
    for (const std::string& name : old_names_[old]) {
      if (const auto found = by_name_.find(name); found != by_name_.end())
        places.insert(places.end(), found->second.begin(), found->second.end());
    }
    return places;
  }

  /// What is still free of those that may be near.
  std::set<std::size_t> find_near(std::size_t old) const {
    std::set<std::size_t> near;
    const auto add = [&](const ByText& index, const std::string& key, std::size_t most) {
      const auto found = index.find(key);
      if (found == index.end()) return;
      for (const std::size_t place : found->second) {
        if (most == 0) break;
        if (!taken_[place] && near.insert(place).second) --most;
      }
    };
    const std::string title = comparable_title(old_event(old));
    add(by_title_and_day_, title + '\n' + format_day(first_day(old_event(old))), kMostAlike);
    for (const std::string& name : old_names_[old]) add(by_name_, name, kMostAlike);
    add(by_title_, title, kMostAlike);
    return near;
  }

  /// Old events whose nearest is of that rank find what they are to have.
  void match_at(int rank) {
    std::map<std::size_t, std::vector<AdoptionCandidate>> found;  // by old event
    std::map<std::size_t, std::size_t> claims;                    // by served event
    for (std::size_t old = 0; old < settled_.size(); ++old) {
      if (settled_[old]) continue;
      for (const std::size_t served : find_near(old)) {
        const Likeness like = compare(old, served);
        if (rank_of(like) != rank) continue;
        found[old].push_back({served, like});
        ++claims[served];
      }
    }
    Places sure;
    for (auto& [old, candidates] : found) {
      settled_[old] = true;
      AdoptionMatch& match = plan_.matches[old];
      match.doubt = find_doubt(old, candidates, claims, rank);
      if (match.doubt == AdoptionDoubt::none) sure.push_back(candidates.front().served);
      match.candidates = std::move(candidates);
    }
    for (const auto& [served, count] : claims) contested_.insert(served);
    for (const std::size_t served : sure) taken_[served] = true;
  }

  AdoptionDoubt find_doubt(std::size_t old, const std::vector<AdoptionCandidate>& candidates,
                           const std::map<std::size_t, std::size_t>& claims, int rank) const {
    if (candidates.size() > 1) return AdoptionDoubt::several;
    const AdoptionCandidate& only = candidates.front();
    if (claims.at(only.served) > 1 || contested_.count(only.served) != 0)
      return AdoptionDoubt::shared;
    if (!only.likeness.kind) return AdoptionDoubt::other_kind;
    const Places named = served_by_name(old);
    const bool names_another =
        !only.likeness.address && std::any_of(named.begin(), named.end(), [&](std::size_t place) {
          return place != only.served && !taken_[place];
        });
    if (names_another) return AdoptionDoubt::disagreeing;
    return doubt_of(rank);
  }

  void settle(std::size_t old, std::size_t served) {
    plan_.matches[old].candidates = {{served, compare(old, served)}};
    settled_[old] = true;
    taken_[served] = true;
  }

  AdoptionState state_of(std::size_t place, bool is_uid_served) const {
    const OldEvent& old = plan_.old.events[place];
    const RevisedEvent& now = *plan_.served[plan_.matches[place].candidates.front().served].revised;
    if (now.uid == old.uid) {
      const bool is_it = now.sequence == old.sequence && old.event.modified == now.modified;
      return now.sequence > old.sequence || is_it ? AdoptionState::adopted : AdoptionState::pending;
    }
    if (!now.event->uid.empty()) return AdoptionState::given_by_file;
    return is_uid_served ? AdoptionState::uid_is_taken : AdoptionState::pending;
  }

  AdoptionPlan& plan_;
  ByText by_title_;
  ByText by_title_and_day_;
  ByText by_name_;
  std::vector<std::string> titles_;                  ///< of served events, comparable
  std::vector<std::vector<std::string>> old_names_;  ///< see names_of_old()
  std::vector<bool> settled_;                        ///< old events that need no more looking for
  std::vector<bool> taken_;                          ///< served events that have their old one
  std::set<std::size_t> contested_;                  ///< served events that an old one was near to
};

}  // namespace

std::vector<Adoption> AdoptionPlan::list_pending() const {
  std::vector<Adoption> pending;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (!matches[i].is_certain() || matches[i].state != AdoptionState::pending) continue;
    const AdoptiveEvent& event = served[matches[i].candidates.front().served];
    pending.push_back(
        {event.feed->folder, event.revised->uid, old.events[i].uid, old.events[i].sequence});
  }
  return pending;
}

AdoptionPlan plan_adoption(OldCalendar old, std::vector<AdoptiveEvent> served,
                           const std::vector<std::string>& named, bool accept_doubtful) {
  AdoptionPlan plan;
  plan.old = std::move(old);
  plan.served = std::move(served);
  Planner planner(plan);
  planner.take_named(named);
  planner.take_same_uids();
  planner.match();
  if (accept_doubtful) planner.accept_doubtful();
  planner.finish();
  return plan;
}

}  // namespace almanach
