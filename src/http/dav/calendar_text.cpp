#include "http/dav/calendar_text.hpp"

#include "server/message.hpp"

namespace almanach::dav {
namespace {

/// Components in components; iCalendar has three levels.
constexpr int kDeepest = 8;

/// Lines end with LF afterwards.
std::string unfold(std::string_view folded) {
  std::string unfolded;
  unfolded.reserve(folded.size());
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (folded[i] == '\r') continue;
    const bool fold = folded[i] == '\n' && i + 1 < folded.size() &&
                      (folded[i + 1] == ' ' || folded[i + 1] == '\t');
    if (fold) {
      ++i;
    } else {
      unfolded += folded[i];
    }
  }
  return unfolded;
}

/// Where the first of `marks` stands outside of quotes.
std::size_t find_outside_quotes(std::string_view text, std::string_view marks) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (!quoted && marks.find(text[i]) != std::string_view::npos) return i;
  }
  return text.size();
}

ContentLine read_line(std::string_view whole) {
  const std::size_t colon = find_outside_quotes(whole, ":");
  const std::size_t name_end = whole.substr(0, colon).find(';');
  const std::size_t end = name_end == std::string_view::npos ? colon : name_end;
  return {whole, whole.substr(0, end), whole.substr(end, colon - end),
          colon < whole.size() ? whole.substr(colon + 1) : std::string_view()};
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

/// Reads what follows a BEGIN, up to its END.
CalendarComponent read_component(std::string_view name, std::string_view& rest, int depth) {
  CalendarComponent component;
  component.name = name;
  while (!rest.empty()) {
    const ContentLine line = read_line(take_line(rest));
    if (same_name(line.name, "END")) break;
    if (same_name(line.name, "BEGIN") && depth < kDeepest) {
      component.components.push_back(read_component(line.value, rest, depth + 1));
    } else {
      component.lines.push_back(line);
    }
  }
  return component;
}

}  // namespace

std::optional<std::string_view> ContentLine::parameter(std::string_view wanted) const {
  std::string_view rest = parameters;
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::size_t end = find_outside_quotes(rest, ";");
    const std::string_view one = rest.substr(0, end);
    rest.remove_prefix(end);
    const std::size_t equals = one.find('=');
    if (equals == std::string_view::npos || !same_name(one.substr(0, equals), wanted)) continue;
    std::string_view found = one.substr(equals + 1);
    if (found.size() >= 2 && found.front() == '"' && found.back() == '"')
      found = found.substr(1, found.size() - 2);
    return found;
  }
  return std::nullopt;
}

const ContentLine* CalendarComponent::find(std::string_view property) const {
  for (const ContentLine& line : lines) {
    if (same_name(line.name, property)) return &line;
  }
  return nullptr;
}

CalendarText::CalendarText(std::string_view folded) : unfolded_(unfold(folded)) {
  std::string_view rest = unfolded_;
  while (!rest.empty()) {
    const ContentLine line = read_line(take_line(rest));
    if (!same_name(line.name, "BEGIN") || !same_name(line.value, "VCALENDAR")) continue;
    calendar_ = read_component(line.value, rest, 0);
    return;
  }
}

std::string unescape_text(std::string_view value) {
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '\\' && i + 1 < value.size()) {
      ++i;
      text += value[i] == 'n' || value[i] == 'N' ? '\n' : value[i];
    } else {
      text += value[i];
    }
  }
  return text;
}

}  // namespace almanach::dav
