#include "model/link_path.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("a path below a link is its secret and what follows") {
  CHECK(read_link_path("/s/abc/x.ics").secret == "abc");
  CHECK(read_link_path("/s/abc/x.ics").rest == "/x.ics");
  CHECK(read_link_path("/s/abc").rest.empty());
  CHECK(read_link_path("/s/").secret.empty());
  CHECK(read_link_path("/s//x").rest == "/x");
  CHECK(read_link_path("/sx/abc/").secret.empty());
  CHECK(link_prefix("abc") == "/s/abc");
}

TEST_CASE("a secret has one form") {
  CHECK(is_link_secret("0123456789abcdef0123456789abcdef"));
  CHECK(!is_link_secret("0123456789ABCDEF0123456789abcdef"));
  CHECK(!is_link_secret("0123456789abcdef0123456789abcde"));
  CHECK(!is_link_secret("0123456789abcdef0123456789abcdef0"));
  CHECK(!is_link_secret(""));
}

TEST_CASE("no secret is left of an address, however it is written") {
  CHECK(hide_links("/s/abc/x.ics?past=all") == "/s/-");
  CHECK(hide_links("/s/abc") == "/s/-");
  CHECK(hide_links("/%73/abc/") == "/s/-");
  CHECK(hide_links("/s%2Fabc/") == "/s/-");
  CHECK(hide_links("//s/abc/") == "//s/-");
  CHECK(hide_links("https://agenda.example.org/s/abc/") == "https://agenda.example.org/s/-");
  CHECK(hide_links("/agenda/?u=https%3A%2F%2Fx%2Fs%2Fabc") == "/agenda/?u=https://x/s/-");
  CHECK(hide_links("/agenda.ics?q=caf%C3%A9") == "/agenda.ics?q=caf%C3%A9");
  CHECK(hide_links("") == "");
}
