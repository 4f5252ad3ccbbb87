#include "base/packing.hpp"

#include <stdexcept>

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("what was packed is unpacked, and is smaller meanwhile") {
  const std::string text = "Venez danser. Venez danser toute la nuit. Venez danser sur la place.";
  std::string long_text;
  for (int i = 0; i < 100; ++i) long_text += text;
  for (const std::string& bytes : {std::string(), std::string(1, '\0'), text, long_text})
    CHECK(unpack(pack(bytes), bytes.size()) == bytes);
  CHECK(pack(long_text).size() < long_text.size() / 10);
}

TEST_CASE("bytes that pack() did not give are refused") {
  const std::string packed = pack("Venez danser");
  CHECK_THROWS_AS(unpack(packed, 11), std::invalid_argument);
  CHECK_THROWS_AS(unpack(packed, 13), std::invalid_argument);
  CHECK_THROWS_AS(unpack(packed.substr(1), 12), std::invalid_argument);
  CHECK_THROWS_AS(unpack("", 12), std::invalid_argument);
}

TEST_CASE("beside what they have in common, texts pack to less") {
  const CommonText common("DTSTART;TZID=Europe/Paris:20270501T200000\r\nSTATUS:CONFIRMED\r\n");
  const std::string text = "DTSTART;TZID=Europe/Paris:20270512T183000\r\nSTATUS:CONFIRMED\r\n";
  const std::string packed = pack(text, &common);
  CHECK(packed.size() < pack(text).size() / 2);
  CHECK(unpack(packed, text.size(), &common) == text);
  CHECK(unpack(pack("", &common), 0, &common).empty());
  CHECK_THROWS_AS(unpack(packed, text.size() - 1, &common), std::invalid_argument);
  CHECK_THROWS_AS(unpack(packed, text.size()), std::invalid_argument);
}
