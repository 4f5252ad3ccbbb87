#include "base/host_name.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("the host of an authority and of an address") {
  CHECK(host_of_authority("agenda.example.org") == "agenda.example.org");
  CHECK(host_of_authority("agenda.example.org:8080") == "agenda.example.org");
  CHECK(host_of_authority("[::1]:8080") == "[::1]");
  CHECK(host_of_authority("[::1").empty());
  CHECK(host_of_authority("").empty());
  CHECK(host_of_address("https://agenda.example.org:8443/x:y") == "agenda.example.org");
  CHECK(host_of_address("http://[2001:db8::1]") == "[2001:db8::1]");
  CHECK(host_of_address("agenda.example.org").empty());
}

TEST_CASE("hosts are the same in any case, and with the root's full stop") {
  CHECK(is_same_host("Agenda.Example.org", "agenda.example.org."));
  CHECK_FALSE(is_same_host("agenda.example.org", "agenda.example.com"));
  CHECK_FALSE(is_same_host("agenda.example.org", "agenda.example.or"));
}

TEST_CASE("a loopback host is this machine, whoever asks") {
  for (const char* host :
       {"localhost", "LOCALHOST", "localhost.", "a.localhost", "127.0.0.1", "127.9.9.9", "[::1]"}) {
    INFO(host);
    CHECK(is_loopback_host(host));
  }
  for (const char* host :
       {"", ".", "[]", "localhost.example.org", "notlocalhost", ".localhost",
        "127.0.0.1.example.org", "0.0.0.0", "10.0.0.1", "[::2]", "[::1", "evil"}) {
    INFO(host);
    CHECK_FALSE(is_loopback_host(host));
  }
}
