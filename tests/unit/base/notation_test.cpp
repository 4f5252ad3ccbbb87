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
