#include "render/kept_event.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <array>

#include "model/component_tree.hpp"
#include "model/property_line.hpp"
#include "model/public_addresses.hpp"
#include "model/text_value.hpp"
#include "render/content_line.hpp"
#include "render/event_style.hpp"
#include "render/ical_time.hpp"

namespace almanach {
namespace {

std::string format_utc(Instant instant) {
  return icaltime_as_ical_string(make_utc(instant));
}

bool is_cancelled(const CalendarComponent& event) {
  const PropertyLine* status = event.find("STATUS");
  return status != nullptr && equal_but_for_case(status->value, "CANCELLED");
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
        hidden_ += fold_line(with_value(except, except.value));
      } else {
        shown.push_back(&component);
      }
    }
    std::string text;
    for (const CalendarComponent* component : shown) text += write_event(*component);
    return text;
  }

 private:
  bool hides(const CalendarComponent& component) const {
    return style_.hide_cancelled && event_.status != EventStatus::cancelled &&
           is_cancelled(component);
  }

  std::string write_event(const CalendarComponent& component) {
    const bool cancelled = event_.status == EventStatus::cancelled || is_cancelled(component);
    const bool replaces_busy =
        (style_.busy && !cancelled) || event_.status == EventStatus::cancelled;
    std::string text = "BEGIN:VEVENT\r\n" + identity();
    for (const PropertyLine& line : component.properties) {
      if (!is_replaced(line, replaces_busy)) text += fold_line(write_line(line, cancelled));
    }
    if (!is_change(component)) text += hidden_;
    if (event_.status == EventStatus::cancelled) text += "STATUS:CANCELLED\r\n";
    if (component.find("URL") == nullptr) {
      text += fold_line(
          "URL:" + event_link(event_, revised_.slug, feed_, config_.base_url, config_.site_url));
    }
    const bool tells_busy = component.find("TRANSP") != nullptr ||
                            component.find("X-MICROSOFT-CDO-BUSYSTATUS") != nullptr;
    if (replaces_busy || !tells_busy) text += busy_lines(style_.busy && !cancelled);
    if (!cancelled) text += alarm_lines(style_, event_, feed_);
    return text + "END:VEVENT\r\n";
  }

  std::string identity() const {
    const std::string modified = format_utc(revised_.modified);
    return fold_line("UID:" + escape_text(revised_.uid)) + "DTSTAMP:" + modified +
           "\r\nCREATED:" + format_utc(revised_.created) + "\r\nLAST-MODIFIED:" + modified +
           "\r\nSEQUENCE:" + std::to_string(revised_.sequence) + "\r\n";
  }

  static std::string busy_lines(bool busy) {
    return busy ? "TRANSP:OPAQUE\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n"
                : "TRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n";
  }

  bool is_replaced(const PropertyLine& line, bool replaces_busy) const {
    constexpr std::array<std::string_view, 3> kBusy = {"TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS",
                                                       "X-MICROSOFT-CDO-INTENDEDSTATUS"};
    using Description = EventStyle::Description;
    const auto is_line = [&](std::string_view name) { return line.is(name); };
    return line.is("SEQUENCE") || (line.is("STATUS") && event_.status == EventStatus::cancelled) ||
           (replaces_busy && std::any_of(kBusy.begin(), kBusy.end(), is_line)) ||
           (line.is("DESCRIPTION") && style_.description == Description::none) ||
           (line.is("X-ALT-DESC") && style_.description != Description::rich);
  }

  std::string write_line(const PropertyLine& line, bool cancelled) const {
    if (line.is("SUMMARY") && cancelled)
      return with_value(line, cancelled_prefix(style_, feed_).append(line.value));
    if (line.is("DESCRIPTION") && style_.description != EventStyle::Description::rich)
      return with_parameter(line, "ALTREP", "");
    return with_value(line, line.value);
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
