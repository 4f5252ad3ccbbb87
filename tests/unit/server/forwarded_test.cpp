#include "server/forwarded.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

using Headers = std::vector<std::pair<std::string_view, std::string_view>>;

const std::vector<Network> kProxies = {*Network::read("127.0.0.0/8"), *Network::read("10.0.0.0/8")};

}  // namespace

TEST_CASE("the client is the last address that is no proxy's") {
  CHECK(find_client("127.0.0.1", {{"X-Forwarded-For", "203.0.113.9"}}, kProxies) == "203.0.113.9");
  CHECK(find_client("127.0.0.1", {{"x-forwarded-for", "198.51.100.1, 203.0.113.9, 10.1.1.1"}},
                    kProxies) == "203.0.113.9");
  const Headers twice = {{"X-Forwarded-For", "198.51.100.1"}, {"X-Forwarded-For", "203.0.113.9"}};
  CHECK(find_client("10.0.0.1", twice, kProxies) == "203.0.113.9");
  CHECK(find_client("127.0.0.1", {{"Forwarded", "for=203.0.113.9;proto=https, for=10.0.0.2"}},
                    kProxies) == "203.0.113.9");
  CHECK(find_client("127.0.0.1", {{"Forwarded", "By=x; For=\"[2001:db8::17]:4711\""}}, kProxies) ==
        "2001:db8::17");
  CHECK(find_client("127.0.0.1", {{"X-Forwarded-For", "203.0.113.9:5000"}}, kProxies) ==
        "203.0.113.9");
}

TEST_CASE("who is no proxy is not believed, nor is what is no address") {
  CHECK(find_client("198.51.100.9", {{"X-Forwarded-For", "203.0.113.9"}}, kProxies) ==
        "198.51.100.9");
  CHECK(find_client("127.0.0.1", {{"X-Forwarded-For", "203.0.113.9"}}, {}) == "127.0.0.1");
  CHECK(find_client("127.0.0.1", {{"X-Forwarded-For", "203.0.113.9, unknown"}}, kProxies) ==
        "127.0.0.1");
  CHECK(find_client("127.0.0.1", {{"Forwarded", "for=\"[::"}}, kProxies) == "127.0.0.1");
  CHECK(find_client("127.0.0.1", {}, kProxies) == "127.0.0.1");
}

TEST_CASE("of two headers that name different clients, one is the client's own word") {
  const Headers alike = {{"Forwarded", "for=203.0.113.9"}, {"X-Forwarded-For", "203.0.113.9"}};
  CHECK(find_client("127.0.0.1", alike, kProxies) == "203.0.113.9");
  const Headers claimed = {{"Forwarded", "for=203.0.113.9"}, {"X-Forwarded-For", "198.51.100.1"}};
  CHECK(find_client("127.0.0.1", claimed, kProxies) == "127.0.0.1");
}
