#include "model/public_addresses.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("the path of the public address is what stands behind its host") {
  CHECK(base_path("https://agenda.example.org").empty());
  CHECK(base_path("http://127.0.0.1:8080").empty());
  CHECK(base_path("https://www.example.org/agenda") == "/agenda");
  CHECK(base_path("https://www.example.org:8443/a/b") == "/a/b");
}
