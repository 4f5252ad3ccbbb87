#include "control/confirmation.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

std::shared_ptr<const PublishedEvent> event_of(const std::string& slug, std::uint8_t version,
                                               bool cancelled = false) {
  auto event = std::make_shared<PublishedEvent>();
  event->revised.event = std::make_shared<const Event>();
  event->revised.slug = slug;
  event->revised.cancelled_as_missing = cancelled;
  event->calendar_digest.front() = version;
  return event;
}

Snapshot with(const std::vector<EventPtr>& events) {
  auto feed = std::make_shared<PublishedFeed>();
  feed->feed.id = "agenda";
  feed->events = EventList(events, Zone());
  Snapshot snapshot;
  snapshot.feeds.push_back(std::move(feed));
  snapshot.by_id.emplace("agenda", 0);
  return snapshot;
}

}  // namespace

TEST_CASE("what a confirmation let go is counted by feed") {
  const Snapshot before =
      with({event_of("a", 1), event_of("b", 1), event_of("c", 1), event_of("d", 1)});
  const Snapshot after = with({event_of("a", 1), event_of("b", 2), event_of("c", 2, true)});
  const ConfirmationReport report = report_confirmation(before, after, Language::english);
  CHECK_FALSE(report.still_held);
  CHECK(report.lines ==
        std::vector<std::string>{"agenda: 1 shown as cancelled, 1 gone, 1 changed"});
  CHECK(report_confirmation(before, before, Language::english).lines ==
        std::vector<std::string>{"nothing was held, nothing has changed"});
}

TEST_CASE("what is still held after a confirmation is told") {
  Snapshot after = with({event_of("a", 1)});
  after.problems.push_back(std::make_shared<const Problems>(
      Problems{{Severity::error, "agenda", 0, 0, "5 of 9", "confirm", ProblemKind::vanished}}));
  const ConfirmationReport report =
      report_confirmation(with({event_of("a", 1)}), after, Language::english);
  CHECK(report.still_held);
  CHECK(report.lines == std::vector<std::string>{"agenda: still held: 5 of 9; confirm"});
}
