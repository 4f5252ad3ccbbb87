#pragma once

#include <string>
#include <string_view>

#include "base/yaml.hpp"
#include "dialect/date_style.hpp"

namespace almanach {

/// What a value says of when something is, as one text that read_date() or the grammar of hours
/// takes: "2024-02-29 18:00 UTC" for {yyyy_mm_dd: 2024-02-29, utc_hh_mm: 18:00}, "A - B" for
/// {start: A, end: B} and for lists of these, from the first start to the last end. Keys are read
/// as words; those that say none of this are left out. A scalar is its own text. Pure; any thread.
std::string date_text_of(const YamlNode& value);

/// How the dates of one value are written: a text in quotes is no timestamp of YAML's, whatever the
/// folder's are worth. Any thread.
DateStyle style_of(const YamlNode& value, const DateStyle& folder);

/// Whether `text` begins with a day in digits ("2027-05-10 18:00"): an exact time rather than hours
/// for people. Pure; any thread.
bool begins_with_day(std::string_view text);

/// Whether the value is a list of two or more texts: days of their own, not the ends of one span.
/// Any thread.
bool lists_several(const YamlNode& value);

}  // namespace almanach
