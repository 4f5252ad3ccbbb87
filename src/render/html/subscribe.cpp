#include "render/html/subscribe.hpp"

#include <fmt/format.h>

#include "model/public_addresses.hpp"
#include "render/calendar_services.hpp"
#include "render/html/parts.hpp"
#include "render/html/qr_code.hpp"

namespace almanach {
namespace {

constexpr const char* kPanel = "subscribe";

/// A readable line that holds an address, made for copying: all of it is selected at once where
/// scripts run.
void write_address(HtmlWriter& html, std::string_view id, std::string_view label,
                   const std::string& address, const Words& words, bool main) {
  const HtmlWriter::Element block = html.open("div");
  html.element("label", {{"for", id}}, label);
  const HtmlWriter::Element line = html.open("div", {{"class", "copy"}});
  html.empty("input", {{"type", "text"},
                       {"id", id},
                       {"readonly", ""},
                       {"spellcheck", "false"},
                       {"value", address},
                       {"data-address", present_if(main)}});
  html.element("button",
               {{"type", "button"},
                {"class", "button quiet"},
                {"hidden", ""},
                {"data-copy", id},
                {"data-done", words.copied}},
               words.copy);
}

class Panel {
 public:
  Panel(HtmlWriter& html, const Page& page, const SubscribeTarget& target,
        const SubscribeChoices& choices, const Config& config)
      : html_(html),
        words_(page.words()),
        page_(page),
        whole_(page.address.with_date("")),
        target_(target),
        choices_(choices),
        config_(config),
        address_(with_query(target.calendar, choices.query)) {}

  void write() {
    if (!target_.feeds.empty()) return write_page();
    const HtmlWriter::Element panel = html_.open(
        "details", {{"class", "subscribe"}, {"id", kPanel}, {"open", present_if(choices_.made)}});
    html_.element("summary", {{"class", target_.single ? "button quiet" : "button"}},
                  target_.is_series ? words_.subscribe_series
                  : target_.single  ? words_.subscribe_event
                                    : words_.subscribe_calendar);
    const HtmlWriter::Element body = html_.open("div", {{"class", "ways"}});
    html_.element("p", target_.single ? words_.subscribe_event_lead : words_.subscribe_lead);
    write_ways();
    write_form();
    write_help();
  }

 private:
  /// The form first: it is what the page is for.
  void write_page() {
    const HtmlWriter::Element panel = html_.open("div", {{"class", "subscribe"}});
    write_form();
    const HtmlWriter::Element body =
        html_.open("div", {{"class", "ways"}, {"id", kPanel}, {"tabindex", "-1"}});
    html_.element("p", words_.subscribe_lead);
    write_ways();
    write_help();
  }

  void write_ways() {
    write_address(html_, "address", words_.address, address_, words_, true);
    html_.element("p", {{"role", "status"}, {"class", "note"}, {"id", "copied"}},
                  choices_.query.empty() || !target_.feeds.empty() ? "" : words_.follows_filters);
    write_programs();
    write_code();
  }

  void write_help() {
    const HtmlWriter::Element line = html_.open("p");
    html_.element("a", {{"href", link_to(config_, page_.address.at("/help"))}}, words_.help_more);
  }

  void write_programs() {
    const HtmlWriter::Element list = html_.open("ul", {{"class", "programs"}});
    write_program(words_.apple, webcal_address(address_), words_.apple_more);
    {
      const HtmlWriter::Element item = html_.open("li");
      write_link(words_.google, std::string(kGoogleSubscribeForm));
      const HtmlWriter::Element more = html_.open("p", {{"class", "note"}});
      html_.text(words_.google_more);
      html_.text(" ");
      html_.element("a", {{"href", google_subscribe_address(address_)}, {"rel", "noopener"}},
                    words_.google_direct);
    }
    write_program(words_.outlook,
                  outlook_subscribe_address(OutlookSite::personal, address_, target_.name),
                  words_.outlook_more);
    write_program(words_.office,
                  outlook_subscribe_address(OutlookSite::office, address_, target_.name),
                  words_.office_more);
    write_thunderbird();
    const HtmlWriter::Element item = html_.open("li");
    html_.element("a", {{"class", "program"}, {"href", address_}, {"download", ""}},
                  words_.download);
    html_.element("p", {{"class", "note"}}, words_.download_more);
  }

  void write_link(std::string_view name, const std::string& href) {
    html_.element("a", {{"class", "program"}, {"href", href}, {"rel", "noopener"}}, name);
  }

  void write_program(std::string_view name, const std::string& href, std::string_view more) {
    const HtmlWriter::Element item = html_.open("li");
    write_link(name, href);
    html_.element("p", {{"class", "note"}}, more);
  }

  void write_thunderbird() {
    const HtmlWriter::Element item = html_.open("li");
    html_.element("strong", {{"class", "program"}}, words_.thunderbird);
    // Files are no server.
    const bool has_collection = !target_.collection.empty() && !config_.as_files;
    html_.element("p", {{"class", "note"}},
                  has_collection ? words_.thunderbird_more : words_.thunderbird_address);
    if (!has_collection) return;
    write_address(html_, "caldav", "CalDAV", target_.collection, words_, false);
  }

  /// It leads to this page, not to the calendar: on a telephone that is scanned with, only the page
  /// can tell which program to take.
  void write_code() {
    const std::string query = choices_.query.empty() ? "" : '&' + choices_.query;
    const std::string here =
        fmt::format("{}{}?{}=1{}#{}", config_.base_url, whole_.path(), kPanel, query, kPanel);
    const std::string code = render_qr_code(here, fmt::format("QR: {}", here));
    if (code.empty()) return;
    const HtmlWriter::Element figure = html_.open("figure", {{"class", "scan"}});
    html_.raw(code);
    html_.element("figcaption", words_.scan);
  }

  /// Nothing is chosen of a file, which no query reaches.
  void write_form() {
    if (config_.as_files) return;
    const std::string action = link_to(config_, whole_) + '#' + kPanel;
    const HtmlWriter::Element form = html_.open(
        "form", {{"class", "choices"}, {"action", action}, {"data-calendar", target_.calendar}});
    write_feed_boxes();
    const HtmlWriter::Element set = html_.open("fieldset");
    html_.element("legend", words_.choices);
    write_category_boxes(html_, words_.choice_categories, "s", target_.filter);
    write_kept_choices(html_, target_.filter);
    if (!target_.filter.words.empty())
      html_.empty("input", {{"type", "hidden"}, {"name", "q"}, {"value", target_.filter.words}});
    if (!target_.single) {
      write_select("past", words_.choice_past, choices_.past,
                   {{"", words_.past_default},
                    {"90d", words_.past_90d},
                    {"none", words_.past_none},
                    {"all", words_.past_all}});
    }
    write_select("alarm", words_.choice_alarm, choices_.alarm,
                 {{"", words_.alarm_none},
                  {"10min", words_.alarm_10m},
                  {"30min", words_.alarm_30m},
                  {"60min", words_.alarm_1h},
                  {"1440min", words_.alarm_1d}});
    write_select("cancelled", words_.choice_cancelled, choices_.cancelled,
                 {{"", words_.cancelled_show},
                  {"prefix", words_.cancelled_prefix},
                  {"hide", words_.cancelled_hide}});
    html_.element("button",
                  {{"type", "submit"}, {"class", "button quiet"}, {"name", kPanel}, {"value", "1"}},
                  words_.apply_choices);
  }

  void write_feed_boxes() {
    if (target_.feeds.empty()) return;
    const HtmlWriter::Element set = html_.open("fieldset", {{"class", "calendars"}});
    html_.element("legend", words_.calendars);
    int number = 0;
    for (const OfferedFeed& offered : target_.feeds) {
      const Feed& feed = *offered.feed;
      const std::string id = fmt::format("f{}", ++number);
      const HtmlWriter::Element box = html_.open("span", {{"class", "choice"}});
      html_.empty("input", {{"type", "checkbox"},
                            {"id", id},
                            {"name", "feeds"},
                            {"value", feed.id},
                            {"checked", present_if(offered.chosen)}});
      const HtmlWriter::Element label =
          html_.open("label", {{"for", id}, {"lang", foreign_language(page_, feed)}});
      write_feed_mark(html_, feed);
      html_.text(feed.name);
      if (!feed.description.empty()) html_.element("span", {{"class", "note"}}, feed.description);
    }
    html_.element("p", {{"class", "note"}}, words_.choose_calendars_none);
  }

  struct Option {
    std::string_view value;
    std::string_view name;
  };

  void write_select(std::string_view name, std::string_view label, std::string_view chosen,
                    std::initializer_list<Option> options) {
    const HtmlWriter::Element line = html_.open("p", {{"class", "select"}});
    html_.element("label", {{"for", name}}, label);
    const HtmlWriter::Element select = html_.open("select", {{"id", name}, {"name", name}});
    for (const Option& option : options) {
      html_.element("option",
                    {{"value", option.value}, {"selected", present_if(option.value == chosen)}},
                    option.name);
    }
  }

  HtmlWriter& html_;
  const Words& words_;
  const Page& page_;
  const PageAddress whole_;  ///< a date is of a series that is subscribed to as a whole
  const SubscribeTarget& target_;
  const SubscribeChoices& choices_;
  const Config& config_;
  std::string address_;
};

}  // namespace

void write_subscribe(HtmlWriter& html, const Page& page, const SubscribeTarget& target,
                     const SubscribeChoices& choices, const Config& config) {
  Panel(html, page, target, choices, config).write();
}

}  // namespace almanach
