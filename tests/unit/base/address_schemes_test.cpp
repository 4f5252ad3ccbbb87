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

TEST_CASE("addresses are written as RFC 3986 has them") {
  struct Row {
    std::string_view written;
    std::string_view encoded;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"https://x.example/a?b=1&c=d#e", "https://x.example/a?b=1&c=d#e"},
           {"https://x.example/é b\"<>|^`{}\\",
            "https://x.example/%C3%A9%20b%22%3C%3E%7C%5E%60%7B%7D%5C"},
           {"https://x.example/?a[]=1", "https://x.example/?a%5B%5D=1"},
           {"https://[::1]:80/[a]#[b]#c", "https://[::1]:80/%5Ba%5D#%5Bb%5D%23c"},
           {"https://x.example/%C3%A9%2", "https://x.example/%C3%A9%252"},
           {"//x.example/[a]", "//x.example/%5Ba%5D"},
           {"/bal/[a]?u=http://[b]", "/bal/%5Ba%5D?u=http://%5Bb%5D"},
           {"mailto:a@x.example?subject=[b]", "mailto:a@x.example?subject=%5Bb%5D"},
           {"", ""},
       }) {
    INFO(row.written);
    CHECK(encode_address(row.written) == row.encoded);
    CHECK(encode_address(row.encoded) == row.encoded);
  }
}
