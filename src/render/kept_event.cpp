#include "render/kept_event.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <variant>

#include "model/component_tree.hpp"
#include "model/property_line.hpp"
#include "model/public_addresses.hpp"
#include "model/text_value.hpp"
#include "parse/ics/canonical_line.hpp"
#include "parse/ics/property_rules.hpp"
#include "parse/ics/values.hpp"
#include "render/content_line.hpp"
#include "render/event_style.hpp"
#include "render/ical_time.hpp"
#include "render/recurrence.hpp"

namespace almanach {
namespace {

std::string format_utc(Instant instant) {
  return icaltime_as_ical_string(make_utc(instant));
}

bool is_cancelled(const CalendarComponent& event) {
  const PropertyLine* status = event.find("STATUS");
  return status != nullptr && read_ics_word(*status) == "CANCELLED";
}

bool is_change(const CalendarComponent& event) {
  return event.find("RECURRENCE-ID") != nullptr;
}

/// Writes the VEVENTs of one event.
class KeptEventWriter {
 public:
  KeptEventWriter(const RevisedEvent& revised, const Feed& feed, const Config& config,
                  const EventStyle& style)
      : revised_(revised), event_(*revised.event), feed_(feed), config_(config), style_(style) {}

  std::string write() {
    const ComponentTree kept(event_.kept_lines, "");
    std::vector<const CalendarComponent*> shown;
    for (const CalendarComponent& component : kept.components()) {
      if (component.name != "VEVENT") continue;
      if (is_change(component) && hides(component)) {
        PropertyLine except = *component.find("RECURRENCE-ID");
        except.name = "EXDATE";
        hidden_ += fold(except);
      } else {
        shown.push_back(&component);
      }
    }
    std::string text;
    for (const CalendarComponent* component : shown) text += write_event(*component, nullptr);
    return shown.empty() ? text : text + write_nights(kept, *shown.front());
  }

 private:
  /// The changed occurrences that the file does not have: `main` at another time.
  std::string write_nights(const ComponentTree& kept, const CalendarComponent& main) {
    if (!event_.recurrence || event_.recurrence->changed.empty()) return {};
    std::set<WallTime> told;
    for (const CalendarComponent& component : kept.components()) {
      const PropertyLine* which = component.find("RECURRENCE-ID");
      const auto date = which == nullptr ? std::nullopt : read_ics_date(which->value);
      if (date) told.insert(date->wall);
    }
    std::string text;
    for (const ChangedOccurrence& change : event_.recurrence->changed) {
      if (told.count(change.original) == 0) text += write_event(main, &change);
    }
    return text;
  }

  bool hides(const CalendarComponent& component) const {
    return style_.hide_cancelled && event_.status != EventStatus::cancelled &&
           is_cancelled(component);
  }

  /// The line as all programs read it; nothing where it is none that they do.
  static std::string fold(const PropertyLine& line) {
    const auto written = write_canonical(line);
    return written ? fold_line(*written) : std::string();
  }

  /// `night`: the occurrence that is written of a component that is none; null: as it stands.
  std::string write_event(const CalendarComponent& component, const ChangedOccurrence* night) {
    const bool cancelled = event_.status == EventStatus::cancelled || is_cancelled(component);
    const bool replaces_busy =
        (style_.busy && !cancelled) || event_.status == EventStatus::cancelled;
    std::string text = "BEGIN:VEVENT\r\n" + identity();
    std::string dates = night == nullptr ? write_dates(component) : std::string();
    for (const PropertyLine& line : component.properties) {
      if (is_replaced(line, replaces_busy)) continue;
      if (line.is("RDATE") || line.is("EXDATE")) {
        text += std::exchange(dates, {});
      } else if (night != nullptr && rule_of(line.name).kind == PropertyKind::time) {
        text += write_night(line, *night);
      } else {
        text += write_line(component, line, cancelled);
      }
    }
    text += dates;
    if (!is_change(component) && night == nullptr) text += hidden_;
    if (event_.status == EventStatus::cancelled) text += "STATUS:CANCELLED\r\n";
    if (component.find("SUMMARY") == nullptr)
      text += fold_line("SUMMARY:" + escape_text(styled_title(style_, event_, feed_)));
    const std::string link =
        shared_event_link(event_, revised_.slug, feed_, config_.base_url, config_.site_url);
    if (component.find("URL") == nullptr && !link.empty()) text += fold_line("URL:" + link);
    text += write_busy(component, replaces_busy, style_.busy && !cancelled);
    if (!cancelled) text += alarm_lines(style_, event_, feed_);
    return text + "END:VEVENT\r\n";
  }

  std::string identity() const {
    const std::string modified = format_utc(revised_.modified);
    return fold_line("UID:" + escape_text(revised_.uid)) + "DTSTAMP:" + modified +
           "\r\nCREATED:" + format_utc(revised_.created) + "\r\nLAST-MODIFIED:" + modified +
           "\r\nSEQUENCE:" + std::to_string(revised_.sequence) + "\r\n";
  }

  /// Without TRANSP the time is taken (RFC 5545 section 3.8.2.7), whatever Outlook's own word says.
  static std::string write_busy(const CalendarComponent& component, bool replaces, bool busy) {
    const PropertyLine* outlook = component.find("X-MICROSOFT-CDO-BUSYSTATUS");
    const bool tells_busy = component.find("TRANSP") != nullptr || outlook != nullptr;
    if (replaces || !tells_busy) {
      return busy ? "TRANSP:OPAQUE\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n"
                  : "TRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n";
    }
    if (component.find("TRANSP") != nullptr) return {};
    return read_ics_word(*outlook) == "FREE" ? "TRANSP:TRANSPARENT\r\n" : "TRANSP:OPAQUE\r\n";
  }

  bool is_replaced(const PropertyLine& line, bool replaces_busy) const {
    constexpr std::array<std::string_view, 3> kBusy = {"TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS",
                                                       "X-MICROSOFT-CDO-INTENDEDSTATUS"};
    using Description = EventStyle::Description;
    const auto is_line = [&](std::string_view name) { return line.is(name); };
    return line.is("SEQUENCE") || (line.is("STATUS") && event_.status == EventStatus::cancelled) ||
           (replaces_busy && std::any_of(kBusy.begin(), kBusy.end(), is_line)) ||
           (line.is("DESCRIPTION") && style_.description == Description::none) ||
           ((line.is("X-ALT-DESC") || line.is("STYLED-DESCRIPTION")) &&
            style_.description != Description::rich);
  }

  std::string write_line(const CalendarComponent& component, const PropertyLine& line,
                         bool cancelled) const {
    if (line.is("RRULE") || line.is("EXRULE")) {
      const bool repeats = event_.recurrence && !is_change(component);
      return repeats ? rule_line(event_) : std::string();
    }
    if (line.is("DURATION")) return write_end(component);
    const bool is_time = line.is("DTSTART") || line.is("DTEND");
    // What a series starts with its rule goes on from.
    if (is_time && (!event_.recurrence || is_change(component))) return write_moment(line);
    if (line.is("SUMMARY") && cancelled) {
      const std::string title = cancelled_prefix(style_, feed_).append(line.value);
      PropertyLine prefixed = line;
      prefixed.value = title;
      return fold(prefixed);
    }
    if (line.is("DESCRIPTION") && style_.description != EventStyle::Description::rich) {
      const std::string plain = with_parameter(line, "ALTREP", "");
      return fold(std::get<PropertyLine>(read_property_line(plain)));
    }
    return fold(line);
  }

  /// A date and time in the form that `like` has: whole days, UTC, or the zone that it names.
  static std::string write_like(std::string_view name, const IcsDate& date,
                                const PropertyLine& like) {
    const std::string value = format_ics_date(date);
    PropertyLine line = like;
    line.name = name;
    line.value = value;
    return fold(line);
  }

  static std::string write_utc(std::string_view name, Instant instant) {
    return std::string(name) + ':' + format_utc(instant) + "\r\n";
  }

  /// Programs differ on what they make of a time that the clock skips or shows twice.
  static std::string write_moment(const PropertyLine& line) {
    const auto date = read_ics_date(line.value);
    const auto zone = Zone::find(line.parameter("TZID"));
    if (!date || !date->has_time || date->utc || !zone) return fold(line);
    const Placement place = zone->place(date->wall);
    return place.kind == Placement::Kind::unique ? fold(line)
                                                 : write_instant(line.name, place.instant, line);
  }

  static std::string write_instant(std::string_view name, Instant instant,
                                   const PropertyLine& like) {
    const auto zone = Zone::find(like.parameter("TZID"));
    if (!zone) return write_utc(name, instant);
    const WallTime wall = zone->wall_time(instant);
    if (zone->place(wall).kind != Placement::Kind::unique) return write_utc(name, instant);
    return write_like(name, {wall, true, false}, like);
  }

  /// DTEND in place of a DURATION, which programs count differently over a change of the clock.
  std::string write_end(const CalendarComponent& component) const {
    const PropertyLine* start = component.find("DTSTART");
    const Span* span = &event_.span;
    if (is_change(component)) {
      const ChangedOccurrence* change = find_change(*component.find("RECURRENCE-ID"));
      if (change != nullptr) span = &change->span;
    }
    if (start == nullptr) return {};
    if (const auto* days = std::get_if<DaySpan>(span))
      return write_like("DTEND", {WallTime(days->last + 1), false, false}, *start);
    return write_instant("DTEND", std::get<TimeSpan>(*span).end, *start);
  }

  const ChangedOccurrence* find_change(const PropertyLine& which) const {
    const auto date = read_ics_date(which.value);
    if (!date || !event_.recurrence) return nullptr;
    for (const ChangedOccurrence& change : event_.recurrence->changed) {
      if (change.original == date->wall) return &change;
    }
    return nullptr;
  }

  /// In place of all lines that say when: an occurrence of the series, which starts as `line` says.
  std::string write_night(const PropertyLine& line, const ChangedOccurrence& night) const {
    const auto form = read_ics_date(line.value);
    if (!line.is("DTSTART") || !form) return {};
    const std::string which =
        write_like("RECURRENCE-ID", {night.original, form->has_time, form->utc}, line);
    if (const auto* days = std::get_if<DaySpan>(&night.span)) {
      return which + write_like("DTSTART", {WallTime(days->first), false, false}, line) +
             write_like("DTEND", {WallTime(days->last + 1), false, false}, line);
    }
    const TimeSpan& time = std::get<TimeSpan>(night.span);
    return which + write_instant("DTSTART", time.start, line) +
           write_instant("DTEND", time.end, line);
  }

  /// One date a line: some readers take the first of a list only.
  std::string write_dates(const CalendarComponent& component) const {
    const PropertyLine* start = component.find("DTSTART");
    const auto form = start == nullptr ? std::nullopt : read_ics_date(start->value);
    if (!form || is_change(component) || !event_.recurrence) return {};
    std::string text;
    const auto add = [&](std::string_view name, const std::vector<WallTime>& dates) {
      for (const WallTime date : dates)
        text += write_like(name, {date, form->has_time, form->utc}, *start);
    };
    add("RDATE", event_.recurrence->extra);
    add("EXDATE", event_.recurrence->excluded);
    return text;
  }

  const RevisedEvent& revised_;
  const Event& event_;
  const Feed& feed_;
  const Config& config_;
  const EventStyle& style_;
  std::string hidden_;  ///< EXDATEs of occurrences that are not told
};

/// The line with `suffix` behind the TZID `name`, where it has that.
std::string rename_in_line(const ContentLine& line, std::string_view name,
                           std::string_view suffix) {
  const auto read = read_property_line(line);
  const auto* property = std::get_if<PropertyLine>(&read);
  if (property == nullptr) return std::string(line.text);
  if (property->is("TZID") && unescape_text(property->value) == name)
    return with_value(*property, std::string(property->value).append(suffix));
  if (property->parameter("TZID") == name)
    return with_parameter(*property, "TZID", std::string(name).append(suffix));
  return std::string(line.text);
}

}  // namespace

std::string render_kept_event(const RevisedEvent& event, const Feed& feed, const Config& config,
                              const EventStyle& style) {
  return KeptEventWriter(event, feed, config, style).write();
}

std::vector<KeptZone> render_kept_zones(const Event& event) {
  std::vector<KeptZone> zones;
  if (!event.kept_lines.starts_with("BEGIN:VTIMEZONE")) return zones;  // the usual case
  const ComponentTree kept(event.kept_lines, "");
  for (const CalendarComponent& component : kept.components()) {
    if (component.name != "VTIMEZONE") break;  // they come first
    const PropertyLine* name = component.find("TZID");
    zones.push_back(
        {name == nullptr ? "" : unescape_text(name->value), write_component(component)});
  }
  return zones;
}

std::string rename_zone(std::string_view component, std::string_view name,
                        std::string_view suffix) {
  std::string renamed;
  ContentLines lines(component);
  while (const auto line = lines.next()) renamed += fold_line(rename_in_line(*line, name, suffix));
  return renamed;
}

}  // namespace almanach
