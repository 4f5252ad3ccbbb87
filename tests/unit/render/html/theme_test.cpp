#include <fmt/format.h>

#include <algorithm>

#include "config/config.hpp"
#include "render/html/assets.hpp"
#include "render/html/document.hpp"
#include "render/html/theme_colors.hpp"
#include "render/html/theme_reach.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

Theme theme_of(std::string stylesheet) {
  Theme theme;
  theme.stylesheet = {"theme.css", {}, std::move(stylesheet)};
  return theme;
}

/// "line:column message; hint" of each remark.
std::vector<std::string> remarks(const std::string& stylesheet) {
  std::vector<std::string> lines;
  for (const Problem& problem : check_theme_colors(theme_of(stylesheet))) {
    CHECK(problem.severity == Severity::warning);
    CHECK(problem.file == "theme.css");
    lines.push_back(
        fmt::format("{}:{} {}; {}", problem.line, problem.column, problem.message, problem.hint));
  }
  return lines;
}

using Lines = std::vector<std::string>;

std::string page(const Config& config, Language language) {
  Page page;
  page.language = language;
  return render_document(page, config, [](HtmlWriter& html) { html.text("here"); });
}

bool has(const std::string& html, std::string_view part) {
  return html.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("our own colours can be read, each pair of them in light and dark") {
  CHECK(find_own_low_contrasts() == Lines{});
}

TEST_CASE("each colour of our stylesheet is in a pair, and each pair is in the stylesheet") {
  std::vector<std::string> paired = {"--line", "--font"};  // neither is read
  const auto known = look_properties();
  for (const ColorPair& pair : color_pairs()) {
    for (const std::string_view name : {pair.text, pair.ground}) {
      INFO(name);
      CHECK(std::find(known.begin(), known.end(), name) != known.end());
      paired.emplace_back(name);
    }
  }
  for (const std::string& name : known) {
    INFO(name);
    CHECK(std::find(paired.begin(), paired.end(), name) != paired.end());
    CHECK(stylesheet().find("var(" + name + ")") != std::string_view::npos);
  }
}

TEST_CASE("a theme that can be read is passed without a word") {
  CHECK(remarks(":root { --accent: #003d2e } @media (prefers-color-scheme: dark) { :root { "
                "--accent: #7fe0c0; --on-accent: #00150f } }")
            .empty());
  CHECK(remarks(":root { --brand: #003d2e; --accent: light-dark(var(--brand), #7fe0c0); "
                "--on-accent: light-dark(white, black); }")
            .empty());
  CHECK(remarks("@media print { :root { --ink: #ccc } }").empty());
  CHECK(remarks("h1 { color: #eee } .mine { --gap: 1rem }").empty());
}

TEST_CASE("a contrast that is too low is told with its place, in light and in dark") {
  CHECK(remarks(":root {\n  --soft: #999;\n}\n@media (prefers-color-scheme: dark) {\n  :root { "
                "--soft: #b4b4c2 }\n}\n") ==
        Lines{"2:3 --soft (#999999) on --ground (#ffffff) has a contrast of 2.84 in light: text "
              "needs 4.5; make the darker of them darker, or the lighter lighter",
              "2:3 --soft (#999999) on --panel (#f4f4fb) has a contrast of 2.60 in light: text "
              "needs 4.5; make the darker of them darker, or the lighter lighter"});
  // What is said in :root alone holds in the dark, too.
  CHECK(remarks(":root { --accent: #003d2e }") ==
        Lines{"1:9 --accent (#003d2e) on --ground (#14141a) has a contrast of 1.49 in dark: text "
              "needs 4.5; set both in :root within @media (prefers-color-scheme: dark), too",
              "1:9 --accent (#003d2e) on --panel (#1f1f29) has a contrast of 1.32 in dark: text "
              "needs 4.5; set both in :root within @media (prefers-color-scheme: dark), too",
              "1:9 --on-accent (#10102a) on --accent (#003d2e) has a contrast of 1.51 in dark: "
              "text needs 4.5; set both in :root within @media (prefers-color-scheme: dark), too"});
  // What comes later counts, and what is important before it.
  CHECK(remarks(":root { --soft: #999 } :root { --soft: light-dark(#555, #bbb) }").empty());
  CHECK(remarks(":root { --soft: #999 !important } :root { --soft: light-dark(#555, #bbb) }")
            .size() == 2);
}

TEST_CASE("what the check cannot tell, it says") {
  CHECK(remarks(":root { --ink: oklch(20% 0 0) }") ==
        Lines{"1:9 --ink is no plain colour: its contrast is not checked; write #rrggbb, rgb(), "
              "hsl() or a name of CSS to have it checked"});
  CHECK(remarks(":root { --ink: var(--ink) }").size() == 1);
  CHECK(remarks(":root { --ink: var(--none) }").size() == 1);
  CHECK(remarks(":root { --ink: var(--none, light-dark(black, white)) }").empty());
  CHECK(remarks("body { --ink: #ccc }") ==
        Lines{"1:8 --ink is set elsewhere than in :root: contrast is not checked there; set it in "
              ":root, or in :root within @media (prefers-color-scheme: dark)"});
  CHECK(
      remarks("@supports (color: red) { :root { --ink: #ccc } }") ==
      Lines{"1:34 --ink is set under a condition: contrast is not checked there; set it in :root, "
            "or in :root within @media (prefers-color-scheme: dark)"});
  CHECK(remarks("@media (width > 40em) { :root { --ink: #ccc } }").size() == 1);
  CHECK(remarks("@supports (a: b) { p { --ink: #ccc } }").front().find("elsewhere") !=
        std::string::npos);
  CHECK(remarks(":root { --acent: red }") ==
        Lines{"1:9 --acent is no property of the pages; did you mean \"--accent\"?"});
}

TEST_CASE("the root is known by each of its names, on every screen") {
  // Two pairs of --soft, in light; with light-dark() none in the dark.
  for (const char* root :
       {":root", ":ROOT", "html:root", ":is( :root )", ":root:root", "p, :root"}) {
    INFO(root);
    CHECK(remarks(fmt::format("{} {{ --soft: light-dark(#999, #bbb) }}", root)).size() == 2);
  }
  for (const char* media : {"all", "screen", "only screen", "all and (prefers-color-scheme: light)",
                            "SCREEN and (prefers-color-scheme:light)"}) {
    INFO(media);
    CHECK(remarks(fmt::format("@media {} {{ :root {{ --soft: light-dark(#999, #bbb) }} }}", media))
              .size() == 2);
  }
  for (const char* other : {":is(:root:hover)", ":root p", "html", ":is(:root", ":not(:root)"}) {
    INFO(other);
    CHECK_FALSE(weigh_roots(other));
  }
}

TEST_CASE("what goes before what is as browsers have it") {
  // A heavier selector, though it comes first, and though ours stands in @media.
  CHECK(remarks("html:root { --soft: #999 } :root { --soft: light-dark(#555, #bbb) }").size() == 2);
  CHECK(remarks("html:root { --soft: #555 }").size() == 2);
  // In a layer nothing goes before what the pages set, but for what is important.
  CHECK(remarks("@layer look { :root { --soft: #999 } }") ==
        Lines{"1:23 --soft never takes effect in a @layer: what the pages set is in none, and goes "
              "first; take it out of the @layer"});
  CHECK(remarks("@layer { :root { --soft: light-dark(#999, #bbb) !important } }").size() == 2);
  CHECK(
      remarks("@layer { :root { --brand: #555 } } :root { --soft: light-dark(var(--brand), #bbb) }")
          .empty());
}

TEST_CASE("a stylesheet costs what it is long, whatever it holds") {
  // Each of these took minutes, or a gigabyte, of what was copied for each property.
  std::string chain = ":root{--ink:var(--v0);";
  for (int i = 0; chain.size() < 60'000; ++i) chain += fmt::format("--v{}:var(--v{});", i, i + 1);
  CHECK(remarks(chain + "}").size() == 1);
  std::string wide = std::string(30'000, 'a') + "{";
  for (int i = 0; i < 5'000; ++i) wide += "--a:0;";
  CHECK(remarks(wide + "}").empty());
  std::string inner = std::string(30'000, 'a') + "{";
  for (int i = 0; i < 3'000; ++i) inner += "a{--a:0}";
  CHECK(remarks(inner + "}").empty());
  std::string many;
  for (int i = 0; i < 4'000; ++i) many += "a{--ink:0}\n";
  CHECK(remarks(many).size() == 101);
}

TEST_CASE("comments and strings do not fool the check") {
  CHECK(remarks("/* :root { --ink: #ccc } */") ==
        Lines{"1:1 the stylesheet is empty; write rules, such as :root { --accent: #005c4b; }, or "
              "take it out of the theme"});
  CHECK(remarks("a { content: ':root { --ink: #ccc }' }").empty());
  CHECK(remarks("a { content: '}' ; } /* { */ :root { --ink: #ccc }").size() == 2);
}

TEST_CASE("a page has the theme's stylesheet behind ours, its logo and its links") {
  Config config = read_config("base_url: https://a.example/x\nname: Ville\n", "", {});
  const std::string plain = page(config, Language::french);
  CHECK(has(plain, "rel=\"home\">Ville</a>"));
  CHECK_FALSE(has(plain, "Mentions légales"));
  CHECK(content_security_policy(false, false, false, config).find("img-src data:;") !=
        std::string::npos);
  auto theme = std::make_shared<Theme>(theme_of(":root{--ink:#111}"));
  theme->style_source = "'sha256-x'";
  theme->logo_address = "/assets/1.svg";
  theme->logo_width = 120;
  theme->logo_height = 40;
  theme->links = {{"Plan", "Map", "https://a.example/plan"}};
  theme->legal_notice = "https://a.example/legal?a&b";
  theme->accessibility = "https://a.example/acc";
  config.theme = theme;
  const std::string french = page(config, Language::french);
  CHECK(has(french, std::string(stylesheet()) + "</style>\n<style>:root{--ink:#111}</style>"));
  CHECK(has(french, "<img src=\"/x/assets/1.svg\" alt width=\"120\" height=\"40\">Ville</a>"));
  CHECK(has(french, " · <a href=\"https://a.example/plan\">Plan</a>"));
  CHECK(has(french, "<a href=\"https://a.example/legal?a&amp;b\">Mentions légales</a>"));
  CHECK(has(french, "<a href=\"https://a.example/acc\">Accessibilité</a>"));
  const std::string english = page(config, Language::english);
  CHECK(has(english, ">Map</a>"));
  CHECK(has(english, ">Legal notice</a>"));
  const std::string policy = content_security_policy(false, false, false, config);
  CHECK(has(policy, "style-src " + style_source() + " 'sha256-x';"));
  CHECK(has(policy, "img-src data: 'self';"));
  // A logo in which the name can be read stands for it.
  auto named = std::make_shared<Theme>(*theme);
  named->logo_text = "Ville";
  config.theme = named;
  CHECK(has(page(config, Language::french), "alt=\"Ville\" width=\"120\" height=\"40\"></a>"));
}
