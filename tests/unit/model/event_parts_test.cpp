#include "model/event_parts.hpp"

#include <chrono>
#include <string>
#include <type_traits>

#include "model/event_fields.hpp"
#include "support/catch.hpp"
#include "support/full_event.hpp"

using namespace almanach;

namespace {

std::string parts_of(const Event& before, const Event& now) {
  std::string names;
  for (const EventPart part : compare_events(before, now))
    names += (names.empty() ? "" : " ") + std::string(part_name(part));
  return names;
}

}  // namespace

TEST_CASE("each member that subscribers see is a part; only a calendar file's lines have no word") {
  const Event full = almanach::testing::full_event();
  for_each_event_field([&](const auto& row) {
    Event other = full;
    using Member = std::remove_cvref_t<decltype(other.*row.member)>;
    other.*row.member = Member();
    const std::string parts = parts_of(full, other);
    INFO(row.name);
    const bool is_seen = row.kind != FieldKind::neither || row.name == "url";
    CHECK(parts.empty() == !is_seen);
    CHECK((parts == "other") == (row.name == "kept_lines"));
  });
}

TEST_CASE("the parts that differ come in their order, each once") {
  Event before;
  before.title = "Bal";
  Event now = before;
  CHECK(parts_of(before, now).empty());
  now.title = "Grand bal";
  now.location = "Library";
  now.geo = GeoPoint{48.8, 2.3};
  now.span = DaySpan{Day(2027, 5, 12), Day(2027, 5, 12)};
  now.kept_lines = "X-ODD:1\r\n";
  CHECK(parts_of(before, now) == "time place title");
  now = before;
  now.kept_lines = "X-ODD:1\r\n";
  CHECK(parts_of(before, now) == "other");
  now.modified = Instant(std::chrono::seconds(1));
  now.path = "a/b.md";
  now.kept_lines.clear();
  CHECK(parts_of(before, now).empty());
}
