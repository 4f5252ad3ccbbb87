#include "base/notation.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("a field is shown in the language of its file") {
  CHECK(show_field(Notation::yaml, "start", "2026-05-10 14:00") == "start: 2026-05-10 14:00");
  CHECK(show_field(Notation::toml, "start", "2026-05-10 14:00") == "start = 2026-05-10T14:00:00");
  CHECK(show_field(Notation::toml, "start", "2026-05-10") == "start = 2026-05-10");
  CHECK(show_field(Notation::toml, "title", "...") == "title = \"...\"");
  CHECK(show_field(Notation::json, "start", "2026-05-10") == "\"start\": \"2026-05-10\"");
  CHECK(show_field(Notation::json, "draft", "true") == "\"draft\": true");
}

TEST_CASE("fields with mappings and lists are shown in the language of their file") {
  constexpr std::string_view kRule = "recurrence: {every: week, on: [tuesday, friday], times: 10}";
  CHECK(show_fields(Notation::yaml, kRule) == kRule);
  CHECK(show_fields(Notation::toml, kRule) ==
        R"(recurrence = { every = "week", on = ["tuesday", "friday"], times = 10 })");
  CHECK(show_fields(Notation::json, kRule) ==
        R"("recurrence": {"every": "week", "on": ["tuesday", "friday"], "times": 10})");
  CHECK(show_fields(Notation::toml, "every: week, until: 2026-12-31") ==
        "every = \"week\", until = 2026-12-31");
  for (const std::string_view odd : {"", ", ", "{", "a: {, }", "a: ]", "a: [, [", ": ", "a: {b}"})
    CHECK_NOTHROW(show_fields(Notation::json, odd));
}
