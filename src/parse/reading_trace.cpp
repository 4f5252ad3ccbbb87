#include "parse/reading_trace.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "config/field_names.hpp"

namespace almanach {
namespace {

/// Bytes of a value that are shown, and that are looked at for that.
constexpr std::size_t kLongestShown = 200;
constexpr std::size_t kLooked = 2'000;

std::string show_line(std::string_view text) {
  return shorten(collapse_spaces(shorten(std::string(text.substr(0, kLooked + 1)), kLooked)),
                 kLongestShown);
}

void add_text(const YamlNode& node, std::string& text) {
  if (text.size() > kLooked) return;
  const auto join = [&] { return text.empty() || text.ends_with(": ") ? "" : ", "; };
  if (node.is_scalar()) text.append(join()).append(node.scalar);
  for (const YamlNode& item : node.items) add_text(item, text);
  for (const YamlNode::Entry& entry : node.entries) {
    text.append(join()).append(entry.key).append(": ");
    add_text(entry.value, text);
  }
}

std::string show_value(const YamlNode& value) {
  std::string text;
  add_text(value, text);
  return show_line(text);
}

struct NamedProperty {
  std::string_view name;
  std::string_view field;
};

/// Properties of RFC 5545 and RFC 7986, by what they tell.
constexpr std::array<NamedProperty, 18> kProperties = {{{"SUMMARY", "title"},
                                                        {"DTSTART", "start"},
                                                        {"DTEND", "end"},
                                                        {"DURATION", "duration"},
                                                        {"LOCATION", "place"},
                                                        {"GEO", "geo"},
                                                        {"DESCRIPTION", "description"},
                                                        {"URL", "url"},
                                                        {"IMAGE", "image"},
                                                        {"CATEGORIES", "categories"},
                                                        {"STATUS", "status"},
                                                        {"ORGANIZER", "contact"},
                                                        {"CONTACT", "contact"},
                                                        {"UID", "uid"},
                                                        {"RRULE", "rrule"},
                                                        {"RDATE", "rdate"},
                                                        {"EXDATE", "exdate"},
                                                        {"CONFERENCE", "conference"}}};

}  // namespace

void ReadingTrace::begin_event(const std::string& key, const YamlNode& fields,
                               const Dialect& dialect, bool is_hidden) {
  begun_ = events_.size() < kMostEvents;
  if (!begun_) return;
  EventTrace& event = events_.emplace_back();
  event.key = key;
  event.is_hidden = is_hidden;
  for (const FrontMatterField& field : front_matter_fields()) {
    const auto first = dialect.find(fields, field.name);
    if (!first) continue;
    const auto add = [&](const FoundField& found, bool later) {
      if (event.read.size() < kMostFacts)
        event.read.push_back(
            {field.name, written_key(found), found.key_position, show_value(*found.value), later});
    };
    add(*first, false);
    for (const FoundField& other : dialect.find_all(fields, field.name)) {
      if (other.value != first->value) add(other, true);
    }
  }
  note_unread(fields, "", dialect);
}

void ReadingTrace::note_written_key(Position position, std::string key) {
  if (written_keys_.size() < kMostEvents * kMostFacts)
    written_keys_.insert_or_assign({position.line, position.column}, std::move(key));
}

std::string ReadingTrace::written_key(const FoundField& found) const {
  const auto written = written_keys_.find({found.key_position.line, found.key_position.column});
  return written == written_keys_.end() ? found.name : written->second;
}

void ReadingTrace::note_unread(const YamlNode& mapping, const std::string& prefix,
                               const Dialect& dialect) {
  constexpr std::size_t kDeepest = 3;
  std::vector<WrittenFact>& unread = events_.back().unread;
  for (const YamlNode::Entry& entry : mapping.entries) {
    if (unread.size() >= kMostFacts) return;
    const std::string path = prefix + entry.key;
    if (!dialect.field_of(path).empty()) continue;
    const auto depth = static_cast<std::size_t>(std::count(path.begin(), path.end(), '.'));
    if (entry.value.is_mapping() && depth + 1 < kDeepest) {
      note_unread(entry.value, path + '.', dialect);
    } else if (std::string text = show_value(entry.value); !text.empty()) {
      unread.push_back({"", path, entry.position, std::move(text), false});
    }
  }
}

void ReadingTrace::begin_event(const std::string& key, const CalendarComponent& component,
                               const std::vector<const CalendarComponent*>& changes) {
  begun_ = events_.size() < kMostEvents;
  if (!begun_) return;
  EventTrace& event = events_.emplace_back();
  event.key = key;
  const auto add = [&](std::string_view field, const PropertyLine& line) {
    if (event.read.size() < kMostFacts)
      event.read.push_back({field, std::string(line.name).append(line.parameters), line.position(),
                            show_line(unescape_text(line.value)), false});
  };
  for (const NamedProperty& named : kProperties) {
    for (const PropertyLine& line : component.properties) {
      if (line.is(named.name)) add(named.field, line);
    }
  }
  // RFC 5545 section 3.3.5: with a zone, in UTC, or in whatever zone the reader is.
  if (const PropertyLine* start = component.find("DTSTART")) {
    const std::string zone(start->parameter("TZID"));
    event.has_zone = !zone.empty() || start->value.ends_with('Z');
    if (!zone.empty() && event.read.size() < kMostFacts)
      event.read.push_back({"timezone", "DTSTART", start->position(), show_line(zone), false});
  }
  for (const CalendarComponent* change : changes) {
    if (const PropertyLine* day = change->find("RECURRENCE-ID")) add("occurrences", *day);
  }
}

void ReadingTrace::note(std::string_view field, std::string key, Position position,
                        std::string_view text) {
  if (!begun_ || events_.back().read.size() >= kMostFacts) return;
  events_.back().read.push_back({field, std::move(key), position, show_line(text), false});
}

}  // namespace almanach
