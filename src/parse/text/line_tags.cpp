#include "parse/text/line_tags.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace almanach {
namespace {

constexpr std::array<std::string_view, 4> kVoid = {"br", "wbr", "hr", "img"};
constexpr std::array<std::string_view, 45> kElements = {
    "a",     "abbr", "b",   "bdi",  "bdo",    "big",   "blockquote", "center", "cite",
    "code",  "del",  "dfn", "div",  "em",     "font",  "h1",         "h2",     "h3",
    "h4",    "h5",   "h6",  "i",    "iframe", "ins",   "kbd",        "mark",   "p",
    "pre",   "q",    "s",   "samp", "script", "small", "span",       "strike", "strong",
    "style", "sub",  "sup", "svg",  "time",   "tt",    "u",          "var",    "ruby"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

template <typename List>
bool holds(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

/// The name in small letters of the element whose tag begins at `offset`, or empty.
std::string tag_name(std::string_view line, std::size_t offset) {
  std::size_t at = offset + 1;
  if (at < line.size() && line[at] == '/') ++at;
  std::string name;
  for (; at < line.size() && (is_letter(line[at]) || (line[at] >= '0' && line[at] <= '9')); ++at)
    name += is_letter(line[at]) ? static_cast<char>(line[at] | 0x20) : line[at];
  return name.empty() || !is_letter(name.front()) ? std::string() : name;
}

/// Where each element is closed last, and opened first.
struct Ends {
  std::map<std::string, std::size_t> closed;
  std::map<std::string, std::size_t> opened;
};

Ends find_ends(std::string_view line) {
  Ends ends;
  for (std::size_t at = line.find('<'); at != std::string_view::npos; at = line.find('<', at + 1)) {
    const std::string name = tag_name(line, at);
    if (name.empty()) continue;
    if (line[at + 1] == '/') {
      ends.closed[name] = at;
    } else {
      ends.opened.try_emplace(name, at);
    }
  }
  return ends;
}

bool is_markup(std::string_view line, std::size_t at, const Ends& ends) {
  const std::string name = tag_name(line, at);
  if (name.empty() || holds(kVoid, name)) return true;
  // An address in angle brackets is no tag: "<https://example.org>", "<anne@example.org>".
  const std::string_view inside = line.substr(at + 1, line.find_first_of("<> ", at + 1) - at - 1);
  if (inside.find("://") != std::string_view::npos || inside.find('@') != std::string_view::npos)
    return true;
  if (!holds(kElements, name)) return false;
  const auto closed = ends.closed.find(name);
  const auto opened = ends.opened.find(name);
  if (closed == ends.closed.end() || opened == ends.opened.end()) return false;
  return line[at + 1] == '/' ? opened->second < at : at < closed->second;
}

}  // namespace

std::string escape_tags_of_text(std::string_view line) {
  if (line.find('<') == std::string_view::npos) return std::string(line);
  const Ends ends = find_ends(line);
  const std::size_t last_tick = line.rfind('`');
  std::string out;
  bool in_code = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '`' && (in_code || at < last_tick)) in_code = !in_code;
    const bool escaped = at > 0 && line[at - 1] == '\\';
    const bool is_text = line[at] == '<' && !in_code && !escaped && !is_markup(line, at, ends);
    if (is_text) {
      out += "&lt;";
    } else {
      out += line[at];
    }
  }
  return out;
}

}  // namespace almanach
