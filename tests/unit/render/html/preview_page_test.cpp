#include "render/html/preview_page.hpp"

#include "config/field_names.hpp"
#include "config/theme.hpp"
#include "render/html/preview_reading.hpp"
#include "render/html/preview_words.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

bool contains(const std::string& text, std::string_view part) {
  return count(text, part) > 0;
}

Page page_in(Language language) {
  Page page;
  page.address = read_page_address("/preview");
  page.language = language;
  return page;
}

}  // namespace

TEST_CASE("the list tells why a file gives no event, in both languages") {
  PreviewList list;
  list.all = list.found = 5;
  list.files = {{"a/x.md", 2, 1, 3, FileRole::event, "", true},
                {"a/_index.md", 0, 0, 0, FileRole::section, "", true},
                {"a/x.en.md", 1, 0, 0, FileRole::variant, "a/x.md", true},
                {"a/texte.md", 0, 0, 0, FileRole::event, "", true},
                {"a/ferme.md", 0, 0, 0, FileRole::event, "", false}};
  const Config config = read_config("", "", {});
  const std::string english = render_preview_list(page_in(Language::english), list, config);
  for (const char* part : {"errors: 1", "warnings: 3", "events: 2", "the page of its folder",
                           "a translation of a/x.md", "no event: no day", "cannot be read"})
    CHECK(contains(english, part));
  const std::string french = render_preview_list(page_in(Language::french), list, config);
  for (const char* part : {"erreurs : 1", "traduction de a/x.md", "ne peut pas être lu"})
    CHECK(contains(french, part));
  CHECK(contains(french, "name=\"robots\" content=\"noindex\""));
}

TEST_CASE("the preview's links are of this machine, whatever the public address") {
  PreviewList list;
  list.files = {{"a/à & b.md", 1, 0, 0, FileRole::event, "", true}};
  Config config = read_config("", "", {});
  config.base_url = "https://www.example.org/agenda";
  const std::string page = render_preview_list(page_in(Language::english), list, config);
  CHECK(contains(page, "href=\"/preview?file=a/%C3%A0%20%26%20b.md\""));
  CHECK_FALSE(contains(page, "href=\"/agenda"));
  const PageAddress here = read_page_address("/preview");
  CHECK(preview_path(here, "a.md", 1) == "/preview?file=a.md&event=2");
  CHECK(preview_path(here, "") == "/preview");
}

TEST_CASE("a page that was asked for in a language leads on in it") {
  PreviewList list;
  list.files = {{"a/b.md", 1, 0, 0, FileRole::event, "", true}};
  Page page = page_in(Language::english);
  page.address.language = Language::english;
  const Config config = read_config("", "", {});
  const std::string listed = render_preview_list(page, list, config);
  CHECK(contains(listed, "href=\"/preview.en.html?file=a/b.md\""));
  CHECK(contains(listed, "action=\"/preview.en.html\""));
  PreviewFile file;
  file.path = "a/b.md";
  CHECK(contains(render_preview_file(page, file, Day(2027, 1, 1), config),
                 "href=\"/preview.en.html\""));
}

TEST_CASE("a theme's stylesheet and logo may be loaded") {
  Config config = read_config("", "", {});
  const std::string without = preview_security_policy(config);
  Theme theme;
  theme.stylesheet.bytes = "body { color: navy; }";
  theme.style_source = "'sha256-theirs'";
  theme.logo_address = "/theme/logo.svg";
  config.theme = std::make_shared<const Theme>(theme);
  const std::string with = preview_security_policy(config);
  CHECK_FALSE(contains(without, "theirs"));
  CHECK(contains(with, " 'sha256-theirs' 'sha256-"));
  CHECK(contains(with, "img-src data: 'self' https:"));
}

TEST_CASE("a reading has a row for each fact, for what is assumed, and for what nobody reads") {
  EventTrace trace;
  trace.read = {{"title", "titre", {2, 8}, "Le <bal>", false},
                {"title", "nom", {3, 6}, "Bal", true},
                {"start", "", {}, "a/2027-05-10-bal.md", false},
                {"description", "", {9, 1}, "Venez", false}};
  trace.unread = {{"", "couleur", {5, 10}, "rouge", false}};
  const auto write = [&](bool end_is_assumed) {
    HtmlWriter html;
    write_reading(html, trace, {"Europe/Paris", std::chrono::hours(1), end_is_assumed},
                  Language::english);
    return html.take();
  };
  const std::string text = write(true);
  CHECK(contains(text, "Le &lt;bal&gt;"));
  CHECK(contains(text, "<code>titre</code>, line 2"));
  CHECK(contains(text, "(a key that goes before has a value)"));
  CHECK(contains(text, "the file’s name"));
  CHECK(contains(text, "60 min, for want of an end or a length (default_duration)"));
  CHECK(contains(text, "<td>text of the file, line 9</td>"));
  CHECK(contains(text, "Europe/Paris, that of the calendar"));
  CHECK(contains(text, "<code>couleur</code>, line 5"));
  CHECK(count(text, "<tr>") == 9);
  CHECK(count(write(false), "<tr>") == 8);
  trace.has_zone = true;
  CHECK_FALSE(contains(write(false), "Europe/Paris"));
}

TEST_CASE("a line of the source is found by its number") {
  CHECK(source_line("a\n  b\nc", 2) == "b");
  CHECK(source_line("a\n  b\nc", 3) == "c");
  CHECK(source_line("a\n", 2).empty());
  CHECK(source_line("a", 0).empty());
  CHECK(source_line("a", 9).empty());
}

TEST_CASE("every field has a name that people understand") {
  for (const FrontMatterField& field : front_matter_fields()) {
    for (const Language language : {Language::french, Language::english}) {
      const std::string_view name = name_field(field.name, language);
      CHECK_FALSE(name.empty());
      CHECK(name.find('_') == std::string_view::npos);
    }
  }
  CHECK(name_field("start", Language::french) == "début");
}
