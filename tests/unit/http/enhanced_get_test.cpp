#include "http/enhanced_get.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

std::optional<EnhancedGet> read(httplib::Headers headers) {
  Request request;
  request.headers = std::move(headers);
  return read_enhanced_get(request);
}

}  // namespace

TEST_CASE("enhanced GET is asked for by a preference") {
  CHECK_FALSE(read({}));
  CHECK_FALSE(read({{"Sync-Token", "\"data:,1\""}}));
  CHECK_FALSE(read({{"Prefer", "return=minimal, limit=5"}}));
  CHECK(read({{"Prefer", "subscribe-enhanced-get"}}));
  CHECK(read({{"prefer", "return=minimal , Subscribe-Enhanced-Get;x=y"}}));
  CHECK(read({{"Prefer", "wait=1, subscribe-enhanced-get"}}));
}

TEST_CASE("a limit is a number of events; any other is none") {
  const auto limit = [](const std::string& value) {
    return read({{"Prefer", "subscribe-enhanced-get, limit=" + value}})->limit;
  };
  CHECK(limit("50") == 50);
  CHECK(limit("\"50\"") == 50);
  CHECK(limit("0") == 0);
  CHECK(limit("-1") == 0);
  CHECK(limit("many") == 0);
  CHECK(limit("99999999999999999999999") == 0);
}

TEST_CASE(
    "a token is a quoted data URI; what else is sent stays a token, which will not be known") {
  const auto token = [](const std::string& value) {
    return read({{"Prefer", "subscribe-enhanced-get"}, {"Sync-Token", value}})->token;
  };
  CHECK(token("\"data:,1.ab\"") == "1.ab");
  CHECK(token("data:,1.ab") == "1.ab");
  CHECK(token("\"1.ab\"") == "1.ab");
  CHECK(token("\"\"") == "");
  CHECK(token("\"") == "\"");
  CHECK_FALSE(read({{"Prefer", "subscribe-enhanced-get"}})->token);
}
