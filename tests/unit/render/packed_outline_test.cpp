#include "render/packed_outline.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

constexpr std::string_view kOutline =
    "BEGIN:VEVENT\r\nUID:0c1d8a0e-5a53-5b6f-9a2b-6b4f0c0d7a10\r\nDTSTAMP:20270101T120000Z\r\n"
    "CREATED:20270101T120000Z\r\nLAST-MODIFIED:20270101T120000Z\r\nSEQUENCE:2\r\n"
    "DTSTART;TZID=Europe/Paris:20270512T200000\r\nDTEND;TZID=Europe/Paris:20270512T230000\r\n"
    "SUMMARY:Bal\r\nLOCATION:Salle des fêtes\r\nSTATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n"
    "X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n\x01\x02"
    "END:VEVENT\r\n";

}  // namespace

TEST_CASE("an outline takes less than half of its room while it is packed") {
  const PackedOutline outline(kOutline);
  CHECK(outline.text() == kOutline);
  CHECK(outline.size() == kOutline.size());
  CHECK(outline.packed().size() < kOutline.size() / 2);
}

TEST_CASE("an outline is the same after it was stored") {
  const PackedOutline outline(kOutline);
  const auto restored = PackedOutline::restore(outline.packed(), outline.size());
  REQUIRE(restored);
  CHECK(restored->text() == kOutline);
}

TEST_CASE("an outline of nothing is empty") {
  CHECK(PackedOutline().text().empty());
  CHECK(PackedOutline("").text().empty());
}

TEST_CASE("a stored outline that is damaged is refused") {
  const std::string packed = PackedOutline(kOutline).packed();
  CHECK_FALSE(PackedOutline::restore(packed.substr(0, packed.size() / 2), kOutline.size()));
  CHECK_FALSE(PackedOutline::restore(packed, 4'000'000'000));
  CHECK_FALSE(PackedOutline::restore("no such thing", kOutline.size()));
  CHECK_FALSE(PackedOutline::restore("", kOutline.size()));
}
