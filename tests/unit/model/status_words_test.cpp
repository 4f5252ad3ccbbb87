#include "model/status_words.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

Event make_event(const std::string& title, EventStatus status) {
  Event event;
  event.title = title;
  event.status = status;
  return event;
}

/// A series of that status with one changed occurrence.
Event make_series(EventStatus status, std::optional<EventStatus> changed,
                  std::optional<std::string> title = std::nullopt) {
  Event event = make_event("Bal", status);
  Recurrence recurrence;
  recurrence.rule = RecurrenceRule();
  ChangedOccurrence change;
  change.status = changed;
  change.title = std::move(title);
  recurrence.changed.push_back(change);
  event.recurrence = std::move(recurrence);
  return event;
}

const std::optional<std::string>& changed_title(const Event& event) {
  return event.recurrence->changed.at(0).title;
}

/// What subscribers read over the changed occurrence, where that is not the series' title.
std::optional<std::string> shown(const Event& series) {
  return changed_title(with_shown_titles(series, "fr").value_or(series));
}

constexpr EventStatus kOn = EventStatus::confirmed;
constexpr EventStatus kOff = EventStatus::cancelled;
constexpr EventStatus kPut = EventStatus::postponed;

}  // namespace

TEST_CASE("a status has its words in the feed's language") {
  CHECK(status_prefix(kPut, "fr") == "Reporté : ");
  CHECK(status_prefix(kPut, "fr-CA") == "Reporté : ");
  CHECK(status_prefix(kPut, "en") == "Postponed: ");
  CHECK(status_prefix(kPut, "") == "Postponed: ");
  CHECK(status_prefix(kOff, "fr") == "Annulé : ");
  CHECK(status_prefix(kOff, "de") == "Cancelled: ");
  CHECK(status_prefix(kOn, "fr").empty());
}

TEST_CASE("a title is shown with the word for an event that is postponed, and no other") {
  CHECK(shown_title(make_event("Bal", kPut), "fr") == "Reporté : Bal");
  CHECK(shown_title(make_event("Bal", kPut), "en") == "Postponed: Bal");
  CHECK(shown_title(make_event("Bal", kOff), "fr") == "Bal");
  CHECK(shown_title(make_event("Bal", kOn), "fr") == "Bal");
  CHECK(with_shown_titles(make_event("Bal", kPut), "fr")->title == "Reporté : Bal");
  CHECK_FALSE(with_shown_titles(make_event("Bal", kOff), "fr"));
  CHECK_FALSE(with_shown_titles(make_event("Bal", kOn), "fr"));
}

TEST_CASE("a changed occurrence has the title that its own status asks for") {
  CHECK(shown(make_series(kOn, kPut)) == "Reporté : Bal");
  CHECK(shown(make_series(kOn, kPut, "Gala")) == "Reporté : Gala");
  CHECK(shown(make_series(kOn, kOff)) == std::nullopt);
  CHECK(shown(make_series(kPut, std::nullopt)) == std::nullopt);
  CHECK(shown(make_series(kPut, std::nullopt, "Gala")) == "Reporté : Gala");
  CHECK(shown(make_series(kPut, kOn)) == "Bal");
  CHECK(shown(make_series(kPut, kOff)) == "Bal");
  CHECK(shown(make_series(kPut, kOn, "Gala")) == "Gala");
  CHECK(shown(make_series(kOff, kPut, "Gala")) == "Gala");
}

TEST_CASE("titles lose the words for what is postponed, of either language and once for all") {
  const auto bare = [](Event event) {
    remove_status_prefixes(event);
    return event;
  };
  CHECK(bare(make_event("Reporté : Bal", kPut)).title == "Bal");
  CHECK(bare(make_event("Postponed: Reporté : Bal", kPut)).title == "Bal");
  CHECK(bare(make_event("Reporté : Bal", kOn)).title == "Reporté : Bal");
  CHECK(bare(make_event("Annulé : Bal", kOff)).title == "Annulé : Bal");
  CHECK(changed_title(bare(make_series(kOn, kPut, "Reporté : Gala"))) == "Gala");
  CHECK(changed_title(bare(make_series(kOn, kPut, "Reporté : Bal"))) == std::nullopt);
  CHECK(changed_title(bare(make_series(kOn, kPut, "Bal"))) == "Bal");
  CHECK(changed_title(bare(make_series(kOn, kOn, "Reporté : Gala"))) == "Reporté : Gala");
}
