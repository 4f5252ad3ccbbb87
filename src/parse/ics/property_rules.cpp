#include "parse/ics/property_rules.hpp"

#include <algorithm>
#include <array>

namespace almanach {
namespace {

using Kind = PropertyKind;

/// RFC 5545 section 8.3.2, RFC 7986, RFC 9073, RFC 9253, and what programs add.
constexpr std::array kRules = std::to_array<PropertyRule>({
    {"SUMMARY", Kind::text, true},
    {"DESCRIPTION", Kind::text, true},
    {"LOCATION", Kind::text, true},
    {"COLOR", Kind::text, true},
    {"COMMENT", Kind::text},
    {"CONTACT", Kind::text},
    {"X-ALT-DESC", Kind::text},
    {"CATEGORIES", Kind::texts},
    {"RESOURCES", Kind::texts},
    {"URL", Kind::address, true},
    {"CONFERENCE", Kind::address},
    {"LINK", Kind::address},
    {"SOURCE", Kind::address},
    {"X-GOOGLE-CONFERENCE", Kind::address},
    {"X-GOOGLE-HANGOUT", Kind::address},
    {"X-MICROSOFT-SKYPETEAMSMEETINGURL", Kind::address},
    {"ATTACH", Kind::attachment},
    {"IMAGE", Kind::attachment},
    {"STATUS", Kind::word, true},
    {"TRANSP", Kind::word, true},
    {"CLASS", Kind::word, true},
    {"X-MICROSOFT-CDO-BUSYSTATUS", Kind::word},
    {"X-MICROSOFT-CDO-INTENDEDSTATUS", Kind::word},
    {"GEO", Kind::point, true},
    {"PRIORITY", Kind::priority, true},
    {"DTSTART", Kind::time, true},
    {"DTEND", Kind::time, true},
    {"DURATION", Kind::time, true},
    {"RECURRENCE-ID", Kind::time, true},
    {"RRULE", Kind::time},
    {"EXRULE", Kind::time},
    {"RDATE", Kind::time},
    {"EXDATE", Kind::time},
    {"CALSCALE", Kind::calendar},
    {"METHOD", Kind::calendar},
    {"PRODID", Kind::calendar},
    {"VERSION", Kind::calendar},
    {"NAME", Kind::calendar},
    {"REFRESH-INTERVAL", Kind::calendar},
    {"TZID", Kind::calendar},
    {"TZNAME", Kind::calendar},
    {"TZOFFSETFROM", Kind::calendar},
    {"TZOFFSETTO", Kind::calendar},
    {"TZURL", Kind::calendar},
    {"ACTION", Kind::calendar},
    {"REPEAT", Kind::calendar},
    {"TRIGGER", Kind::calendar},
    {"ACKNOWLEDGED", Kind::calendar},
    {"COMPLETED", Kind::calendar},
    {"DUE", Kind::calendar},
    {"PERCENT-COMPLETE", Kind::calendar},
    {"FREEBUSY", Kind::calendar},
});

constexpr PropertyRule kUnknown;

}  // namespace

const PropertyRule& rule_of(std::string_view name) {
  const auto* const found =
      std::find_if(kRules.begin(), kRules.end(),
                   [&](const PropertyRule& rule) { return equal_but_for_case(rule.name, name); });
  return found == kRules.end() ? kUnknown : *found;
}

}  // namespace almanach
