#include "base/network.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("addresses of both families are read and written") {
  CHECK(write_network_address(*read_network_address("192.0.2.1")) == "192.0.2.1");
  CHECK(write_network_address(*read_network_address("::ffff:192.0.2.1")) == "192.0.2.1");
  CHECK(write_network_address(*read_network_address("2001:DB8::0:1")) == "2001:db8::1");
  for (const char* text : {"", "192.0.2", "192.0.2.256", "x", "2001:db8:::1", "192.0.2.1 "}) {
    INFO(text);
    CHECK_FALSE(read_network_address(text));
  }
}

TEST_CASE("a network holds the addresses that begin as it does") {
  const auto holds = [](const char* network, const char* address) {
    return is_within({*Network::read(network)}, address);
  };
  CHECK(holds("10.0.0.0/8", "10.255.0.1"));
  CHECK_FALSE(holds("10.0.0.0/8", "11.0.0.1"));
  CHECK(holds("192.0.2.128/25", "192.0.2.200"));
  CHECK_FALSE(holds("192.0.2.128/25", "192.0.2.100"));
  CHECK(holds("192.0.2.1", "192.0.2.1"));
  CHECK_FALSE(holds("192.0.2.1", "192.0.2.2"));
  CHECK(holds("192.0.2.1", "::ffff:192.0.2.1"));
  CHECK(holds("0.0.0.0/0", "203.0.113.9"));
  CHECK_FALSE(holds("0.0.0.0/0", "2001:db8::1"));
  CHECK(holds("::/0", "203.0.113.9"));
  CHECK(holds("2001:db8::/33", "2001:db8:7fff::1"));
  CHECK_FALSE(holds("2001:db8::/33", "2001:db8:8000::1"));
  CHECK_FALSE(holds("10.0.0.0/8", "no address"));
  for (const char* text : {"10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/x", "/8", "host"}) {
    INFO(text);
    CHECK_FALSE(Network::read(text));
  }
}

TEST_CASE("the machine's own addresses are known") {
  CHECK(is_loopback_address("127.8.0.1"));
  CHECK(is_loopback_address("::1"));
  CHECK(is_loopback_address("::ffff:127.0.0.1"));
  CHECK(is_loopback_address(""));
  CHECK_FALSE(is_loopback_address("192.0.2.1"));
}
