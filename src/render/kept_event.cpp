#include "render/kept_event.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <array>

#include "model/kept_lines.hpp"
#include "model/property_line.hpp"
#include "model/public_addresses.hpp"
#include "render/content_line.hpp"
#include "render/event_style.hpp"
#include "render/ical_time.hpp"

namespace almanach {
namespace {

std::string format_utc(Instant instant) {
  return icaltime_as_ical_string(make_utc(instant));
}

std::vector<PropertyLine> read_lines(const KeptComponent& component) {
  std::vector<PropertyLine> lines;
  for (const std::string_view line : component.lines)
    lines.push_back(std::get<PropertyLine>(read_property_line(line)));
  return lines;
}

const PropertyLine* find(const std::vector<PropertyLine>& lines, std::string_view name) {
  const auto found = std::find_if(lines.begin(), lines.end(),
                                  [&](const PropertyLine& line) { return line.is(name); });
  return found == lines.end() ? nullptr : &*found;
}

bool is_cancelled(const std::vector<PropertyLine>& lines) {
  const PropertyLine* status = find(lines, "STATUS");
  return status != nullptr && equal_but_for_case(status->value, "CANCELLED");
}

bool is_change(const std::vector<PropertyLine>& lines) {
  return find(lines, "RECURRENCE-ID") != nullptr;
}

/// Writes the VEVENTs of one event.
class KeptEventWriter {
 public:
  KeptEventWriter(const RevisedEvent& revised, const Feed& feed, const Config& config,
                  const EventStyle& style)
      : revised_(revised), event_(*revised.event), feed_(feed), config_(config), style_(style) {}

  std::string write() {
    std::vector<std::vector<PropertyLine>> shown;
    for (const KeptComponent& component : split_kept_lines(event_.kept_lines)) {
      if (component.kind != "VEVENT") continue;
      std::vector<PropertyLine> lines = read_lines(component);
      if (is_change(lines) && hides(lines)) {
        const PropertyLine& which = *find(lines, "RECURRENCE-ID");
        PropertyLine except = which;
        except.name = "EXDATE";
        hidden_ += fold_line(with_value(except, which.value));
      } else {
        shown.push_back(std::move(lines));
      }
    }
    std::string text;
    for (const auto& lines : shown) text += write_component(lines);
    return text;
  }

 private:
  bool hides(const std::vector<PropertyLine>& lines) const {
    return style_.hide_cancelled && event_.status != EventStatus::cancelled && is_cancelled(lines);
  }

  std::string write_component(const std::vector<PropertyLine>& lines) {
    const bool cancelled = event_.status == EventStatus::cancelled || is_cancelled(lines);
    const bool own_busy = (style_.busy && !cancelled) || event_.status == EventStatus::cancelled;
    std::string text = "BEGIN:VEVENT\r\n" + identity();
    for (const PropertyLine& line : lines) {
      if (!is_replaced(line, own_busy)) text += fold_line(write_line(line, cancelled));
    }
    if (!is_change(lines)) text += hidden_;
    if (event_.status == EventStatus::cancelled) text += "STATUS:CANCELLED\r\n";
    if (find(lines, "URL") == nullptr) {
      text += fold_line(
          "URL:" + event_link(event_, revised_.slug, feed_, config_.base_url, config_.site_url));
    }
    const bool tells_busy =
        find(lines, "TRANSP") != nullptr || find(lines, "X-MICROSOFT-CDO-BUSYSTATUS") != nullptr;
    if (own_busy || !tells_busy) text += busy_lines(style_.busy && !cancelled);
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

  bool is_replaced(const PropertyLine& line, bool own_busy) const {
    constexpr std::array<std::string_view, 3> kBusy = {"TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS",
                                                       "X-MICROSOFT-CDO-INTENDEDSTATUS"};
    using Description = EventStyle::Description;
    const auto is_line = [&](std::string_view name) { return line.is(name); };
    return line.is("SEQUENCE") || (line.is("STATUS") && event_.status == EventStatus::cancelled) ||
           (own_busy && std::any_of(kBusy.begin(), kBusy.end(), is_line)) ||
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

std::string fold_all(std::string_view lines) {
  std::string text;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    text += fold_line(lines.substr(0, end));
    lines.remove_prefix(end + 1);
  }
  return text;
}

}  // namespace

std::string render_kept_event(const RevisedEvent& event, const Feed& feed, const Config& config,
                              const EventStyle& style) {
  return KeptEventWriter(event, feed, config, style).write();
}

std::vector<KeptZone> render_kept_zones(const Event& event) {
  std::vector<KeptZone> zones;
  if (!event.kept_lines.starts_with("BEGIN:VTIMEZONE")) return zones;  // the usual case
  for (const KeptComponent& component : split_kept_lines(event.kept_lines)) {
    if (component.kind != "VTIMEZONE") break;  // they come first
    KeptZone zone;
    zone.component = "BEGIN:VTIMEZONE\r\n";
    for (const std::string_view line : component.lines) {
      zone.component += fold_line(line);
      const auto read = read_property_line(line);
      const auto* property = std::get_if<PropertyLine>(&read);
      if (property != nullptr && property->is("TZID")) zone.name = unescape_text(property->value);
    }
    zone.component += "END:VTIMEZONE\r\n";
    zones.push_back(std::move(zone));
  }
  return zones;
}

std::string rename_zone(std::string_view component, std::string_view name,
                        std::string_view suffix) {
  std::string lines;
  for (std::size_t start = 0; start < component.size();) {
    const std::size_t end = std::min(component.find("\r\n", start), component.size());
    lines += component.substr(start, end - start);
    start = end + 2;
    // A line that begins with a blank goes on with the one before.
    if (start < component.size() && component[start] == ' ') {
      ++start;
    } else {
      lines += '\n';
    }
  }
  return fold_all(rename_kept_zone(lines, name, suffix));
}

}  // namespace almanach
