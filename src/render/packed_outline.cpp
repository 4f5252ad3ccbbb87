#include "render/packed_outline.hpp"

#include <limits>
#include <stdexcept>
#include <utility>

#include "base/packing.hpp"

namespace almanach {
namespace {

/// What many VEVENTs have, the rare lines first. A program with another text here is another one,
/// which takes nothing from this one's cache (see digest_context()).
const CommonText& common_lines() {
  static const CommonText lines(
      "BEGIN:VEVENT\r\nRECURRENCE-ID;VALUE=DATE:EXDATE;VALUE=DATE:RDATE;TZID=Europe/Paris:"
      "GEO:\r\nCONTACT:\r\nATTACH;FMTTYPE=image/jpeg:https://\r\nIMAGE;VALUE=URI;DISPLAY=BADGE;"
      "FMTTYPE=image/png:https://www.\r\nDTSTART:202Z\r\nDTEND:202Z\r\nUID:https://\r\n"
      "RRULE:FREQ=MONTHLY;BYDAY=1\r\nRRULE:FREQ=WEEKLY;UNTIL=202T215959Z;BYDAY=MO\r\n"
      "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://\r\nX-GOOGLE-CONFERENCE:https://\r\n"
      "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\r\nSTATUS:CANCELLED\r\nSTATUS:TENTATIVE\r\n"
      "DTSTART;VALUE=DATE:2026\r\nDTEND;VALUE=DATE:2026\r\nDTSTAMP:2026\r\nCREATED:2026\r\n"
      "LAST-MODIFIED:2026\r\nSEQUENCE:0\r\nDTSTART;TZID=Europe/Paris:202T1\r\n"
      "DTEND;TZID=Europe/Paris:202T1\r\nSUMMARY:\r\nURL:https://www.\r\nLOCATION:\\, 75001 Paris"
      "\r\nSTATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n\x01"
      "CATEGORIES:\r\n\x02"
      "END:VEVENT\r\n");
  return lines;
}

}  // namespace

PackedOutline::PackedOutline(std::string_view outline) {
  if (outline.size() > std::numeric_limits<std::int32_t>::max())
    throw std::length_error("an event of over 2 GB");
  packed_ = pack(outline, &common_lines());
  size_ = static_cast<std::uint32_t>(outline.size());
}

std::string PackedOutline::text() const {
  if (packed_.empty() && size_ == 0) return {};
  return unpack(packed_, size_, &common_lines());
}

std::optional<PackedOutline> PackedOutline::restore(std::string packed, std::uint32_t size) {
  PackedOutline outline;
  outline.packed_ = std::move(packed);
  outline.size_ = size;
  try {
    outline.text();
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
  return outline;
}

}  // namespace almanach
