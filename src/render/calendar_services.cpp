#include "render/calendar_services.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/html_text.hpp"
#include "base/text.hpp"
#include "model/public_addresses.hpp"
#include "render/timestamp.hpp"

namespace almanach {
namespace {

// Bytes in an address, escapes among them: what is left is the description's.
constexpr std::size_t kMostOfTitle = 500;
constexpr std::size_t kMostOfLocation = 350;
constexpr std::size_t kMostOfLink = 300;
constexpr std::size_t kMostOfRule = 300;
constexpr std::string_view kEllipsis = "%E2%80%A6";

std::string_view host_of(OutlookSite site) {
  return site == OutlookSite::personal ? "outlook.live.com" : "outlook.office.com";
}

/// One code point as an address has it in a plain text.
std::string encode_plain(std::string_view code_point) {
  return percent_encode(code_point);
}

/// The same in a text that is read as HTML.
std::string encode_html(std::string_view code_point) {
  return percent_encode(code_point == "\n" ? "<br>" : escape_html(code_point));
}

/// `text` encoded, at most `most` bytes of it, with "…" at its end where there was more. Nothing
/// where not even that has room.
template <typename Encode>
std::string encode_up_to(std::string_view text, std::size_t most, const Encode& encode) {
  std::string out;
  std::size_t whole = 0;  // of `out`, what has room for an ellipsis behind it
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    next_code_point(text, at);
    out += encode(text.substr(begin, at - begin));
    if (out.size() > most) {
      out.resize(whole);
      return most < kEllipsis.size() ? std::string() : out.append(kEllipsis);
    }
    if (out.size() + kEllipsis.size() <= most) whole = out.size();
  }
  return out;
}

/// The description and the link behind it, in what `address` has room for.
template <typename Encode>
void add_description(std::string& address, std::string_view name, const AddedEvent& event,
                     const Encode& encode) {
  std::string link = encode_up_to(event.link, event.link.size() * 9, encode);
  if (link.size() > kMostOfLink) link.clear();
  const std::string parted =
      event.description.empty() || link.empty() ? std::string() : encode("\n") + encode("\n");
  const std::string start = fmt::format("&{}=", name);
  const std::size_t taken = address.size() + start.size() + parted.size() + link.size();
  const std::size_t room = kLongestServiceAddress - std::min(taken, kLongestServiceAddress);
  const std::string text = encode_up_to(event.description, room, encode);
  if (text.empty() && link.empty()) return;
  address.append(start).append(text).append(parted).append(link);
}

void add_text(std::string& address, std::string_view name, std::string_view text,
              std::size_t most) {
  if (!text.empty()) address += fmt::format("&{}={}", name, encode_up_to(text, most, encode_plain));
}

/// Start and end, the end not included: "2026-12-01" or "2026-12-01T17:00:00Z".
SpanText instants_of(const Span& span) {
  if (const auto* time = std::get_if<TimeSpan>(&span))
    return {format_timestamp(time->start), format_timestamp(time->end)};
  return format_span(span, Zone(), SpanEnd::after);
}

std::string without_marks(std::string text) {
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

}  // namespace

std::string google_subscribe_address(const std::string& calendar) {
  return "https://calendar.google.com/calendar/r?cid=" + percent_encode(webcal_address(calendar));
}

std::string outlook_subscribe_address(OutlookSite site, const std::string& calendar,
                                      const std::string& name) {
  return fmt::format("https://{}/calendar/0/addfromweb?url={}&name={}", host_of(site),
                     percent_encode(calendar), percent_encode(name));
}

bool may_be_google_rule(std::string_view rule) {
  return !rule.empty() && percent_encode(rule).size() <= kMostOfRule;
}

std::string google_add_address(const AddedEvent& event) {
  const SpanText dates = instants_of(event.span);
  std::string address = "https://calendar.google.com/calendar/render?action=TEMPLATE";
  add_text(address, "text", event.title, kMostOfTitle);
  address += fmt::format("&dates={}/{}", without_marks(dates.start), without_marks(dates.end));
  if (std::holds_alternative<TimeSpan>(event.span))
    address += "&ctz=" + percent_encode(event.zone.name(), "/");
  if (!event.rule.empty()) address += "&recur=" + percent_encode("RRULE:" + event.rule);
  add_text(address, "location", event.location, kMostOfLocation);
  add_description(address, "details", event, encode_plain);
  return address;
}

std::string outlook_add_address(OutlookSite site, const AddedEvent& event) {
  const SpanText dates = instants_of(event.span);
  std::string address = fmt::format(
      "https://{}/calendar/0/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent",
      host_of(site));
  add_text(address, "subject", event.title, kMostOfTitle);
  address +=
      fmt::format("&startdt={}&enddt={}", percent_encode(dates.start), percent_encode(dates.end));
  if (std::holds_alternative<DaySpan>(event.span)) address += "&allday=true";
  add_text(address, "location", event.location, kMostOfLocation);
  // Plain text would lose its line ends there, and what stands between < and >.
  add_description(address, "body", event, encode_html);
  return address;
}

}  // namespace almanach
