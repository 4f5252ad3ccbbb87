#include "render/html/choose_page.hpp"

#include "render/html/agenda_page.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

Config config() {
  return read_config("base_url: https://agenda.example.org/villes\nname: L’agenda\n", "", {});
}

std::vector<Feed> make_feeds(int count) {
  std::vector<Feed> feeds(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    Feed& feed = feeds[static_cast<std::size_t>(i)];
    feed.id = "f" + std::to_string(i);
    feed.name = "Feed <" + std::to_string(i) + ">";
    feed.language = "fr";
  }
  return feeds;
}

std::vector<OfferedFeed> offer(const std::vector<Feed>& feeds) {
  std::vector<OfferedFeed> offered;
  for (const Feed& feed : feeds) offered.push_back({&feed});
  return offered;
}

std::string choose(const std::vector<OfferedFeed>& feeds, const SubscribeChoices& choices,
                   const Config& site) {
  Page page;
  page.address = read_page_address("/subscribe");
  return render_choose_page(page, feeds, choices, site);
}

std::string home(const std::vector<Feed>& feeds) {
  AgendaContent content;
  content.today = Day(2027, 5, 10);
  for (const Feed& feed : feeds) content.feeds.push_back(&feed);
  Page page;
  return render_agenda_page(page, content, config());
}

bool has(const std::string& html, std::string_view part) {
  return html.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("calendars are chosen by boxes, and their address is one") {
  std::vector<Feed> feeds = make_feeds(3);
  feeds[1].description = "Un & deux";
  feeds[1].color = "red";
  std::vector<OfferedFeed> offered = offer(feeds);
  offered[1].chosen = true;
  offered[2].ended = true;
  SubscribeChoices choices;
  choices.query = "feeds=f1";
  const std::string html = choose(offered, choices, config());
  CHECK(has(html, "<h1>S’abonner à plusieurs calendriers</h1>"));
  CHECK(has(html, "name=\"feeds\" value=\"f0\">"));
  CHECK(has(html, "name=\"feeds\" value=\"f1\" checked>"));
  CHECK_FALSE(has(html, "value=\"f2\""));
  CHECK(has(html, "Feed &lt;1&gt;<span class=\"note\">Un &amp; deux</span>"));
  CHECK(has(html, "value=\"https://agenda.example.org/villes/all.ics?feeds=f1\""));
  CHECK(has(html, "href=\"webcal://agenda.example.org/villes/all.ics?feeds=f1\""));
  CHECK(has(html, "action=\"/villes/subscribe#subscribe\""));
  CHECK(has(html, "content=\"noindex\""));
  const std::string plain = choose(offered, {}, config());
  CHECK(has(plain, "value=\"https://agenda.example.org/villes/all.ics\""));
  CHECK_FALSE(has(plain, "noindex"));
}

TEST_CASE("calendars stand by the name that is shown, and not by their folder's") {
  std::vector<Feed> feeds = make_feeds(4);
  feeds[0].name = "Numéro 10";
  feeds[1].name = "numéro 2";
  feeds[2].name = "Écoles";
  feeds[3].name = "Associations";
  for (const std::string& html : {choose(offer(feeds), {}, config()), home(feeds)}) {
    const std::size_t second = html.find("Écoles");
    REQUIRE(second != std::string::npos);
    CHECK(html.find("Associations") < second);
    CHECK(html.rfind("Associations") < html.find("numéro 2"));
    CHECK(second < html.find("numéro 2"));
    CHECK(html.find("numéro 2") < html.find("Numéro 10"));
  }
}

TEST_CASE("among files, which no query reaches, each calendar keeps its own address") {
  Config site = config();
  site.as_files = true;
  const std::vector<Feed> feeds = make_feeds(2);
  const std::string html = choose(offer(feeds), {}, site);
  CHECK_FALSE(has(html, "<form"));
  CHECK(has(html, "Ici, chaque calendrier a son adresse"));
  CHECK(has(html, "href=\"webcal://agenda.example.org/villes/f1.ics\""));
}

TEST_CASE("a list of many calendars is folded, and stands behind the events") {
  const std::string few = home(make_feeds(6));
  CHECK(has(few, "<h2>Les calendriers</h2>"));
  const std::string many = home(make_feeds(7));
  CHECK(has(many, "<details><summary><h2>Les calendriers (7)</h2>"));
  for (const std::string& html : {few, many}) {
    CHECK(html.find("class=\"list\"") < html.find("id=\"calendars\""));
    CHECK(has(html, "href=\"#calendars\">Les calendriers</a>"));
    CHECK(has(html, "href=\"/villes/subscribe\">S’abonner à plusieurs calendriers</a>"));
  }
  CHECK_FALSE(has(home(make_feeds(1)), "/subscribe\""));
}
