#include "publish/subscription_update.hpp"

#include <fmt/format.h>

#include "base/work_steps.hpp"
#include "publish/budget.hpp"
#include "publish/calendar_builder.hpp"
#include "publish/chooser.hpp"
#include "publish/selection.hpp"
#include "publish/sync_changes.hpp"

namespace almanach {
namespace {

std::shared_ptr<const Representation> make_calendar(const CalendarSource& source,
                                                    const Choices& choices, const Config& config,
                                                    Instant midnight, const SyncChanges& changes,
                                                    WorkBudget& work) {
  work.spend(kStepsToMake + changes.changed.size() * kStepsOfEvent);
  const StyledEvents styled(changes.changed, choices.style, config, work);
  const CalendarInfo info = describe_choice(source, choices, styled.events());
  std::vector<const PublishedEvent*> told = styled.events();
  const Cut cut = source.single ? Cut() : cut_to_budget(told, 0, source.zone, midnight);
  CalendarBuilder builder(info, config.refresh_interval, told, cut, source.zone, midnight);
  for (const std::string& uid : changes.removed)
    builder.append(make_segment(render_deleted_event(uid, source.modified)));
  return builder.finish(source.file_name, source.modified);
}

}  // namespace

SubscriptionUpdate SubscriptionUpdates::update(const Snapshot& snapshot,
                                               const CalendarSource& source, const Choices& choices,
                                               const std::optional<std::string>& token,
                                               std::size_t limit, WorkBudget& work) {
  const Instant midnight = source.midnight(clock_.now());
  SyncedSet set;
  set.now = {snapshot.journal_id,
             name_set(source.file_name + source.generation, choices.canonical()),
             source.day(midnight),
             snapshot.visible_revision,
             snapshot.visible_revision,
             {}};
  SyncToken since = begin_sync(set.now);
  if (token) {
    const std::optional<SyncToken> given = read_sync_token(*token);
    if (!given || !is_valid(*given, set.now))
      return {SubscriptionUpdate::Kind::conflict, nullptr, {}, false};
    since = *given;
  }
  const Chooser chooser(choices, source.zone, set.now.day, work);
  const Chooser chooser_then(choices, source.zone, since.day, work);
  work.spend(source.events.size());
  set.events = source.events;
  set.gone_pairs = source.gone_pairs;
  set.is_chosen = [&](const PublishedEvent& event) {
    return chooser.takes(*event.revised.event, event.feed->language);
  };
  set.was_chosen = [&](const PublishedEvent& event) {
    return chooser_then.takes(*event.revised.event, event.feed->language);
  };

  const SyncChanges changes = list_changes(set, since, limit);
  SubscriptionUpdate update;
  update.truncated = changes.truncated;
  update.token = write_sync_token(changes.next);
  if (token && changes.empty()) {
    update.kind = SubscriptionUpdate::Kind::unchanged;
    update.token = *token;
    return update;
  }
  const std::string key = fmt::format(
      "{} {} {} {} {} since {}", source.file_name, to_hex(source.digest), source.revision,
      midnight.time_since_epoch().count(), limit, write_sync_token(since));
  update.calendar = cache_.get(digest(key), [&] {
    return make_calendar(source, choices, config_, midnight, changes, work);
  });
  return update;
}

}  // namespace almanach
