#include "render/html/event_page.hpp"

#include <fmt/format.h>

#include <array>

#include "base/text.hpp"
#include "model/public_addresses.hpp"
#include "model/status_words.hpp"
#include "render/html/page_head.hpp"
#include "render/html/parts.hpp"
#include "render/recurrence_words.hpp"
#include "render/timestamp.hpp"
#include "render/when.hpp"

namespace almanach {
namespace {

constexpr std::size_t kMostDates = 24;
constexpr std::size_t kLongestDescription = 200;

bool is_web_address(std::string_view address) {
  return address.starts_with("https://") || address.starts_with("http://");
}

/// Whether a link may stand on a page; an address of any other scheme is only text.
bool is_safe_link(std::string_view address) {
  return is_web_address(address) || address.starts_with("mailto:") || address.starts_with("tel:");
}

bool is_online(std::string_view place) {
  constexpr std::array<std::string_view, 8> kWords = {"en ligne",  "a distance", "visioconference",
                                                      "webinaire", "online",     "video meeting",
                                                      "virtual",   "visio"};
  const std::string folded = fold(trim(place));
  for (const std::string_view word : kWords) {
    if (folded == word) return true;
  }
  return false;
}

/// A map of the place; empty where there is none to show.
std::string map_link(const Event& event, const std::string& location) {
  if (event.geo && location == event.location) {
    return fmt::format(
        "https://www.openstreetmap.org/?mlat={0:.5f}&mlon={1:.5f}#map=17/{0:.5f}/{1:.5f}",
        event.geo->latitude, event.geo->longitude);
  }
  if (location.empty() || is_online(location) || is_web_address(location)) return "";
  return "https://www.openstreetmap.org/search?query=" + percent_encode(shorten(location, 200));
}

class EventPage {
 public:
  EventPage(HtmlWriter& html, const Page& page, const ListedEvent& listed, Day today,
            const SubscribeChoices& choices, const Config& config)
      : html_(html),
        page_(page),
        words_(page.words()),
        tag_(language_tag(page.language)),
        listed_(listed),
        event_(listed.event()),
        choices_(choices),
        config_(config),
        midnight_(event_.zone.place(WallTime(today)).instant),
        foreign_(foreign_language(page, *listed.feed)) {
    dates_ = upcoming_slice({listed}, midnight_, 1, kNoEnd, kMostDates).entries;
  }

  void write() {
    const HtmlWriter::Element article = html_.open("article", {{"class", "one"}});
    write_calendar_line();
    write_title();
    write_notice();
    write_facts();
    write_subscription();
    write_image();
    write_description();
    write_more();
    write_dates();
  }

 private:
  /// The occurrence that the page tells of: the next one or, where all are over, the event's own.
  AgendaEntry shown() const {
    if (!dates_.empty()) return dates_.front();
    return {listed_, event_.span, nullptr, covered_time(event_.span, event_.zone)};
  }

  EventStatus status() const {
    return listed_.revised->cancelled_as_missing ? EventStatus::cancelled : event_.status;
  }

  void write_calendar_line() {
    const HtmlWriter::Element line = html_.open("p", {{"class", "in-calendar"}});
    write_feed_mark(html_, *listed_.feed);
    html_.element("a", {{"href", feed_href(page_, *listed_.feed, config_)}, {"lang", foreign_}},
                  listed_.feed->name);
  }

  void write_title() {
    const HtmlWriter::Element title = html_.open(
        "h1",
        {{"class", status() == EventStatus::cancelled ? std::optional("off") : std::nullopt}});
    write_status_badge(html_, status(), words_);
    html_.element("span", {{"lang", foreign_}, {"class", "name"}}, event_.title);
  }

  void write_notice() {
    if (status() == EventStatus::cancelled) {
      html_.element("p", {{"class", "notice cancelled"}}, words_.is_cancelled);
    } else if (status() == EventStatus::postponed) {
      html_.element("p", {{"class", "notice postponed"}}, words_.is_postponed);
    } else if (covered_time(event_).end <= midnight_) {
      html_.element("p", {{"class", "notice over"}}, words_.is_over);
    }
  }

  void write_facts() {
    const HtmlWriter::Element list = html_.open("dl", {{"class", "key-facts"}});
    write_when();
    write_where();
    write_registrations();
    if (!event_.contact.empty()) {
      html_.element("dt", words_.contact);
      write_contact();
    }
  }

  void write_when() {
    html_.element("dt", words_.when);
    const HtmlWriter::Element value = html_.open("dd");
    write_time(shown());
    const std::string repetition = describe_recurrence(event_, tag_);
    if (!repetition.empty()) html_.element("p", {{"class", "note"}}, repetition);
  }

  /// "mercredi 10 mai 2023, de 14h à 17h30 (heure de Paris)"
  void write_time(const AgendaEntry& entry) {
    std::string text = describe_when(entry.span, event_.zone, tag_);
    if (std::holds_alternative<TimeSpan>(entry.span))
      text += fmt::format(" ({})", describe_clock(event_.zone, tag_));
    const SpanText span = format_span(entry.span, event_.zone, SpanEnd::last);
    html_.element("time",
                  {{"datetime", span.start},
                   {"data-start", span.start},
                   {"data-end", span.end},
                   {"data-words", words_.your_time}},
                  text);
  }

  void write_where() {
    const AgendaEntry entry = shown();
    const std::string& location = entry.location();
    const std::string map = map_link(event_, location);
    if (location.empty() && map.empty() && event_.conference.empty()) return;
    html_.element("dt", words_.where);
    const HtmlWriter::Element value = html_.open("dd");
    html_.element("span", {{"lang", foreign_}}, location);
    const auto write_link = [&](const std::string& href, std::string_view name) {
      const HtmlWriter::Element line = html_.open("p");
      html_.element("a", {{"href", href}, {"rel", "noopener"}}, name);
    };
    if (!map.empty()) write_link(map, words_.map);
    if (is_web_address(event_.conference)) write_link(event_.conference, words_.join);
  }

  /// Practical information with a link is where one registers: it is not left to be found in the
  /// text.
  void write_registrations() {
    for (const InfoField& field : event_.info) {
      if (!is_safe_link(field.link)) continue;
      html_.element("dt", {{"lang", foreign_}},
                    field.label.empty() ? words_.practical : std::string_view(field.label));
      const HtmlWriter::Element value = html_.open("dd", {{"lang", foreign_}});
      html_.element("a", {{"href", field.link}, {"rel", "noopener"}},
                    field.text.empty() ? field.link : field.text);
    }
  }

  void write_contact() {
    const HtmlWriter::Element value = html_.open("dd");
    const bool mail = event_.contact.find('@') != std::string::npos &&
                      event_.contact.find_first_of(" \"<>:,;") == std::string::npos;
    if (mail) {
      html_.element("a", {{"href", "mailto:" + percent_encode(event_.contact, "@+")}},
                    event_.contact);
    } else {
      html_.text(event_.contact);
    }
  }

  void write_subscription() {
    SubscribeTarget target;
    target.calendar =
        event_calendar_address(config_.base_url, listed_.feed->id, listed_.revised->slug);
    target.name = shown_title(event_, listed_.feed->language);
    target.single = true;
    write_subscribe(html_, page_, target, choices_, config_);
  }

  void write_image() {
    if (!is_web_address(event_.image)) return;
    html_.empty("img", {{"class", "picture"},
                        {"src", event_.image},
                        {"alt", ""},
                        {"loading", "lazy"},
                        {"decoding", "async"},
                        {"referrerpolicy", "no-referrer"}});
  }

  void write_description() {
    if (event_.description.empty()) return;
    const HtmlWriter::Element section =
        html_.open("section", {{"class", "text"}, {"lang", foreign_}});
    {
      const HtmlWriter::Element title =
          html_.open("h2", {{"lang", foreign_ ? std::optional(tag_) : std::nullopt}});
      html_.text(words_.description);
    }
    html_.raw(event_.description.html());
  }

  void write_more() {
    const std::string link = event_link(event_, listed_.revised->slug, *listed_.feed,
                                        config_.base_url, config_.site_url);
    const std::string own =
        event_page_address(config_.base_url, listed_.feed->id, listed_.revised->slug);
    if (link == own || !is_safe_link(link)) return;
    for (const InfoField& field : event_.info) {
      if (field.link == link) return;
    }
    const HtmlWriter::Element line = html_.open("p", {{"class", "more"}});
    html_.element("a", {{"href", link}, {"rel", "noopener"}}, words_.more);
  }

  void write_dates() {
    if (!event_.recurrence) return;
    const HtmlWriter::Element section = html_.open("section", {{"class", "dates"}});
    html_.element("h2", words_.dates);
    if (dates_.empty()) {
      html_.element("p", words_.dates_over);
      return;
    }
    const HtmlWriter::Element list = html_.open("ul");
    for (const AgendaEntry& entry : dates_) write_date(entry);
  }

  void write_date(const AgendaEntry& entry) {
    const bool cancelled = entry.status() == EventStatus::cancelled;
    const HtmlWriter::Element item =
        html_.open("li", {{"class", cancelled ? std::optional("off") : std::nullopt}});
    write_status_badge(html_, entry.status(), words_);
    html_.element("time", {{"datetime", format_span(entry.span, event_.zone, SpanEnd::last).start}},
                  describe_when(entry.span, event_.zone, tag_));
    const ChangedOccurrence* change = entry.change;
    if (change == nullptr) return;
    for (const std::optional<std::string>& other : {change->title, change->location}) {
      if (!other) continue;
      html_.text(" · ");
      html_.element("span", {{"lang", foreign_}}, *other);
    }
  }

  HtmlWriter& html_;
  const Page& page_;
  const Words& words_;
  std::string_view tag_;
  const ListedEvent& listed_;
  const Event& event_;
  const SubscribeChoices& choices_;
  const Config& config_;
  Instant midnight_;
  std::optional<std::string_view> foreign_;
  std::vector<AgendaEntry> dates_;
};

}  // namespace

std::string render_event_page(Page page, const ListedEvent& listed, Day today,
                              const SubscribeChoices& choices, const Config& config) {
  const Event& event = listed.event();
  page.title = shown_title(event, listed.feed->language);
  page.description =
      shorten(event.description.empty() ? describe_when(event, language_tag(page.language))
                                        : collapse_spaces(event.description.plain()),
              kLongestDescription);
  page.unlisted = page.unlisted || choices.made;
  page.head = render_event_head(page, *listed.revised, *listed.feed, config);
  return render_document(page, config, [&](HtmlWriter& html) {
    EventPage(html, page, listed, today, choices, config).write();
  });
}

}  // namespace almanach
