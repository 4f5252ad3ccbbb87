#include "render/pages.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "model/public_addresses.hpp"
#include "render/recurrence_words.hpp"
#include "render/when.hpp"

namespace almanach {
namespace {

constexpr std::size_t kEventsShown = 50;

/// The words of a page in its language.
struct Words {
  std::string_view subscribe;
  std::string_view copy;
  std::string_view everything;
  std::string_view nothing;
  std::string_view cancelled;
  std::string_view where;
  std::string_view more;
};

const Words& words_of(std::string_view language) {
  static constexpr Words kFrench = {
      "S’abonner", "Adresse à copier", "Tous les événements", "Aucun événement à venir.", "Annulé",
      "Lieu",      "En savoir plus"};
  static constexpr Words kEnglish = {
      "Subscribe", "Address to copy", "All events", "No upcoming events.",
      "Cancelled", "Place",           "Read more"};
  return language.substr(0, 2) == "fr" ? kFrench : kEnglish;
}

std::string page(std::string_view language, std::string_view title, std::string_view feed_address,
                 const std::string& content) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\">\n<title>{}</title>\n"
      "<link rel=\"alternate\" type=\"text/calendar\" "
      "href=\"{}\">\n</head>\n<body>\n<main>\n{}</main>\n</body>\n</html>\n",
      escape_html(language), escape_html(title), escape_html(feed_address), content);
}

std::string subscribe_links(const std::string& address, const Words& words) {
  return fmt::format("<p><a href=\"{}\">{}</a> · {} : <a href=\"{}\"><code>{}</code></a></p>\n",
                     escape_html(webcal_address(address)), words.subscribe, words.copy,
                     escape_html(address), escape_html(address));
}

/// A postponed event says so in its title.
std::string status_mark(const Event& event, const Words& words) {
  if (event.status == EventStatus::cancelled)
    return fmt::format("<strong>{}</strong> ", words.cancelled);
  return "";
}

std::string event_entry(const RevisedEvent& event, const Feed& feed, const Config& config) {
  const Words& words = words_of(feed.language);
  const std::string address = event_calendar_address(config.base_url, feed.id, event.slug);
  return fmt::format("<li>{}<a href=\"{}\">{}</a>, {} (<a href=\"{}\">{}</a>)</li>\n",
                     status_mark(*event.event, words),
                     escape_html(event_page_address(config.base_url, feed.id, event.slug)),
                     escape_html(event.event->title),
                     escape_html(describe_when(*event.event, feed.language)),
                     escape_html(webcal_address(address)), words.subscribe);
}

std::string event_list(const PageFeed& feed, const Config& config, std::optional<Instant> from,
                       std::size_t most) {
  std::string entries;
  std::size_t shown = 0;
  for (const RevisedEvent* event : feed.events) {
    if ((from && covered_time(*event->event).end <= *from) || shown == most) continue;
    entries += event_entry(*event, *feed.feed, config);
    ++shown;
  }
  if (shown == 0) return fmt::format("<p>{}</p>\n", words_of(feed.feed->language).nothing);
  return "<ul>\n" + entries + "</ul>\n";
}

}  // namespace

std::string render_home_page(const std::vector<PageFeed>& feeds, const Config& config,
                             Instant now) {
  const Words& words = words_of(config.language);
  const std::string all = config.base_url + "/all.ics";
  std::string content =
      fmt::format("<h1>{}</h1>\n<h2>{}</h2>\n", escape_html(config.name), words.everything);
  content += subscribe_links(all, words);
  for (const PageFeed& feed : feeds) {
    content += fmt::format("<section lang=\"{}\">\n<h2 id=\"{}\"><a href=\"{}\">{}</a></h2>\n",
                           escape_html(feed.feed->language), escape_html(feed.feed->id),
                           escape_html(feed_page_address(config.base_url, feed.feed->id)),
                           escape_html(feed.feed->name));
    if (!feed.feed->description.empty())
      content += fmt::format("<p>{}</p>\n", escape_html(feed.feed->description));
    content += subscribe_links(feed_calendar_address(config.base_url, feed.feed->id),
                               words_of(feed.feed->language));
    content += event_list(feed, config, now, kEventsShown) + "</section>\n";
  }
  return page(config.language, config.name, all, content);
}

std::string render_feed_page(const PageFeed& feed, const Config& config) {
  const std::string address = feed_calendar_address(config.base_url, feed.feed->id);
  std::string content = fmt::format("<h1>{}</h1>\n", escape_html(feed.feed->name));
  if (!feed.feed->description.empty())
    content += fmt::format("<p>{}</p>\n", escape_html(feed.feed->description));
  content += subscribe_links(address, words_of(feed.feed->language));
  content += event_list(feed, config, std::nullopt, feed.events.size());
  return page(feed.feed->language, feed.feed->name, address, content);
}

std::string render_event_page(const RevisedEvent& event, const Feed& feed, const Config& config) {
  const Words& words = words_of(feed.language);
  const std::string address = event_calendar_address(config.base_url, feed.id, event.slug);
  const Event& shown = *event.event;
  std::string content = fmt::format(
      "<h1>{}{}</h1>\n<p>{} ({})</p>\n", status_mark(shown, words), escape_html(shown.title),
      escape_html(describe_when(shown, feed.language)), escape_html(shown.zone.name()));
  const std::string repetition = describe_recurrence(shown, feed.language);
  if (!repetition.empty()) content += fmt::format("<p>{}</p>\n", escape_html(repetition));
  if (!shown.location.empty())
    content += fmt::format("<p>{} : {}</p>\n", words.where, escape_html(shown.location));
  content += subscribe_links(address, words);
  content += shown.description.html();
  const std::string link =
      event_link(*event.event, event.slug, feed, config.base_url, config.site_url);
  if (link != event_page_address(config.base_url, feed.id, event.slug)) {
    content += fmt::format("\n<p><a href=\"{}\">{}</a></p>\n", escape_html(link), words.more);
  }
  return page(feed.language, shown.title, address, content);
}

}  // namespace almanach
