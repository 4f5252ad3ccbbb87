#include "base/octet_set.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("an octet set finds what std::string_view finds") {
  constexpr std::string_view kOctets = "<&\xC3";
  constexpr OctetSet kSet(kOctets);
  for (const std::string_view text : {"", "a", "<", "ab & c < d", "caf\xC3\xA9", "\xFF\x80"}) {
    for (std::size_t start = 0; start <= text.size() + 1; ++start)
      CHECK(kSet.find_in(text, start) == text.find_first_of(kOctets, start));
  }
  static_assert(kSet.has('&') && !kSet.has('a') && !kSet.has('\0'));
}
