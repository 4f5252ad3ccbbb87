#include "render/event_change.hpp"

#include <memory>
#include <string>

#include "support/catch.hpp"

using namespace almanach;

namespace {

constexpr std::chrono::hours kDay{24};

/// An event on a day of May 2028 in the feed "agenda".
std::shared_ptr<ServedEvent> served(const std::string& title, int day,
                                    const std::string& place = "") {
  auto event = std::make_shared<Event>();
  event->title = title;
  event->span = DaySpan{Day(2028, 5, day), Day(2028, 5, day)};
  event->location = place;
  auto one = std::make_shared<ServedEvent>();
  one->revised.event = event;
  one->revised.slug = "bal";
  one->feed.id = "agenda";
  return one;
}

EventChange change(ChangeKind kind, ChangeEffect effect, std::shared_ptr<ServedEvent> before,
                   std::shared_ptr<ServedEvent> now) {
  EventChange made;
  made.kind = kind;
  made.effect = effect;
  made.before = std::move(before);
  made.now = std::move(now);
  if (made.before && made.now) made.parts = compare_events(made.before->event(), made.now->event());
  return made;
}

std::string in_english(const EventChange& one) {
  return describe_change(one, 30 * kDay, Language::english);
}

}  // namespace

TEST_CASE("a change is told as a person would tell it") {
  CHECK(in_english(change(ChangeKind::moves, ChangeEffect::update, served("Bal", 12),
                          served("Bal", 14))) ==
        "\"Bal\" moves: Fri 12 May 2028, all day → Sun 14 May 2028, all day; subscribers get an "
        "update");
  CHECK(in_english(change(ChangeKind::renamed, ChangeEffect::update, served("Bal", 12),
                          served("Gala", 12))) ==
        "\"Bal\" is called \"Gala\" now: Fri 12 May 2028, all day; subscribers get an update");
  CHECK(in_english(change(ChangeKind::changed, ChangeEffect::update, served("Bal", 12, "Hall"),
                          served("Bal", 12, "Library"))) ==
        "\"Bal\" changes: Fri 12 May 2028, all day; place: \"Library\", it was \"Hall\"; "
        "subscribers get an "
        "update");
  CHECK(in_english(
            change(ChangeKind::appears, ChangeEffect::added, nullptr, served("Bal", 12, "Hall"))) ==
        "\"Bal\" is new: Fri 12 May 2028, all day, Hall; subscribers get a new event");
  CHECK(in_english(change(ChangeKind::disappears, ChangeEffect::cancellation, served("Bal", 12),
                          served("Bal", 12))) ==
        "\"Bal\" is not there any more: Fri 12 May 2028, all day; subscribers see it cancelled, "
        "for 30 days");
  EventChange over =
      change(ChangeKind::disappears, ChangeEffect::removal, served("Bal", 12), nullptr);
  CHECK(in_english(over).ends_with("; it leaves the calendars of subscribers"));
  over.over = true;
  CHECK(in_english(over).ends_with("; it is over, and leaves the calendars of subscribers"));
}

TEST_CASE("what is odd of a change is told with it") {
  auto moved = served("Bal", 12);
  moved->revised.slug = "grand-bal";
  CHECK(in_english(change(ChangeKind::address, ChangeEffect::update, served("Bal", 12), moved)) ==
        "\"Bal\" has another address: Fri 12 May 2028, all day; /agenda/bal → /agenda/grand-bal; "
        "the old "
        "address leads on; subscribers get an update");
  EventChange odd =
      change(ChangeKind::changed, ChangeEffect::replaced, served("Bal", 12), served("Bal", 12));
  odd.parts = {EventPart::description, EventPart::link, EventPart::uid};
  odd.edition = "en";
  odd.same_file = true;
  odd.held = true;
  CHECK(in_english(odd) ==
        "\"Bal\" changes (en): Fri 12 May 2028, all day; this changes: its description, its link, "
        "its uid; its "
        "file is the same, and is read otherwise; subscribers get it as a new event, and lose the "
        "one they "
        "had; that waits until somebody confirms it");
  EventChange gone =
      change(ChangeKind::disappears, ChangeEffect::removal, served("Bal", 12), nullptr);
  gone.other_feed = "fetes";
  gone.copied = true;
  CHECK(in_english(gone).find("; the same event is in another file; it is in \"fetes\" now; ") !=
        std::string::npos);
  EventChange repeated =
      change(ChangeKind::moves, ChangeEffect::update, served("Bal", 12), served("Bal", 12));
  repeated.parts = {EventPart::repetition};
  CHECK(in_english(repeated).find("this changes: its other dates; ") != std::string::npos);
}

TEST_CASE("a change is told in French") {
  const EventChange one = change(ChangeKind::cancelled, ChangeEffect::cancellation,
                                 served("Bal", 12), served("Grand bal", 12));
  CHECK(describe_change(one, 30 * kDay, Language::french) ==
        "«\u00a0Grand bal\u00a0» est annulé\u00a0: ven. 12 mai 2028, toute la journée\u00a0; il "
        "s’appelait "
        "«\u00a0Bal\u00a0»\u00a0; les abonnés le voient annulé");
}

TEST_CASE("lengths are told in the largest unit that is exact") {
  CHECK(describe_length(30 * kDay, Language::english) == "30 days");
  CHECK(describe_length(kDay, Language::english) == "24 hours");
  CHECK(describe_length(std::chrono::hours(1), Language::french) == "1 heure");
  CHECK(describe_length(std::chrono::minutes(90), Language::english) == "90 min");
}
