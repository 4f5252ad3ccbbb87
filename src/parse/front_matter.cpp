#include "parse/front_matter.hpp"

#include <algorithm>
#include <string>

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"

namespace almanach {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kHyphens = "---";
constexpr std::string_view kPluses = "+++";

/// The next line without its end, taken off `rest`.
std::string_view take_line(std::string_view& rest) {
  const std::size_t newline = rest.find('\n');
  std::string_view line = rest.substr(0, newline);
  rest.remove_prefix(newline == std::string_view::npos ? rest.size() : newline + 1);
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
    line.remove_suffix(1);
  return line;
}

/// "{" and a name in quotes or nothing; "{% include %}" and "{{ title }}" are templates.
bool begins_with_object(std::string_view bytes) {
  if (bytes.empty() || bytes.front() != '{') return false;
  const std::size_t next = bytes.find_first_not_of(" \t\r\n", 1);
  return next != std::string_view::npos && (bytes[next] == '"' || bytes[next] == '}');
}

FrontMatter read_object(std::string_view bytes) {
  JsonReading json = read_json_object(bytes);
  FrontMatter text{std::move(json.tree), Notation::json, bytes.substr(json.end), 1};
  take_line(text.body);
  text.body_line += static_cast<int>(std::count(bytes.begin(), text.body.begin(), '\n'));
  return text;
}

/// How the first line says that front matter begins.
struct Fence {
  std::string_view close;
  std::optional<Notation> notation;  ///< empty: a language that is not read
};

/// "---", "---json", "+++"; empty for other lines. A rule of a text may have more hyphens.
std::optional<Fence> read_fence(std::string_view line) {
  if (line == kPluses) return Fence{kPluses, Notation::toml};
  if (!line.starts_with(kHyphens)) return std::nullopt;
  const std::string language = fold(trim(line.substr(kHyphens.size())));
  if (language.empty() || language == "yaml" || language == "yml")
    return Fence{kHyphens, Notation::yaml};
  if (language == "json") return Fence{kHyphens, Notation::json};
  if (language == "toml") return Fence{kHyphens, Notation::toml};
  const bool is_word =
      language.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
  return is_word ? std::optional(Fence{kHyphens, std::nullopt}) : std::nullopt;
}

YamlReading read_fields(std::optional<Notation> notation, std::string_view text) {
  constexpr int kFirstLine = 2;
  if (!notation) {
    YamlReading reading;
    reading.fault = {{1, 1},
                     "the front matter is in a language that is not read",
                     "write it in YAML between two lines \"---\""};
    return reading;
  }
  if (*notation == Notation::toml) return read_toml(text, kFirstLine);
  if (*notation == Notation::json) return read_json(text, kFirstLine);
  return read_yaml(text, kFirstLine);
}

}  // namespace

std::optional<FrontMatter> read_front_matter(std::string_view bytes) {
  if (bytes.substr(0, kByteOrderMark.size()) == kByteOrderMark)
    bytes.remove_prefix(kByteOrderMark.size());
  if (begins_with_object(bytes)) return read_object(bytes);
  std::string_view rest = bytes;
  const auto fence = read_fence(take_line(rest));
  if (!fence) return std::nullopt;
  const std::string_view start = rest;
  for (int line_number = 2; !rest.empty(); ++line_number) {
    const auto size = static_cast<std::size_t>(rest.data() - start.data());
    const std::string_view line = take_line(rest);
    if (line == fence->close || (line == "..." && fence->notation == Notation::yaml)) {
      return FrontMatter{read_fields(fence->notation, start.substr(0, size)),
                         fence->notation.value_or(Notation::yaml), rest, line_number + 1};
    }
  }
  if (fence->close != kPluses) return std::nullopt;
  FrontMatter open;
  open.notation = Notation::toml;
  open.yaml.fault = {{1, 1},
                     "the front matter begins here and does not end",
                     "write another line \"+++\" below its fields"};
  return open;
}

}  // namespace almanach
