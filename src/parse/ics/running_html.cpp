#include "parse/ics/running_html.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"
#include "parse/text/html_tag.hpp"

namespace almanach {
namespace {

/// Elements that run, or bring in what does.
constexpr std::array<std::string_view, 16> kElements = {
    "script", "iframe", "frame", "object", "embed", "applet",   "svg",   "math",
    "link",   "meta",   "base",  "style",  "form",  "template", "audio", "video"};

/// What an address that runs has in it, blanks and control characters aside, or what hides it: a
/// character reference. "data:" and the like name the scheme of an address.
constexpr std::array<std::string_view, 9> kSigns = {"script:", "data:", "file:",    "blob:", "&#",
                                                    "&colon",  "&tab",  "&newline", "srcdoc"};

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

/// "onclick=", at the start of an attribute.
bool has_handler(std::string_view attributes) {
  for (std::size_t at = 0; (at = attributes.find("on", at)) != std::string_view::npos; ++at) {
    const bool starts =
        at == 0 || std::string_view(" \t\n\f\r/\"'").find(attributes[at - 1]) != std::string::npos;
    std::size_t end = at + 2;
    while (end < attributes.size() && is_letter(attributes[end])) ++end;
    const std::size_t sign = attributes.find_first_not_of(" \t\n\f\r", end);
    if (starts && end > at + 2 && sign != std::string_view::npos && attributes[sign] == '=')
      return true;
  }
  return false;
}

bool has_sign(std::string_view attributes) {
  std::string packed(attributes);
  std::erase_if(packed, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [&](std::string_view sign) { return packed.find(sign) != std::string::npos; });
}

/// `tag` is in lower case, from the letter behind '<' on.
bool runs(std::string_view tag) {
  const auto end = std::find_if_not(tag.begin(), tag.end(), is_letter);
  const std::string_view name = tag.substr(0, static_cast<std::size_t>(end - tag.begin()));
  const std::string_view attributes = tag.substr(name.size());
  return std::find(kElements.begin(), kElements.end(), name) != kElements.end() ||
         has_handler(attributes) || has_sign(attributes);
}

}  // namespace

bool holds_running_html(std::string_view text) {
  const std::string folded = fold(text);
  const std::string_view rest = folded;
  std::size_t at = 0;
  while ((at = rest.find('<', at)) != std::string_view::npos) {
    ++at;
    if (at == rest.size() || !is_letter(rest[at])) continue;
    const std::size_t end = end_of_tag(rest, at);
    if (runs(rest.substr(at, end - at))) return true;
    at = end;
  }
  return false;
}

}  // namespace almanach
