#include "ops/access_log.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

const std::chrono::sys_seconds kNow{std::chrono::seconds(1'795'680'000)};

AccessEntry make_entry() {
  return {"203.0.113.9", "GET", "/a\"b\n",        "HTTP/1.1", 200,
          2'048,         "",    "Agent \\ 1\x01", "event",    std::chrono::microseconds(125)};
}

}  // namespace

TEST_CASE("a line of the access log cannot be forged") {
  CHECK(format_access_text(make_entry(), kNow) ==
        "203.0.113.9 - - [26/Nov/2026:08:00:00 +0000] \"GET /a\\\"b\\x0a HTTP/1.1\" 200 2048 \"-\" "
        "\"Agent \\\\ 1\\x01\"");
}

TEST_CASE("nothing in a line of the access log speaks to a terminal") {
  AccessEntry entry = make_entry();
  entry.target =
      "/\xC2\x9B"
      "31m";
  entry.agent = "\xFF\x1B[31m\x7F";
  const std::string line = format_access_text(entry, kNow);
  CHECK(line.find(R"(GET /\xc2\x9b31m HTTP)") != std::string::npos);
  CHECK(line.ends_with(R"("\xff\x1b[31m\x7f")"));
}

TEST_CASE("the same as JSON") {
  CHECK(
      format_access_json(make_entry(), kNow) ==
      R"({"time":"2026-11-26T08:00:00Z","client":"203.0.113.9","method":"GET","target":"/a\"b\n",)"
      R"("status":200,"bytes":2048,"route":"event","microseconds":125,"referrer":"",)"
      R"("agent":"Agent \\ 1\u0001"})");
  AccessEntry entry = make_entry();
  entry.agent = "\xFF";
  CHECK(format_access_json(entry, kNow).find(R"("agent":"\ufffd")") != std::string::npos);
  entry.agent = "\xC2\x9B\x7F";
  CHECK(format_access_json(entry, kNow).find(R"("agent":"\u009b\u007f")") != std::string::npos);
}
