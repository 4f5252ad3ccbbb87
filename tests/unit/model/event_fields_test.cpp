#include "model/event_fields.hpp"

#include <set>

#include "model/event_text.hpp"
#include "support/catch.hpp"
#include "support/random_event.hpp"

using namespace almanach;
using almanach::testing::RandomEvents;

TEST_CASE("rows stand in the order of the members, each with a name of its own") {
  const Event event;
  std::set<std::string_view> names;
  const void* before = nullptr;
  std::size_t count = 0;
  for_each_event_field([&](const auto& row) {
    INFO(row.name);
    const void* place = &(event.*row.member);
    CHECK((before == nullptr || std::less<>()(before, place)));
    before = place;
    names.insert(row.name);
    ++count;
  });
  CHECK(names.size() == count);
}

TEST_CASE("a member without a row is noticed") {
  // As if kEventFields lacked the last row, the first, or had two in each other's place.
  const auto two = std::make_tuple(EventField{"zone", &Event::zone, FieldKind::timed},
                                   EventField{"span", &Event::span, FieldKind::timed});
  CHECK(match_event(kEventFields));
  CHECK_FALSE(match_event(two));
  std::apply(
      [](const auto& first, const auto&... others) {
        CHECK_FALSE(match_event(std::make_tuple(others...)));
        CHECK_FALSE(match_event(std::make_tuple(first, first, others...)));
        CHECK_FALSE(match_event(std::make_tuple(others..., first)));
      },
      kEventFields);
}

TEST_CASE("an event with all members filled is read as it was written") {
  RandomEvents random(1);
  for (int round = 0; round < 200; ++round) {
    const Event event = random.make();
    const std::string text = write_event_text(event);
    INFO(text);
    CHECK(read_event_text(text) == event);
  }
}

TEST_CASE("an event with one member filled is read as it was written") {
  RandomEvents random(2);
  for_each_event_field([&](const auto& row) {
    Event event;
    random.fill(event.*row.member);
    INFO(row.name);
    CHECK_FALSE(is_empty(event));
    CHECK(read_event_text(write_event_text(event)) == event);
  });
}
