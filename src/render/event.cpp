#include <libical/ical.h>

#include <algorithm>
#include <cmath>

#include "base/ical.hpp"
#include "base/octet_set.hpp"
#include "base/text.hpp"
#include "model/occurrences.hpp"
#include "model/public_addresses.hpp"
#include "model/status_words.hpp"
#include "model/text_value.hpp"
#include "render/calendar.hpp"
#include "render/calendar_html.hpp"
#include "render/content_line.hpp"
#include "render/event_style.hpp"
#include "render/ical_time.hpp"
#include "render/kept_event.hpp"
#include "render/recurrence.hpp"

namespace almanach {
namespace {

bool is_shown_twice(Instant instant, const Zone& zone) {
  return zone.place(zone.wall_time(instant)).kind == Placement::Kind::repeated;
}

std::string media_type_of(std::string_view address) {
  const std::string_view path = address.substr(0, address.find_first_of("?#"));
  const std::string ending = fold(
      path.substr(path.rfind('.') == std::string_view::npos ? path.size() : path.rfind('.') + 1));
  if (ending == "jpg" || ending == "jpeg") return "image/jpeg";
  if (ending == "png" || ending == "gif" || ending == "webp" || ending == "avif")
    return "image/" + ending;
  if (ending == "svg") return "image/svg+xml";
  return "";
}

/// Where an outline has a description's lines to come: no line has a control character.
constexpr char kDescriptionMark = 1;
constexpr char kHtmlMark = 2;
constexpr OctetSet kMarks("\x01\x02");

/// As calendars have them.
Description::Texts calendar_texts(const Description& description) {
  Description::Texts texts = description.texts();
  texts.html = shorten_calendar_html(texts.html);
  return texts;
}

std::string description_line(const Description::Texts& texts, const EventStyle& style) {
  if (texts.plain.empty() || style.description == EventStyle::Description::none) return {};
  std::string name = "DESCRIPTION";
  if (style.description == EventStyle::Description::rich && !texts.html.empty())
    name += ";ALTREP=\"" + make_html_address(texts.html) + '"';
  return fold_line(name + ':' + escape_text(texts.plain));
}

std::string html_line(const Description::Texts& texts, const EventStyle& style) {
  if (texts.html.empty() || style.description != EventStyle::Description::rich) return {};
  return fold_line("X-ALT-DESC;FMTTYPE=text/html:" + escape_text(texts.html));
}

/// Writes one VEVENT: property by property into a libical component, which escapes and folds.
class EventWriter {
 public:
  /// `event` is the revised one itself, or, where `change` is set, that occurrence of it.
  /// `outlined`: the place of its description, if it is the whole event's, is marked only.
  EventWriter(const RevisedEvent& revised, const Event& event, const ChangedOccurrence* change,
              const Feed& feed, const Config& config, const EventStyle& style, bool outlined)
      : style_(style),
        outlined_(outlined && (change == nullptr || !change->description)),
        revised_(revised),
        event_(event),
        change_(change),
        feed_(feed),
        config_(config),
        component_(icalcomponent_new(ICAL_VEVENT_COMPONENT)) {}

  std::string write() {
    write_identity();
    write_time();
    if (event_.recurrence) add_recurrence(*component_, event_);
    write_texts();
    write_place();
    write_state();
    std::string text = format_component(*component_);
    constexpr std::string_view kEnd = "END:VEVENT\r\n";
    text.resize(text.size() - kEnd.size());
    text += own_lines();
    text += kEnd;
    return text;
  }

 private:
  void add(icalproperty* property) { icalcomponent_add_property(component_.get(), property); }

  icalproperty* add_x(const char* name, const std::string& value) {
    icalproperty* property = icalproperty_new_x(value.c_str());
    icalproperty_set_x_name(property, name);
    add(property);
    return property;
  }

  static void add_x_parameter(icalproperty* property, const char* name, const std::string& value) {
    icalparameter* parameter = icalparameter_new_x(value.c_str());
    icalparameter_set_xname(parameter, name);
    icalproperty_add_parameter(property, parameter);
  }

  void write_identity() {
    add(icalproperty_new_uid(revised_.uid.c_str()));
    add(icalproperty_new_dtstamp(make_utc(revised_.modified)));
    add(icalproperty_new_created(make_utc(revised_.created)));
    add(icalproperty_new_lastmodified(make_utc(revised_.modified)));
    add(icalproperty_new_sequence(static_cast<int>(revised_.sequence)));
    if (change_ != nullptr) add_recurrence_id(*component_, *revised_.event, change_->original);
  }

  void write_time() {
    if (const auto* days = std::get_if<DaySpan>(&event_.span)) {
      add(with_date_value(icalproperty_new_dtstart(make_date(days->first))));
      add(with_date_value(icalproperty_new_dtend(make_date(days->last + 1))));
      return;
    }
    const TimeSpan& time = std::get<TimeSpan>(event_.span);
    add_time(icalproperty_new_dtstart, time.start);
    add_time(icalproperty_new_dtend, time.end);
  }

  /// Most programs read an hour that the clock shows twice as the second, RFC 5545 section 3.3.5 as
  /// the first: it is told in UTC. A series is told by its zone's clock and has no such hour.
  void add_time(icalproperty* (*make)(icaltimetype), Instant instant) {
    const Zone& zone = event_.zone;
    const bool utc = zone == Zone() || (!event_.recurrence && is_shown_twice(instant, zone));
    if (utc) {
      add(make(make_utc(instant)));
    } else {
      add(with_zone(make(make_time(zone.wall_time(instant), false)), zone));
    }
  }

  void write_texts() {
    add(icalproperty_new_summary(styled_title(style_, event_, feed_).c_str()));
    const std::string link =
        shared_event_link(event_, revised_.slug, feed_, config_.base_url, config_.site_url);
    if (!link.empty()) add(icalproperty_new_url(link.c_str()));
    if (!event_.contact.empty()) add(icalproperty_new_contact(event_.contact.c_str()));
    if (!event_.image.empty()) write_image();
  }

  /// RFC 7986 section 5.10.
  void write_image() {
    icalattach* attachment = icalattach_new_from_url(event_.image.c_str());
    icalproperty* image = icalproperty_new_image(attachment);
    icalattach_unref(attachment);
    icalproperty_add_parameter(image, icalparameter_new_value(ICAL_VALUE_URI));
    icalproperty_add_parameter(image, icalparameter_new_display(ICAL_DISPLAY_BADGE));
    const std::string type = media_type_of(event_.image);
    if (!type.empty()) icalproperty_add_parameter(image, icalparameter_new_fmttype(type.c_str()));
    add(image);
  }

  void write_place() {
    if (!event_.location.empty()) add(icalproperty_new_location(event_.location.c_str()));
    if (!event_.geo) return;
    icalgeotype geo{};
    geo.lat = static_cast<decltype(geo.lat)>(event_.geo->latitude);
    geo.lon = static_cast<decltype(geo.lon)>(event_.geo->longitude);
    add(icalproperty_new_geo(geo));
    // Apple's map needs it, with a title equal to LOCATION.
    icalproperty* place = add_x("X-APPLE-STRUCTURED-LOCATION", fmt_geo(*event_.geo));
    icalproperty_add_parameter(place, icalparameter_new_value(ICAL_VALUE_URI));
    add_x_parameter(place, "X-APPLE-RADIUS", "72");
    add_x_parameter(
        place, "X-TITLE",
        event_.location.empty() ? shown_title(event_, feed_.language) : event_.location);
  }

  static std::string fmt_geo(const GeoPoint& point) {
    const auto digits = [](double degrees) {
      std::string text = std::to_string(std::round(degrees * 1e6) / 1e6);
      while (text.back() == '0') text.pop_back();
      if (text.back() == '.') text.pop_back();
      return text;
    };
    return "geo:" + digits(point.latitude) + "," + digits(point.longitude);
  }

  void write_state() {
    switch (event_.status) {
      case EventStatus::confirmed:
        add(icalproperty_new_status(ICAL_STATUS_CONFIRMED));
        break;
      case EventStatus::cancelled:
        add(icalproperty_new_status(ICAL_STATUS_CANCELLED));
        break;
      case EventStatus::postponed:
        add(icalproperty_new_status(ICAL_STATUS_TENTATIVE));
        break;
    }
    // A public event makes nobody busy, unless asked. Outlook goes by its own property first.
    const bool busy = style_.busy && event_.status == EventStatus::confirmed;
    add(icalproperty_new_transp(busy ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
    add_x("X-MICROSOFT-CDO-BUSYSTATUS", busy ? "BUSY" : "FREE");
  }

  /// What libical 3.0 does not escape rightly, and the long texts, which it writes octet by octet.
  std::string own_lines() const {
    const Description::Texts texts =
        outlined_ ? Description::Texts() : calendar_texts(event_.description);
    std::string lines =
        outlined_ ? std::string(1, kDescriptionMark) : description_line(texts, style_);
    if (!event_.conference.empty()) {
      // RFC 7986 section 5.11; the other is Google's.
      lines += fold_line("CONFERENCE;VALUE=URI;FEATURE=VIDEO:" + event_.conference);
      lines += fold_line("X-GOOGLE-CONFERENCE:" + event_.conference);
    }
    std::string categories;
    for (const std::string& category : event_.categories) {
      categories += (categories.empty() ? "" : ",") + escape_text(category);
    }
    if (!categories.empty()) lines += fold_line("CATEGORIES:" + categories);
    lines += outlined_ ? std::string(1, kHtmlMark) : html_line(texts, style_);
    if (event_.status != EventStatus::cancelled) lines += alarm_lines(style_, event_, feed_);
    return lines;
  }

  const EventStyle& style_;
  const bool outlined_;
  const RevisedEvent& revised_;
  const Event& event_;
  const ChangedOccurrence* change_;
  const Feed& feed_;
  const Config& config_;
  IcalComponent component_;
};

std::string write_event(const RevisedEvent& event, const Feed& feed, const Config& config,
                        const EventStyle& style, bool outlined) {
  const Event& whole = *event.event;
  if (!whole.kept_lines.empty()) return render_kept_event(event, feed, config, style);
  std::string text = EventWriter(event, whole, nullptr, feed, config, style, outlined).write();
  if (!whole.recurrence) return text;
  for (const ChangedOccurrence& change : whole.recurrence->changed) {
    text += EventWriter(event, apply_change(whole, change), &change, feed, config, style, outlined)
                .write();
  }
  return text;
}

}  // namespace

std::string render_event(const RevisedEvent& event, const Feed& feed, const Config& config,
                         const EventStyle& style) {
  if (!style.hide_cancelled || !has_cancelled_occurrence(*event.event))
    return write_event(event, feed, config, style, false);
  RevisedEvent shown = event;
  shown.event = std::make_shared<const Event>(without_cancelled(*event.event));
  return write_event(shown, feed, config, style, false);
}

bool has_odd_utc(const Event& event) {
  const auto is_odd = [&](const Span& span) {
    const auto* time = std::get_if<TimeSpan>(&span);
    return time != nullptr &&
           (is_shown_twice(time->start, event.zone) || is_shown_twice(time->end, event.zone));
  };
  if (!event.recurrence) return is_odd(event.span);
  if (event.zone == Zone()) return std::holds_alternative<TimeSpan>(event.span);
  const auto& changed = event.recurrence->changed;
  return std::any_of(changed.begin(), changed.end(),
                     [&](const ChangedOccurrence& change) { return is_odd(change.span); });
}

std::string outline_event(const RevisedEvent& event, const Feed& feed, const Config& config) {
  return write_event(event, feed, config, {}, true);
}

std::string fill_outline(std::string_view outline, const Description& description) {
  const Description::Texts texts = calendar_texts(description);
  const std::string plain = description_line(texts, {});
  const std::string html = html_line(texts, {});
  std::string text;
  text.reserve(outline.size() + plain.size() + html.size());
  while (true) {
    const std::size_t mark = kMarks.find_in(outline);
    text += outline.substr(0, mark);
    if (mark == std::string_view::npos) return text;
    text += outline[mark] == kDescriptionMark ? plain : html;
    outline.remove_prefix(mark + 1);
  }
}

}  // namespace almanach
