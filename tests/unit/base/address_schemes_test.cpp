#include "base/address_schemes.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("a scheme is read as browsers read it") {
  CHECK(scheme_of("https://x") == "https");
  CHECK(scheme_of("JavaScript:alert(1)") == "javascript");
  CHECK(scheme_of(" \n\x01java\tscr\nipt:alert(1)") == "javascript");
  CHECK(scheme_of("view-source:x") == "view-source");
  for (const char* none :
       {"", "x", "/a:b", "www.example.org/a:b", "1a:b", "a b:c", "//host:80/", ":x"})
    CHECK(scheme_of(none).empty());
}

TEST_CASE("what runs, or opens the reader's own files, is allowed nowhere") {
  for (const AddressUse use :
       {AddressUse::link, AddressUse::url, AddressUse::image, AddressUse::attachment,
        AddressUse::conference, AddressUse::alternative, AddressUse::other}) {
    for (const char* scheme :
         {"javascript", "data", "vbscript", "file", "blob", "jar", "unheard-of"})
      CHECK_FALSE(is_allowed_scheme(use, scheme));
    CHECK(is_allowed_scheme(use, "https"));
    CHECK(is_allowed_scheme(use, ""));
  }
  CHECK(is_allowed_scheme(AddressUse::url, "mailto"));
  CHECK_FALSE(is_allowed_scheme(AddressUse::image, "mailto"));
  CHECK(is_allowed_scheme(AddressUse::conference, "sip"));
  CHECK_FALSE(is_allowed_scheme(AddressUse::url, "sip"));
  CHECK(is_harmful_scheme("javascript"));
  CHECK_FALSE(is_harmful_scheme("rendez-vous"));
}
