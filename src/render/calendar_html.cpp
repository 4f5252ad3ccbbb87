#include "render/calendar_html.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "model/property_line.hpp"
#include "parse/text/html_link.hpp"
#include "render/content_line.hpp"

namespace almanach {
namespace {

/// What plain text shows by its lines alone. A link is looked at by itself.
constexpr std::array<std::string_view, 6> kShownByText = {"p", "br", "ul", "ol", "li", "a"};
constexpr std::array<std::string_view, 5> kEndsByItself = {"p", "li", "tr", "td", "th"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kShortNames = {
    {{"strong", "b"}, {"em", "i"}}};

bool has(const auto& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// `<a href="x">`, `</a>`: views of the HTML.
struct Tag {
  std::string_view name;
  std::string_view attribute;  ///< with its quotes; may be empty
  bool ends = false;
};

/// Goes through HTML that write_html() has made: text and tags by turns.
class HtmlPieces {
 public:
  explicit HtmlPieces(std::string_view html) : rest_(html) {}

  bool is_at_end() const { return rest_.empty(); }
  bool is_at(std::string_view text) const { return rest_.starts_with(text); }

  std::string_view take_text() {
    const std::string_view text = rest_.substr(0, rest_.find('<'));
    rest_.remove_prefix(text.size());
    return text;
  }

  /// Precondition: not at the end, and the text has been taken.
  Tag take_tag() {
    const std::size_t end = std::min(rest_.find('>'), rest_.size() - 1);
    std::string_view inside = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    Tag tag;
    tag.ends = inside.starts_with('/');
    if (tag.ends) inside.remove_prefix(1);
    const std::size_t blank = std::min(inside.find(' '), inside.size());
    tag.name = inside.substr(0, blank);
    tag.attribute = inside.substr(std::min(blank + 1, inside.size()));
    return tag;
  }

 private:
  std::string_view rest_;
};

/// What an attribute says, as it stands between its quotes.
std::string_view value_of(std::string_view attribute) {
  const std::size_t begin = attribute.find('"');
  if (begin == std::string_view::npos) return {};
  return attribute.substr(begin + 1, attribute.rfind('"') - begin - 1);
}

bool says_more_than_text(std::string_view html) {
  HtmlPieces pieces(html);
  std::string_view target;
  std::string label;
  while (true) {
    label += pieces.take_text();
    if (pieces.is_at_end()) return false;
    const Tag tag = pieces.take_tag();
    if (!has(kShownByText, tag.name)) return true;
    if (tag.name != "a") continue;
    if (tag.ends && !label_tells_target(label, target)) return true;
    target = value_of(tag.attribute);
    label.clear();
  }
}

/// Text with quotes as they are: only attributes need them encoded.
void append_text(std::string& out, std::string_view text) {
  constexpr std::string_view kQuote = "&quot;";
  while (!text.empty()) {
    const std::size_t quote = std::min(text.find(kQuote), text.size());
    out += text.substr(0, quote);
    text.remove_prefix(quote);
    if (text.empty()) return;
    out += '"';
    text.remove_prefix(kQuote.size());
  }
}

void append_attribute(std::string& out, std::string_view attribute) {
  if (attribute.empty()) return;
  const std::string_view value = value_of(attribute);
  const char quote = value.find('\'') == std::string_view::npos ? '\'' : '"';
  out.append(" ").append(attribute.substr(0, attribute.find('"')));
  out.append(1, quote).append(value).append(1, quote);
}

void append_tag(std::string& out, const Tag& tag, const HtmlPieces& following) {
  // Without a DOCTYPE, a paragraph goes on in a table (HTML section 13.2.6.4.7).
  const bool goes_on = tag.name == "p" && following.is_at("<table");
  if (tag.ends && has(kEndsByItself, tag.name) && !goes_on) return;
  if (out.empty() && tag.name == "p") return;
  std::string_view name = tag.name;
  for (const auto& [written, short_name] : kShortNames) {
    if (name == written) name = short_name;
  }
  out.append(tag.ends ? "</" : "<").append(name);
  append_attribute(out, tag.attribute);
  out += '>';
}

/// Whether HTML may be in a line: a glance, since most have none.
bool may_hold_html(std::string_view line) {
  constexpr std::string_view kInitials = "DdSsXx";
  return kInitials.find(line.front()) != std::string_view::npos;
}

bool holds_html(const PropertyLine& line) {
  return line.is("X-ALT-DESC") || line.is("STYLED-DESCRIPTION") ||
         (line.is("DESCRIPTION") && line.find_parameter("ALTREP"));
}

}  // namespace

std::string shorten_calendar_html(std::string_view html) {
  std::string out;
  if (!says_more_than_text(html)) return out;
  out.reserve(html.size());
  HtmlPieces pieces(html);
  while (true) {
    append_text(out, pieces.take_text());
    if (pieces.is_at_end()) return out;
    const Tag tag = pieces.take_tag();
    append_tag(out, tag, pieces);
  }
}

std::string without_html(std::string components) {
  std::string out;
  std::size_t kept_from = 0;  // what is as it was is copied as a whole
  ContentLines lines(components);
  while (const auto line = lines.next()) {
    if (!may_hold_html(line->text)) continue;
    const auto read = read_property_line(*line);
    const auto* property = std::get_if<PropertyLine>(&read);
    if (property == nullptr || !holds_html(*property)) continue;
    const auto offset = static_cast<std::size_t>(line->source.data() - components.data());
    out.append(components, kept_from, offset - kept_from);
    kept_from = offset + line->source.size();
    if (property->is("DESCRIPTION")) out += fold_line(with_parameter(*property, "ALTREP", ""));
  }
  if (kept_from == 0) return components;
  return out.append(components, kept_from);
}

}  // namespace almanach
