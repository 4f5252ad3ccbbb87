#include "parse/ics/canonical_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/address_schemes.hpp"
#include "base/text.hpp"
#include "model/text_value.hpp"
#include "parse/ics/property_rules.hpp"
#include "parse/ics/values.hpp"

namespace almanach {
namespace {

constexpr std::string_view kDigits = "0123456789";

std::string capitals(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

struct Words {
  std::string_view name;
  std::array<std::string_view, 3> values;
};

/// RFC 5545 sections 3.8.1.11 and 3.8.2.7. Others may have words of their own.
constexpr std::array<Words, 2> kWords = {{{"STATUS", {"CONFIRMED", "TENTATIVE", "CANCELLED"}},
                                          {"TRANSP", {"OPAQUE", "TRANSPARENT", "TRANSPARENT"}}}};

bool is_token(std::string_view text) {
  constexpr std::string_view kToken = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
  return !text.empty() && text.find_first_not_of(kToken) == std::string_view::npos;
}

std::string rewrite_text(std::string_view value) {
  return escape_text(unescape_text(value));
}

std::string rewrite_texts(std::string_view value) {
  std::string list;
  for (const std::string_view one : split_texts(value, ',')) {
    const std::string text = rewrite_text(trim(one));
    if (!text.empty()) list += (list.empty() ? "" : ",") + text;
  }
  return list;
}

bool is_decimal(std::string_view text) {
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  const auto is_digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of(kDigits) == std::string_view::npos;
  };
  return is_digits(text.substr(0, point)) &&
         (point == text.size() || is_digits(text.substr(point + 1)));
}

bool is_whole_number(std::string_view text) {
  return is_decimal(text) && text.find('.') == std::string_view::npos;
}

/// The two halves of a point as they stand.
std::optional<std::pair<std::string_view, std::string_view>> split_point(std::string_view value) {
  const std::size_t parted = value.find_first_of(";,");
  if (parted == std::string_view::npos) return std::nullopt;
  return std::pair(trim(value.substr(0, parted)), trim(value.substr(parted + 1)));
}

std::optional<double> read_degrees(std::string_view text) {
  if (!is_decimal(text)) return std::nullopt;
  if (text.starts_with('+')) text.remove_prefix(1);
  double degrees = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), degrees);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return degrees;
}

std::optional<std::string> rewrite_dates(std::string_view value) {
  std::string list;
  std::optional<bool> has_time;
  for (const std::string_view one : split_texts(value, ',')) {
    const auto date = read_ics_date(one);
    if (!date || has_time.value_or(date->has_time) != date->has_time) return std::nullopt;
    has_time = date->has_time;
    list += (list.empty() ? "" : ",") + format_ics_date(*date);
  }
  return list;
}

/// A value of a property that we do not know, of the type that it names.
std::optional<std::string> rewrite_typed(std::string_view type, std::string_view value) {
  const std::string_view trimmed = trim(value);
  const auto if_good = [&](bool good) {
    return good ? std::optional(capitals(trimmed)) : std::nullopt;
  };
  if (type == "TEXT") return rewrite_texts(value);
  if (type == "URI" || type == "CAL-ADDRESS") return encode_address(trimmed);
  if (type == "DATE" || type == "DATE-TIME") {
    auto dates = rewrite_dates(trimmed);
    const bool timed = dates && dates->find('T') != std::string::npos;
    return timed == (type == "DATE-TIME") ? dates : std::nullopt;
  }
  if (type == "BOOLEAN") {
    return if_good(equal_but_for_case(trimmed, "TRUE") || equal_but_for_case(trimmed, "FALSE"));
  }
  if (type == "INTEGER") return if_good(is_whole_number(trimmed));
  if (type == "FLOAT") return if_good(is_decimal(trimmed));
  if (type == "UTC-OFFSET") return if_good(read_ics_offset(trimmed).has_value());
  if (type == "DURATION") return if_good(is_ics_duration(trimmed));
  // Nobody looks into the others of properties that nobody knows, and some programs trip over them.
  constexpr std::array<std::string_view, 4> kUnread = {"PERIOD", "RECUR", "TIME", "BINARY"};
  if (std::find(kUnread.begin(), kUnread.end(), type) != kUnread.end()) return std::nullopt;
  return std::string(value);
}

bool is_base64(std::string_view text) {
  constexpr std::string_view kCharacters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::size_t padding = text.find('=');
  const std::string_view data = text.substr(0, padding);
  const std::string_view rest = padding == std::string_view::npos ? "" : text.substr(padding);
  return !data.empty() && text.size() % 4 == 0 && (rest.empty() || rest == "=" || rest == "==") &&
         data.find_first_not_of(kCharacters) == std::string_view::npos;
}

class CanonicalLine {
 public:
  explicit CanonicalLine(const PropertyLine& property)
      : property_(property),
        rule_(rule_of(property.name)),
        type_(capitals(property.parameter("VALUE"))) {}

  std::optional<std::string> write() {
    auto value = write_value();
    if (!value || value->empty()) return std::nullopt;
    std::string line = capitals(property_.name);
    return line.append(write_parameters()).append(":").append(*value);
  }

 private:
  std::optional<std::string> write_value() {
    const std::string_view value = property_.value;
    switch (rule_.kind) {
      case PropertyKind::text:
        return rewrite_text(trim(value));  // libical passes over blanks at its ends
      case PropertyKind::texts:
        return rewrite_texts(value);
      case PropertyKind::address:
        return encode_address(trim(value));
      case PropertyKind::attachment:
        return write_attachment();
      case PropertyKind::word:
        return read_ics_word(property_);
      case PropertyKind::point:
        return write_point();
      case PropertyKind::priority: {
        const std::string_view number = trim(value);
        const bool good = number.size() == 1 && kDigits.find(number) != std::string_view::npos;
        return good ? std::optional(std::string(number)) : std::nullopt;
      }
      case PropertyKind::time:
        return write_time();
      case PropertyKind::calendar:
        return std::nullopt;
      case PropertyKind::other:
        break;
    }
    return rewrite_typed(type_, value);
  }

  bool is_inline() const {
    return type_ == "BINARY" || equal_but_for_case(property_.parameter("ENCODING"), "BASE64");
  }

  std::optional<std::string> write_attachment() const {
    if (!is_inline()) return encode_address(trim(property_.value));
    std::string data(property_.value);
    std::erase_if(data, [](char c) { return c == ' ' || c == '\t'; });
    return is_base64(data) ? std::optional(std::move(data)) : std::nullopt;
  }

  std::optional<std::string> write_point() const {
    if (!read_ics_point(property_.value)) return std::nullopt;
    const auto halves = split_point(property_.value);
    return fmt::format("{};{}", halves->first, halves->second);
  }

  std::optional<std::string> write_time() {
    constexpr std::array<std::string_view, 3> kNoDates = {"DURATION", "RRULE", "EXRULE"};
    if (std::find(kNoDates.begin(), kNoDates.end(), rule_.name) != kNoDates.end())
      return capitals(trim(property_.value));
    auto dates = rewrite_dates(property_.value);
    is_day_ = dates && dates->find('T') == std::string::npos;
    is_utc_ = dates && dates->ends_with('Z');
    return dates;
  }

  /// The parameters that tell what the value is are ours; the others stay.
  std::string write_parameters() const {
    if (rule_.kind == PropertyKind::time) return write_date_parameters();
    std::string written;
    for (std::string_view rest = property_.parameters; !rest.empty();) {
      const PropertyParameter one = take_parameter(rest);
      const std::string name = capitals(one.name);
      // What is served is in UTF-8, and says so where HTTP and MIME do.
      constexpr std::array<std::string_view, 3> kOurs = {"VALUE", "ENCODING", "CHARSET"};
      const bool ours = std::find(kOurs.begin(), kOurs.end(), name) != kOurs.end();
      if (ours || one.value.empty()) continue;
      written.append(";").append(name).append("=").append(one.value);
    }
    return written + write_type();
  }

  std::string write_date_parameters() const {
    if (is_day_) return ";VALUE=DATE";
    const std::string_view zone = property_.parameter("TZID");
    if (is_utc_ || zone.empty()) return "";
    const bool quotes = zone.find_first_of(":;,") != std::string_view::npos;
    return quotes ? fmt::format(";TZID=\"{}\"", zone) : fmt::format(";TZID={}", zone);
  }

  std::string write_type() const {
    // RFC 7986 sections 5.10 and 5.11: there is no type that goes without saying.
    constexpr std::array<std::string_view, 2> kSaid = {"IMAGE", "CONFERENCE"};
    switch (rule_.kind) {
      case PropertyKind::attachment:
        if (is_inline()) return ";ENCODING=BASE64;VALUE=BINARY";
        [[fallthrough]];
      case PropertyKind::address: {
        const bool said = std::find(kSaid.begin(), kSaid.end(), rule_.name) != kSaid.end();
        return said || type_ == "URI" ? ";VALUE=URI" : "";
      }
      case PropertyKind::other:
        return is_token(type_) ? ";VALUE=" + type_ : "";
      default:
        return "";
    }
  }

  const PropertyLine& property_;
  const PropertyRule& rule_;
  std::string type_;  ///< what VALUE says, in capitals; may be empty
  bool is_day_ = false;
  bool is_utc_ = false;
};

}  // namespace

std::optional<std::string> write_canonical(const PropertyLine& property) {
  return CanonicalLine(property).write();
}

std::string read_ics_word(const PropertyLine& property) {
  std::string word = capitals(trim(property.value));
  if (word == "CANCELED") word = "CANCELLED";
  for (const Words& words : kWords) {
    if (!property.is(words.name)) continue;
    const bool known =
        std::find(words.values.begin(), words.values.end(), word) != words.values.end();
    return known ? word : std::string();
  }
  return is_token(word) ? word : std::string();
}

std::optional<GeoPoint> read_ics_point(std::string_view value) {
  const auto halves = split_point(value);
  if (!halves) return std::nullopt;
  const auto latitude = read_degrees(halves->first);
  const auto longitude = read_degrees(halves->second);
  const bool is_point = latitude && longitude && *latitude >= -90 && *latitude <= 90 &&
                        *longitude >= -180 && *longitude <= 180;
  return is_point ? std::optional(GeoPoint{*latitude, *longitude}) : std::nullopt;
}

}  // namespace almanach
