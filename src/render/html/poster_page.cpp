#include "render/html/poster_page.hpp"

#include <fmt/format.h>

#include <optional>

#include "render/html/parts.hpp"
#include "render/html/poster_dates.hpp"
#include "render/html/qr_code.hpp"
#include "render/retirement_words.hpp"
#include "render/timestamp.hpp"
#include "render/when.hpp"

namespace almanach {
namespace {

/// More do not fit, however short they are: see poster.css, which leaves away those that do not.
constexpr std::size_t kMostDates = 14;
/// Beyond that a text is cut by its length; the style cuts it at the paper's.
constexpr std::size_t kLongestTitle = 200;
constexpr std::size_t kLongestDescription = 400;

std::string poster_path(const Feed& feed) {
  return fmt::format("/{}/poster", feed.id);
}

class Poster {
 public:
  Poster(HtmlWriter& html, const Page& page, const PosterContent& content, const Config& config)
      : html_(html),
        page_(page),
        words_(page.words()),
        tag_(language_tag(page.language)),
        content_(content),
        feed_(*content.feed),
        foreign_(foreign_language(page, feed_)),
        config_(config) {}

  void write() {
    write_tools();
    const HtmlWriter::Element sheet = html_.open("article", {{"class", "sheet"}});
    html_.element("h1", {{"lang", foreign_}}, feed_.name);
    if (!feed_.description.empty()) {
      html_.element("p", {{"class", "lead"}, {"lang", foreign_}},
                    shorten(feed_.description, kLongestDescription));
    }
    if (content_.retirement != nullptr) {
      html_.element("p", {{"class", "notice"}},
                    describe_retirement(*content_.retirement, page_.language));
    }
    const Instant midnight = feed_.zone.place(WallTime(content_.today)).instant;
    const PosterDates next =
        next_poster_dates(content_.events, midnight, kMostDates, content_.work);
    write_dates(next.dates);
    write_foot(next.more);
  }

 private:
  /// What is on the screen alone.
  void write_tools() {
    const HtmlWriter::Element tools = html_.open("p", {{"class", "tools"}});
    html_.element("a", {{"href", feed_href(page_, feed_, config_)}, {"lang", foreign_}},
                  feed_.name);
    const Language other = other_language(page_.language);
    html_.element("a",
                  {{"href", link_to(config_, page_.address.in(other))},
                   {"hreflang", language_tag(other)},
                   {"lang", language_tag(other)}},
                  words_.other_language);
    html_.element("button", {{"type", "button"}, {"hidden", ""}, {"data-print", ""}}, words_.print);
  }

  void write_dates(const std::vector<AgendaEntry>& dates) {
    if (dates.empty()) {
      html_.element("p", {{"class", "none"}}, words_.none_upcoming);
      return;
    }
    const HtmlWriter::Element list = html_.open("ol", {{"class", "dates"}});
    for (const AgendaEntry& entry : dates) write_date(entry);
  }

  void write_date(const AgendaEntry& entry) {
    const HtmlWriter::Element item = html_.open("li");
    write_time(entry);
    const HtmlWriter::Element what = html_.open("div");
    html_.element("p", {{"class", "title"}, {"lang", foreign_}},
                  shorten(entry.title(), kLongestTitle));
    if (entry.location().empty()) return;
    html_.element("p", {{"class", "place"}, {"lang", foreign_}},
                  shorten(entry.location(), kLongestTitle));
  }

  /// The day and, below it, the hours.
  void write_time(const AgendaEntry& entry) {
    const Zone& zone = entry.listed.event().zone;
    const HtmlWriter::Element when = html_.open("p", {{"class", "when"}});
    const auto write_day = [&](const Span& span) {
      html_.element("time", {{"datetime", format_span(entry.span, zone, SpanEnd::last).start}},
                    describe_when(span, zone, tag_));
    };
    const Span told = entry.told();
    const auto* const time = std::get_if<TimeSpan>(&told);
    if (time == nullptr || time->end - time->start >= std::chrono::hours(24))
      return write_day(told);
    const Day day(zone.wall_time(time->start));
    write_day(DaySpan{day, day});
    html_.text(" ");
    html_.element("span", describe_hours(*time, zone, tag_) +
                              other_clock(time->start, zone, config_.timezone, tag_));
  }

  void write_foot(bool more) {
    const std::string page = fmt::format("{}/{}/", config_.base_url, feed_.id);
    const std::string code =
        render_qr_code(page + "?subscribe=1#subscribe", fmt::format("QR: {}", page));
    const HtmlWriter::Element foot = html_.open("footer");
    html_.raw(code);
    const HtmlWriter::Element texts = html_.open("div");
    if (more) html_.element("p", {{"class", "follow"}}, words_.more_dates);
    if (!code.empty()) html_.element("p", {{"class", "scan"}}, words_.poster_scan);
    if (feed_.is_public()) {
      html_.element("p", {{"class", "address"}}, page);
    } else {
      html_.element("p", {{"class", "private"}}, words_.poster_private);
    }
    const Span today = DaySpan{content_.today, content_.today};
    html_.element("p", {{"class", "made"}},
                  fmt::format("{} · {}", config_.name,
                              fmt::format(fmt::runtime(words_.poster_made),
                                          describe_when(today, feed_.zone, tag_))));
  }

  HtmlWriter& html_;
  const Page& page_;
  const Words& words_;
  std::string_view tag_;
  const PosterContent& content_;
  const Feed& feed_;
  std::optional<std::string_view> foreign_;
  const Config& config_;
};

}  // namespace

std::string render_poster_page(Page page, const PosterContent& content, const Config& config) {
  page.title = fmt::format("{} – {}", content.feed->name, page.words().poster);
  page.unlisted = true;
  page.on_paper = true;
  return render_document(page, config,
                         [&](HtmlWriter& html) { Poster(html, page, content, config).write(); });
}

void write_poster_link(HtmlWriter& html, const Page& page, const Feed& feed, const Config& config) {
  const HtmlWriter::Element line = html.open("p", {{"class", "to-print"}});
  html.element("a", {{"href", link_to(config, page.address.at(poster_path(feed)))}},
               page.words().poster);
}

}  // namespace almanach
