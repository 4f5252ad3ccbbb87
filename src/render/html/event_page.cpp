#include "render/html/event_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "base/text.hpp"
#include "model/occurrence_name.hpp"
#include "model/public_addresses.hpp"
#include "model/status_words.hpp"
#include "render/html/add_event.hpp"
#include "render/html/contact.hpp"
#include "render/html/event_dates.hpp"
#include "render/html/map_links.hpp"
#include "render/html/page_head.hpp"
#include "render/html/parts.hpp"
#include "render/html/sharing.hpp"
#include "render/recurrence_words.hpp"
#include "render/timestamp.hpp"
#include "render/when.hpp"

namespace almanach {
namespace {

constexpr std::size_t kLongestDescription = 200;

/// Whether a link may stand on a page; an address of any other scheme is only text.
bool is_safe_link(std::string_view address) {
  return is_web_address(address) || address.starts_with("mailto:") || address.starts_with("tel:");
}

/// The days of an entry, without its hours.
std::string describe_days_of(const AgendaEntry& entry, std::string_view tag) {
  const Zone& zone = entry.listed.event().zone;
  Span days = entry.span;
  if (std::holds_alternative<TimeSpan>(days)) {
    const Day first(zone.wall_time(entry.covered.start));
    const bool is_long = entry.covered.end - entry.covered.start >= std::chrono::hours(24);
    const Instant last = entry.covered.end - std::chrono::seconds(1);
    days = DaySpan{first, is_long ? Day(zone.wall_time(last)) : first};
  }
  return describe_when(days, zone, tag);
}

class EventPage {
 public:
  /// `event` is what the page tells of: the event, or one date of it as an event of its own.
  EventPage(HtmlWriter& html, const Page& page, const EventContent& content, const Event& event,
            const Config& config)
      : html_(html),
        page_(page),
        words_(page.words()),
        tag_(language_tag(page.language)),
        content_(content),
        listed_(content.listed),
        event_(event),
        config_(config),
        midnight_(event_.zone.place(WallTime(content.today)).instant),
        foreign_(foreign_language(page, *listed_.feed)) {
    if (content.date) return;
    std::vector<ListedEvent> all = content.own_dates;
    all.push_back(listed_);
    dates_ = upcoming_slice(all, midnight_, 1, kNoEnd, kMostDates, content.work);
  }

  void write() {
    const HtmlWriter::Element article = html_.open("article", {{"class", "one"}});
    write_calendar_line();
    write_notice();
    write_title();
    write_facts();
    write_addition();
    write_subscription();
    write_image();
    write_description();
    write_more();
    if (content_.date) {
      write_date_links(html_, page_, *content_.date, content_.today, config_, content_.work);
    } else if (content_.series) {
      write_series_link(html_, page_, *content_.series, config_);
    } else if (event_.recurrence) {
      write_dates(html_, page_, dates_, content_.today, config_);
    }
    write_sharing(html_, page_, *listed_.feed);
    write_neighbours(html_, page_, listed_.event(), *listed_.feed, content_.links, config_);
  }

 private:
  /// The occurrence that the page tells of: the date; else the next one that takes place as
  /// planned, or the next; where all are over, the event's own.
  AgendaEntry shown() const {
    if (content_.date) return *content_.date;
    const std::vector<AgendaEntry>& next = dates_.entries;
    if (next.empty()) return make_entry(listed_, {first_start(event_), event_.span});
    const AgendaEntry* const planned = find_addable(next);
    return planned == nullptr ? next.front() : *planned;
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
    if (!content_.date) return;
    // Who hears the page, or copies the line, has two words there, not one.
    html_.text(" ");
    html_.element("span", {{"class", "on"}}, describe_days_of(*content_.date, tag_));
  }

  void write_notice() {
    const bool of_date = content_.date.has_value();
    if (content_.missing_day) {
      html_.element("p", {{"class", "notice over"}},
                    fmt::format(fmt::runtime(words_.no_such_date),
                                describe_when(DaySpan{*content_.missing_day, *content_.missing_day},
                                              event_.zone, tag_)));
    }
    if (status() == EventStatus::cancelled) {
      html_.element("p", {{"class", "notice cancelled"}},
                    of_date ? words_.date_is_cancelled : words_.is_cancelled);
    } else if (status() == EventStatus::postponed) {
      html_.element("p", {{"class", "notice postponed"}},
                    of_date ? words_.date_is_postponed : words_.is_postponed);
    } else if (is_over()) {
      html_.element("p", {{"class", "notice over"}},
                    of_date ? words_.date_is_over : words_.is_over);
    }
  }

  void write_facts() {
    const HtmlWriter::Element list = html_.open("dl", {{"class", "key-facts"}});
    write_when();
    write_where();
    write_registrations();
    if (!event_.contact.empty()) {
      html_.element("dt", words_.contact);
      write_contact(html_, event_.contact, foreign_);
    }
    write_categories(html_, page_, content_.links.categories, *listed_.feed, config_);
  }

  void write_when() {
    html_.element("dt",
                  dates_.entries.empty() || !event_.recurrence ? words_.when : words_.next_date);
    const HtmlWriter::Element value = html_.open("dd");
    const AgendaEntry entry = shown();
    // What is so of the whole event stands above the title.
    if (entry.status() != status()) write_status_badge(html_, entry.status(), words_);
    write_time(entry);
    const std::string repetition = describe_recurrence(listed_.event(), tag_);
    if (!repetition.empty()) html_.element("p", {{"class", "note"}}, repetition);
  }

  /// "mercredi 10 mai 2023, de 14h à 17h30 (heure de Paris)"
  void write_time(const AgendaEntry& entry) {
    std::string text = describe_when(entry.told(), event_.zone, tag_);
    if (std::holds_alternative<TimeSpan>(entry.span))
      text += fmt::format(" ({})", describe_clock(event_.zone, tag_));
    const SpanText span = format_span(entry.told(), event_.zone, SpanEnd::last);
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
    // A date that is held elsewhere is not at the event's point.
    const std::optional<GeoPoint> point = location == event_.location ? event_.geo : std::nullopt;
    if (location.empty() && !point && event_.conference.empty()) return;
    html_.element("dt", words_.where);
    const HtmlWriter::Element value = html_.open("dd");
    html_.element("span", {{"lang", foreign_}}, location);
    write_map_links(html_, words_, location, point);
    if (!is_web_address(event_.conference)) return;
    const HtmlWriter::Element line = html_.open("p");
    html_.element("a", {{"href", event_.conference}, {"rel", "noopener"}}, words_.join);
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

  bool is_over() const { return covered_time(event_).end <= midnight_; }

  /// Nobody adds what is cancelled, postponed or over.
  void write_addition() {
    if (status() != EventStatus::confirmed || is_over()) return;
    if (content_.date)
      return write_add_event(html_, page_, *content_.date, AddScope::occurrence, config_);
    const AgendaEntry* const next = find_addable(dates_.entries);
    // A series that has a date apart is not all of them.
    const AddScope scope = content_.own_dates.empty() ? AddScope::series : AddScope::occurrence;
    if (next != nullptr) write_add_event(html_, page_, *next, scope, config_);
  }

  void write_subscription() {
    if (status() != EventStatus::cancelled && !is_over()) write_own_subscription();
    if (content_.has_feed_ended) return;
    const HtmlWriter::Element line = html_.open("p", {{"class", "whole"}});
    const std::string panel =
        with_query(feed_href(page_, *listed_.feed, config_), "subscribe=1") + "#subscribe";
    html_.element("a", {{"class", "button"}, {"href", panel}}, words_.subscribe_calendar);
    html_.text(" ");
    const HtmlWriter::Element note = html_.open("span", {{"class", "note"}});
    html_.element("span", {{"lang", foreign_}}, listed_.feed->name);
    html_.text(" – ");
    html_.text(words_.subscribe_calendar_more);
  }

  /// To this one event; of a date, to its series.
  void write_own_subscription() {
    SubscribeTarget target;
    target.calendar =
        event_calendar_address(config_.base_url, listed_.feed->id, listed_.revised->slug);
    target.name = shown_title(listed_.event(), listed_.feed->language);
    target.single = true;
    target.is_series = listed_.event().recurrence.has_value();
    write_subscribe(html_, page_, target, content_.choices, config_);
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
    html_.raw(keep_marks_close(event_.description.html()));
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

  HtmlWriter& html_;
  const Page& page_;
  const Words& words_;
  std::string_view tag_;
  const EventContent& content_;
  const ListedEvent& listed_;
  const Event& event_;
  const Config& config_;
  Instant midnight_;
  std::optional<std::string_view> foreign_;
  AgendaSlice dates_;  ///< the next ones; of the page of a date none
};

}  // namespace

std::string render_event_page(Page page, const EventContent& content, const Config& config) {
  const ListedEvent& listed = content.listed;
  RevisedEvent revised = *listed.revised;
  if (content.date) {
    const AgendaEntry& date = *content.date;
    revised.event = std::make_shared<const Event>(
        make_single(listed.event(), {date.original, date.span, date.change}));
  }
  const Event& event = *revised.event;
  page.title = shown_title(event, listed.feed->language);
  if (content.date)
    page.title += ", " + describe_days_of(*content.date, language_tag(page.language));
  page.description =
      shorten(event.description.empty() ? describe_when(event, language_tag(page.language))
                                        : collapse_spaces(event.description.plain()),
              kLongestDescription);
  page.unlisted = page.unlisted || content.choices.made;
  page.head = render_event_head(page, revised, *listed.feed, config);
  return render_document(page, config, [&](HtmlWriter& html) {
    EventPage(html, page, content, event, config).write();
  });
}

void write_event_page(HtmlWriter& html, const Page& page, const EventContent& content,
                      const Config& config) {
  EventPage(html, page, content, content.listed.event(), config).write();
}

}  // namespace almanach
