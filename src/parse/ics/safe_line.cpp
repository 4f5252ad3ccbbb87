#include "parse/ics/safe_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/address_schemes.hpp"
#include "base/content_limits.hpp"
#include "base/text.hpp"
#include "model/text_value.hpp"
#include "parse/ics/running_html.hpp"
#include "parse/text/rich_text.hpp"

namespace almanach {
namespace {

struct TextLimit {
  std::string_view name;
  std::size_t most;
};

/// Texts that are cut; other lines that are too long are left out.
constexpr std::array<TextLimit, 5> kTexts = {{{"SUMMARY", kLongestLine},
                                              {"LOCATION", kLongestLine},
                                              {"CONTACT", kLongestLine},
                                              {"DESCRIPTION", kLongestText},
                                              {"COMMENT", kLongestText}}};

struct AddressRow {
  std::string_view name;
  AddressUse use;
};

/// Properties whose value is an address, whatever their VALUE says.
constexpr std::array<AddressRow, 9> kAddresses = {{
    {"URL", AddressUse::url},
    {"IMAGE", AddressUse::image},
    {"ATTACH", AddressUse::attachment},
    {"CONFERENCE", AddressUse::conference},
    {"X-GOOGLE-CONFERENCE", AddressUse::conference},
    {"X-MICROSOFT-SKYPETEAMSMEETINGURL", AddressUse::conference},
    {"X-GOOGLE-HANGOUT", AddressUse::conference},
    {"SOURCE", AddressUse::url},
    {"LINK", AddressUse::url},
}};

/// Files that a line may hold itself: programs show these, and run none of them.
constexpr std::array<std::string_view, 6> kInlineFiles = {
    "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain"};

std::optional<AddressUse> use_of(const PropertyLine& property) {
  for (const AddressRow& row : kAddresses) {
    if (property.is(row.name)) return row.use;
  }
  if (equal_but_for_case(property.parameter("VALUE"), "URI")) return AddressUse::other;
  return std::nullopt;
}

/// Whether people read the value as it stands: "Data: a talk" is no address.
bool is_text(const PropertyLine& property) {
  constexpr std::array<std::string_view, 3> kLists = {"CATEGORIES", "RESOURCES", "RELATED-TO"};
  return std::any_of(kTexts.begin(), kTexts.end(),
                     [&](const TextLimit& text) { return property.is(text.name); }) ||
         std::any_of(kLists.begin(), kLists.end(),
                     [&](std::string_view name) { return property.is(name); });
}

bool is_inline_file(const PropertyLine& property) {
  return equal_but_for_case(property.parameter("VALUE"), "BINARY") ||
         equal_but_for_case(property.parameter("ENCODING"), "BASE64");
}

/// A list of parameter values as RFC 5545 section 3.2 has it: each is in quotes as a whole, or has
/// none.
std::string write_values(const PropertyParameter& parameter) {
  std::string values;
  std::string_view rest = parameter.value;
  while (true) {
    std::size_t end = 0;
    for (bool quoted = false; end < rest.size() && (quoted || rest[end] != ','); ++end)
      quoted = quoted != (rest[end] == '"');
    std::string one(rest.substr(0, end));
    std::erase(one, '"');
    const bool quotes =
        one.find_first_of(":;,") != std::string::npos || (end > 0 && rest.front() == '"');
    values += quotes ? '"' + one + '"' : one;
    if (end == rest.size()) return values;
    values += ',';
    rest.remove_prefix(end + 1);
  }
}

class SafeLine {
 public:
  SafeLine(const PropertyLine& property, Position place, const ParseContext& context,
           ProblemSink& problems)
      : property_(property), place_(place), context_(context), problems_(problems) {}

  std::string make() {
    const std::string_view value = property_.value;
    if (!has_good_address(value) || !has_good_file()) return {};
    std::string written = is_html() ? clean_html(unescape_text(value)) : write_text(value);
    if (written.empty()) return {};
    std::string line = std::string(property_.name) + write_parameters() + ':' + written;
    if (line.size() <= 2 * kLongestText) return line;
    problems_.warn(place_,
                   fmt::format("{}: a line of more than {} bytes is left out", property_.name,
                               2 * kLongestText),
                   "put the file on a web server, and write its address");
    return {};
  }

 private:
  bool leave_out(std::string what) {
    problems_.warn(place_, std::move(what), "write an address that begins with https://");
    return false;
  }

  bool leave_out_scheme(std::string_view name, const std::string& scheme) {
    return leave_out(
        fmt::format("{}: an address that begins with \"{}:\" is left out", name, scheme));
  }

  /// Values that nobody calls addresses are looked at too: some programs make links of them.
  bool has_good_address(std::string_view value) {
    if (is_inline_file(property_) || is_text(property_)) return true;
    const auto use = use_of(property_);
    // Some programs take the escapes of texts out of addresses.
    const std::string scheme = scheme_of(unescape_text(value.substr(0, kLongestAddress)));
    const bool good = use ? is_allowed_scheme(*use, scheme) : !is_harmful_scheme(scheme);
    if (!good) return leave_out_scheme(property_.name, scheme);
    if (!use || value.size() <= kLongestAddress) return true;
    return leave_out(fmt::format("{}: an address longer than {} bytes is left out", property_.name,
                                 kLongestAddress));
  }

  bool has_good_file() {
    if (!is_inline_file(property_)) return true;
    const std::string type = fold(trim(property_.parameter("FMTTYPE")));
    if (std::find(kInlineFiles.begin(), kInlineFiles.end(), type) != kInlineFiles.end())
      return true;
    problems_.warn(place_,
                   fmt::format("{}: a file of the type \"{}\" is left out", property_.name, type),
                   "put it on a web server, and write its address");
    return false;
  }

  bool is_html() const {
    if (property_.is("X-ALT-DESC")) return true;
    if (property_.is("STYLED-DESCRIPTION"))
      return !equal_but_for_case(property_.parameter("VALUE"), "URI");
    return false;
  }

  /// A description is plain text (RFC 5545 section 3.8.1.5) and stays so, tags and all: somebody
  /// may have meant them. But some programs take it for HTML, where a line's end is a break.
  std::string write_text(std::string_view value) {
    if (!property_.is("DESCRIPTION")) return cut_text(value);
    std::string text = unescape_text(value.substr(0, 2 * kLongestText));
    if (!holds_running_html(text)) return cut_text(value);
    problems_.warn(place_, "DESCRIPTION: HTML that would run in a reader is left out",
                   "write plain text, and links as addresses");
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos;)
      text.replace(at, 1, "<br>");
    return clean_html(text);
  }

  std::string clean_html(std::string_view html) const {
    context_.work.spend_on_text(html.size());
    return escape_text(read_html(html, {context_.config.site_url}).html);
  }

  std::string cut_text(std::string_view value) const {
    for (const TextLimit& text : kTexts) {
      if (property_.is(text.name) && value.size() > text.most)
        return escape_text(shorten(clean(unescape_text(value)), text.most));
    }
    return std::string(value);
  }

  std::string write_parameters() {
    std::string written;
    std::set<std::string> seen;
    for (std::string_view rest = property_.parameters; !rest.empty();) {
      const PropertyParameter one = take_parameter(rest);
      if (!seen.insert(fold(one.name)).second) continue;
      const std::string scheme = scheme_of(one.unquoted());
      const bool alternative = equal_but_for_case(one.name, "ALTREP");
      if (!alternative && is_harmful_scheme(scheme)) {
        leave_out_scheme(one.name, scheme);
        continue;
      }
      const std::string values =
          alternative ? write_alternative(std::string(one.unquoted())) : write_values(one);
      if (!values.empty() || one.value.empty())
        written.append(";").append(one.name).append("=").append(values);
    }
    return written;
  }

  /// Thunderbird keeps a description's HTML there.
  std::string write_alternative(const std::string& address) {
    constexpr std::string_view kHtml = "data:text/html,";
    const std::string scheme = scheme_of(address);
    std::string safe;
    if (is_allowed_scheme(AddressUse::alternative, scheme)) {
      safe = encode_address(address);
    } else if (fold(address).starts_with(kHtml)) {
      const std::string html =
          clean_utf8(percent_decode(std::string_view(address).substr(kHtml.size())));
      context_.work.spend_on_text(html.size());
      const RichText text = read_html(html, {context_.config.site_url});
      if (!text.html.empty()) safe = make_html_address(text.html);
    } else {
      leave_out_scheme("ALTREP", scheme);
    }
    return safe.empty() ? "" : '"' + safe + '"';
  }

  static std::string clean_utf8(std::string text) {
    if (find_invalid_utf8(text)) return {};
    return text;
  }

  const PropertyLine& property_;
  Position place_;
  const ParseContext& context_;
  ProblemSink& problems_;
};

}  // namespace

std::string make_safe_line(const PropertyLine& property, Position place,
                           const ParseContext& context, ProblemSink& problems) {
  return SafeLine(property, place, context, problems).make();
}

bool looks_like_html(std::string_view text) {
  const std::string folded = fold(text.substr(0, kLongestText));
  constexpr std::array<std::string_view, 9> kSigns = {
      "<br", "</a>", "</p>", "</b>", "</li>", "</span>", "</div>", "<script", "<img"};
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [&](std::string_view sign) { return folded.find(sign) != std::string::npos; });
}

}  // namespace almanach
