#include "config/site_reading.hpp"

#include "config/config.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

SiteSettings read(const std::string& path, const std::string& bytes,
                  const std::string& below = "") {
  return read_site_settings({{{path, bytes, ""}}, below});
}

/// The address of a page, "-" where there is none.
std::string address(const SiteSettings& site, const PageFacts& page) {
  if (!site.addresses) return "no addresses";
  return site.addresses->path_of(page).value_or("-");
}

std::string address(const SiteSettings& site, const std::string& path) {
  PageFacts page;
  page.path = path;
  page.title = "Bal d'été";
  page.date = Day(2027, 5, 10);
  return address(site, page);
}

}  // namespace

TEST_CASE("Jekyll's configuration says zone, language and address") {
  const SiteSettings site = read("_config.yml",
                                 "title: Mairie\ntimezone: Indian/Reunion\nlang: fr_RE\n"
                                 "url: https://www.ville.example.fr/\nbaseurl: /agenda\n",
                                 "src/_events");
  CHECK(site.generator == "Jekyll");
  CHECK(site.evidence() == std::vector<std::string>{"../../_config.yml:2: time zone Indian/Reunion",
                                                    "../../_config.yml:3: language fr-RE",
                                                    "../../_config.yml:4: address of the site "
                                                    "https://www.ville.example.fr/agenda"});
  CHECK(site.problems.empty());
}

TEST_CASE("what the configuration gives goes before what the site says") {
  const auto site = std::make_shared<const SiteSettings>(
      read("_config.yml", "timezone: Indian/Reunion\nlang: en\nurl: https://www.example.fr\n"));
  Config bare = read_config("", "almanach.yml", {});
  use_site_settings(bare, site);
  CHECK(bare.timezone.name() == "Indian/Reunion");
  CHECK(bare.language == "en");
  CHECK(bare.site_url == "https://www.example.fr");
  Config given =
      read_config("timezone: Europe/Paris\nlanguage: fr\nsite_url: https://other.example.fr\n",
                  "almanach.yml", {});
  use_site_settings(given, site);
  CHECK(given.timezone.name() == "Europe/Paris");
  CHECK(given.language == "fr");
  CHECK(given.page_base() == "https://other.example.fr");
}

TEST_CASE("a path in the content is not put below a site that is below a folder of its host") {
  Config config = read_config("", "almanach.yml", {});
  use_site_settings(config, std::make_shared<const SiteSettings>(read(
                                "_config.yml", "url: https://www.example.fr\nbaseurl: /club\n")));
  CHECK(config.site_url.empty());
  CHECK(config.page_base() == "https://www.example.fr/club");
}

TEST_CASE("addresses of generators' own examples are no site's") {
  for (const std::string url :
       {"https://example.org/", "http://localhost:4000", "/", "", "https://"})
    CHECK_FALSE(read("hugo.toml", "baseURL = '" + url + "'\n").url);
}

TEST_CASE("Jekyll gives the pages of a collection their addresses") {
  const std::string output = "collections:\n  events:\n    output: true\n";
  const auto events = [&](const std::string& more, const std::string& path) {
    return address(read("_config.yml", output + more, "_events"), path);
  };
  CHECK(events("", "bal.md") == "/events/bal.html");
  CHECK(events("", "2027/Bal Masqué.md") == "/events/2027/Bal%20Masqu%C3%A9.html");
  CHECK(events("permalink: pretty\n", "bal.md") == "/events/bal/");
  CHECK(events("permalink: none\n", "bal.md") == "/events/bal.html");
  CHECK(events("permalink: /:year/:title/\n", "bal.md") == "/events/bal/");
  CHECK(events("permalink: /:year/:title\n", "bal.md") == "/events/bal");
  const auto pattern = [&](const std::string& text, const std::string& path) {
    return events("    permalink: " + text + "\n", path);
  };
  CHECK(pattern("/agenda/:path/", "fetes/2027-05-10-bal.md") == "/agenda/fetes/2027-05-10-bal/");
  CHECK(pattern("/agenda/:title", "2027-05-10-Le Bal.md") == "/agenda/Le-Bal");
  CHECK(pattern("/agenda/:slug/", "2027-05-10-Le Bal.md") == "/agenda/le-bal/");
  CHECK(pattern("/agenda/:name/", "2027-05-10-Le Bal.md") == "/agenda/2027-05-10-le-bal/");
  CHECK(pattern("/:collection/:year/:i_month/:title:output_ext", "bal.md") ==
        "/events/2027/5/bal.html");
}

// As Jekyll 4.3.1 tells them (`site.events`, `site.posts`).
TEST_CASE("odd names have the addresses that Jekyll gives them") {
  const std::string output = "collections:\n  events:\n    output: true\n";
  const auto at = [&](const std::string& path, const std::string& pattern) {
    const std::string permalink = pattern.empty() ? "" : "    permalink: " + pattern + "\n";
    return address(read("_config.yml", output + permalink, "_events"), path);
  };
  CHECK(at("with_under.score-dots.v2.md", "") == "/events/with_under.score-dots.v2.html");
  CHECK(at("dup--dash__x.md", "/e/:title/") == "/e/dup-dash__x/");
  CHECK(at("Upper Case File.md", "/e/:title/") == "/e/Upper-Case-File/");
  CHECK(at("été à l'œuvre.md", "/e/:title/") == "/e/%C3%A9t%C3%A9-%C3%A0-l'%C5%93uvre/");
  CHECK(at("sub/Deep File.md", "/e/:title/") == "/e/Deep-File/");
}

TEST_CASE("a Jekyll page's own permalink and slug count") {
  const SiteSettings site = read(
      "_config.yml", "collections:\n  events:\n    output: true\n    permalink: /agenda/:title/\n",
      "_events");
  PageFacts page;
  page.path = "bal.md";
  page.slug = "grand-bal";
  CHECK(address(site, page) == "/agenda/grand-bal/");
  page.permalink = "le-bal/";
  CHECK(address(site, page) == "/le-bal/");
  page.permalink = "/:hour/";
  CHECK(address(site, page) == "-");
}

TEST_CASE("a Jekyll page that is not written, or not surely so, has no address") {
  const auto in = [](const std::string& below, const std::string& yaml, const std::string& path) {
    return address(read("_config.yml", yaml, below), path);
  };
  CHECK(in("_events", "collections: [events]\n", "bal.md") == "-");
  CHECK(in("_events", "collections: {events: {output: false}}\n", "bal.md") == "-");
  CHECK(in("_events", "title: x\n", "bal.md") == "-");
  CHECK(in("_data", "title: x\n", "events.yml") == "-");
  CHECK(in("evenements", "exclude: [evenements]\n", "bal.md") == "-");
  CHECK(in("site/_events", "source: other\ncollections: {events: {output: true}}\n", "bal.md") ==
        "-");
  CHECK(in("_events", "collections: {events: {output: true}}\n", "bal.yml") == "-");
}

TEST_CASE("Jekyll's posts and pages have the site's style; folders of collections are found") {
  const auto in = [](const std::string& below, const std::string& yaml, const std::string& path) {
    return address(read("_config.yml", yaml, below), path);
  };
  CHECK(in("_posts", "", "2027-04-01-bal.md") == "/2027/05/10/bal.html");
  CHECK(in("_posts", "permalink: pretty\n", "2027-04-01-bal.md") == "/2027/05/10/bal/");
  CHECK(in("evenements", "", "bal.md") == "/evenements/bal.html");
  CHECK(in("evenements", "permalink: pretty\n", "bal.md") == "/evenements/bal/");
  CHECK(in("src/colls",
           "source: src\ncollections_dir: colls\ncollections: {fetes: {output: true}}\n",
           "_fetes/bal.md") == "/fetes/bal.html");
}

TEST_CASE("categories of a Jekyll post stand in its address") {
  PageFacts page;
  page.path = "2027-05-10-bal.md";
  page.categories = {"Fetes", "fetes", "été"};
  CHECK(address(read("_config.yml", "", "_posts"), page) ==
        "/fetes/%C3%A9t%C3%A9/2027/05/10/bal.html");
}

TEST_CASE("what a Jekyll pattern holds and is not known is told once, and gives no address") {
  const SiteSettings site = read("_config.yml",
                                 "collections:\n  events:\n    output: true\n"
                                 "    permalink: /:collection/:long_day/:title/\n",
                                 "_events");
  REQUIRE(site.problems.size() == 1);
  CHECK(site.problems[0].file == "../_config.yml");
  CHECK(site.problems[0].line == 4);
  CHECK(site.problems[0].message.find("\":long_day\" is not known") != std::string::npos);
  CHECK(address(site, "bal.md") == "-");
}

TEST_CASE("defaults of front matter give a collection its permalink") {
  const std::string head = "collections: {events: {output: true}, notes: {output: true}}\n";
  const SiteSettings whole =
      read("_config.yml", head +
                              "defaults:\n- scope: {path: '', type: events}\n"
                              "  values: {permalink: /agenda/:title/}\n");
  CHECK(address(whole, "_events/bal.md") == "/agenda/bal/");
  CHECK(address(whole, "_notes/bal.md") == "/notes/bal.html");
  const SiteSettings part =
      read("_config.yml", head +
                              "defaults:\n- scope: {path: _events/old, type: events}\n"
                              "  values: {permalink: /old/:title/}\n");
  CHECK(address(part, "_events/bal.md") == "-");
  CHECK(part.problems.size() == 1);
}

TEST_CASE("Hexo's configuration gives no addresses of pages") {
  const SiteSettings site =
      read("_config.yml",
           "source_dir: source\npublic_dir: public\nlanguage: fr\ntimezone: ''\n"
           "url: https://www.example.fr\nroot: /blog/\n");
  CHECK(site.generator == "Hexo");
  CHECK(site.language->value == "fr");
  CHECK(site.url->value == "https://www.example.fr/blog");
  CHECK_FALSE(site.addresses);
}

TEST_CASE("Hugo's configuration says zone, language and address in all its languages") {
  const std::vector<std::string> evidence = {"../../FILE:1: time zone Europe/Brussels",
                                             "../../FILE:2: language fr-BE",
                                             "../../FILE:3: address of the site "
                                             "https://www.example.fr"};
  const auto check = [&](const std::string& file, const std::string& bytes) {
    std::vector<std::string> wanted = evidence;
    for (std::string& line : wanted) line.replace(line.find("FILE"), 4, file);
    CHECK(read(file, bytes, "content/events").evidence() == wanted);
  };
  check("hugo.toml",
        "timeZone = 'Europe/Brussels'\nlanguageCode = 'fr-be'\nbaseURL = "
        "'https://www.example.fr/'\n");
  check("config.yaml",
        "timezone: Europe/Brussels\nlanguagecode: fr-be\nbaseurl: https://www.example.fr/\n");
  check("config.json",
        "{\"timeZone\": \"Europe/Brussels\",\n\"languageCode\": \"fr-be\",\n"
        "\"baseURL\": \"https://www.example.fr/\"}");
}

TEST_CASE("Hugo's folder of configuration is read as one; what comes later goes before") {
  const SiteSettings site = read_site_settings(
      {{{"config/_default/hugo.toml", "baseURL = 'https://draft.example.fr'\n", ""},
        {"config/_default/permalinks.toml", "events = '/agenda/:slug/'\n", ""},
        {"config/production/hugo.toml", "baseURL = 'https://www.example.fr'\n", ""}},
       "content/events"});
  CHECK(site.url->value == "https://www.example.fr");
  CHECK(address(site, "bal.md") == "/agenda/bal-d%C3%A9t%C3%A9/");
  const SiteSettings page = read_site_settings(
      {{{"config/_default/permalinks.yaml", "page:\n  events: /agenda/:filename/\n", ""}},
       "content/events"});
  CHECK(address(page, "bal.md") == "/agenda/bal/");
}

TEST_CASE("Hugo gives pages their addresses") {
  const auto events = [](const std::string& more, const std::string& path) {
    return address(read("hugo.toml", more, "content/events"), path);
  };
  CHECK(events("", "bal.md") == "/events/bal/");
  CHECK(events("", "2027/Le Bal, masqué.md") == "/events/2027/le-bal-masqu%C3%A9/");
  CHECK(events("", "bal/index.md") == "/events/bal/");
  CHECK(events("uglyURLs = true\n", "bal.md") == "/events/bal.html");
  CHECK(events("contentDir = 'src'\n", "bal.md") == "-");
  CHECK(events("[permalinks]\nevents = '/agenda/:year/:month/:slug/'\n", "bal.md") ==
        "/agenda/2027/05/bal-d%C3%A9t%C3%A9/");
  CHECK(events("[permalinks]\nevents = '/:sections/:title'\n", "bal.md") ==
        "/events/bal-d%C3%A9t%C3%A9/");
  CHECK(events("[permalinks]\nevents = '/:sections/:title'\n", "2027/bal.md") == "-");
  CHECK(events("[permalinks]\nposts = '/:year/:slug/'\n", "bal.md") == "/events/bal/");
  CHECK(events("[permalinks.page]\nevents = '/a/:contentbasename/'\n", "bal/index.md") ==
        "/a/bal/");
  CHECK(events("[permalinks]\nevents = '/a/:filename/'\n", "bal/index.md") == "-");
  CHECK(events("", "bal#1.md") == "-");
  CHECK(events("", "_index.md") == "-");
  CHECK(events("", "list.yml") == "-");
}

// As `hugo list all` of 0.111.3 tells them.
TEST_CASE("odd names and titles have the addresses that Hugo gives them") {
  const auto at = [](const std::string& title, const std::string& path,
                     const std::string& pattern) {
    PageFacts page;
    page.path = path;
    page.title = title;
    page.date = Day(2026, 1, 2);
    const std::string permalinks = "[permalinks]\nevents = '" + pattern + "'\n";
    return address(read("hugo.toml", pattern.empty() ? "" : permalinks, "content/events"), page);
  };
  CHECK(at("", "Upper Case File.md", "") == "/events/upper-case-file/");
  CHECK(at("", "été à l'œuvre.md", "") == "/events/%C3%A9t%C3%A9-%C3%A0-l%C5%93uvre/");
  CHECK(at("", "with_under.score-dots.v2.md", "") == "/events/with_under.score-dots.v2/");
  CHECK(at("", "dup--dash__x.md", "") == "/events/dup--dash__x/");
  CHECK(at("", "2027-05-11-dated.md", "") == "/events/2027-05-11-dated/");
  CHECK(at("Dup -- dash", "x.md", "/:year/:month/:title/") == "/2026/01/dup--dash/");
  CHECK(at("A (b) [c]", "x.md", "/:title/") == "/a-b-c/");
  CHECK(at("Dots & Co", "x.md", "/:title/") == "/dots-co/");
  const auto title = [&](const std::string& text) { return at(text, "x.md", "/:title/"); };
  CHECK(title("Fête de l’été – 2e « édition » n°3 : 5 €") ==
        "/f%C3%AAte-de-l%C3%A9t%C3%A9-2e-%C3%A9dition-n3-5/");
  CHECK(title("A…B … C") == "/ab-c/");
  CHECK(title("L’Œuvre — suite") == "/l%C5%93uvre-suite/");
  CHECK(title("Été · deux") == "/%C3%A9t%C3%A9-deux/");
  CHECK(title("«\u00A0Quoi\u202F?\u00A0»") == "/quoi/");
  CHECK(title("a -  b") == "/a-b/");
  CHECK(title("-x- – y") == "/-x-y/");
  CHECK(title("日本") == "-");
  CHECK(at("Dots & Co: a+b", "x.md", "/:title/") == "-");
  CHECK(at("", "sub/Deep File.md", "/e/:filename/") == "/e/deep-file/");
  CHECK(at("", "a+b.md", "/e/:filename/") == "-");
  CHECK(at("", "a+b.md", "") == "/events/a+b/");
  CHECK(at("", "a + b.md", "") == "/events/a-+-b/");
}

TEST_CASE("the slug of a Hugo page counts, and a day that is not certain gives no address") {
  const SiteSettings site =
      read("hugo.toml", "[permalinks]\nevents = '/:year/:slug/'\n", "content/events");
  PageFacts page;
  page.path = "bal.md";
  page.slug = "Grand Bal";
  page.date = Day(2027, 1, 1);
  CHECK(address(site, page) == "/2027/grand-bal/");
  page.date_is_odd = true;
  CHECK(address(site, page) == "-");
  page.date.reset();
  page.date_is_odd = false;
  CHECK(address(site, page) == "-");
}

TEST_CASE("Hugo's languages stand in folders, suffixes and addresses") {
  const SiteSettings by_folder =
      read("hugo.toml",
           "defaultContentLanguage = 'fr'\n[languages.fr]\ncontentDir = 'content/fr'\n"
           "[languages.en]\ncontentDir = 'content/en'\nlanguageCode = 'en-gb'\n",
           "content");
  CHECK(by_folder.language_of("fr/events") == "fr");
  CHECK(by_folder.language_of("en/events") == "en-GB");
  CHECK(by_folder.language_of("other") == "fr");
  CHECK(address(by_folder, "fr/events/bal.md") == "/events/bal/");
  CHECK(address(by_folder, "en/events/bal.md") == "/en/events/bal/");
  const SiteSettings by_suffix =
      read("hugo.toml",
           "defaultContentLanguage = 'fr'\ndefaultContentLanguageInSubdir = true\n"
           "[languages.fr]\nweight = 1\n[languages.en]\nweight = 2\n",
           "content");
  CHECK(address(by_suffix, "events/bal.md") == "/fr/events/bal/");
  CHECK(address(by_suffix, "events/bal.en.md") == "/en/events/bal/");
  CHECK(address(by_suffix, "events/bal.de.md") == "/fr/events/bal.de/");
}

TEST_CASE("what Hugo does with a site in ways that are not followed is told once") {
  for (const std::string toml :
       {"[permalinks]\nevents = '/:weekday/:slug/'\n", "[permalinks]\nevents = '/:sections[1:]/'\n",
        "[uglyURLs]\nevents = true\n", "disablePathToLower = true\n", "removePathAccents = true\n",
        "[[module.mounts]]\nsource = 'x'\ntarget = 'content/events'\n"}) {
    const SiteSettings site = read("hugo.toml", toml, "content/events");
    CHECK(site.problems.size() == 1);
    CHECK((!site.addresses || address(site, "bal.md") == "-"));
  }
}

TEST_CASE("Zola's configuration is told from Hugo's") {
  const SiteSettings site = read(
      "config.toml", "base_url = 'https://www.example.fr'\ndefault_language = 'fr'\n", "content");
  CHECK(site.generator == "Zola");
  CHECK(site.language->value == "fr");
  CHECK(site.url->value == "https://www.example.fr");
  CHECK_FALSE(site.addresses);
}

TEST_CASE("a generator's configuration that cannot be used is told, and what it said holds on") {
  const SiteSettings before = read("_config.yml", "timezone: Indian/Reunion\n", "_events");
  const GeneratorFiles faulty{{{"_config.yml", "timezone: [\n", ""}}, "_events"};
  const SiteSettings kept = read_site_settings(faulty, &before);
  CHECK(kept.zone->value.name() == "Indian/Reunion");
  REQUIRE(kept.problems.size() == 1);
  CHECK(kept.problems[0].severity == Severity::warning);
  CHECK(kept.problems[0].file == "../_config.yml");
  CHECK(kept.is_same(read_site_settings(faulty, &kept)));
  CHECK_FALSE(kept.is_same(before));
  const SiteSettings closed =
      read_site_settings({{{"hugo.toml", std::nullopt, "Permission denied"}}, ""}, nullptr);
  REQUIRE(closed.problems.size() == 1);
  CHECK(closed.problems[0].message.find("Permission denied") != std::string::npos);
  CHECK_FALSE(closed.zone);
  const SiteSettings misspelt = read("_config.yml", "timezone: Europe/Pari\n");
  REQUIRE(misspelt.problems.size() == 1);
  CHECK(misspelt.problems[0].line == 1);
}
