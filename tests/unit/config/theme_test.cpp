#include <algorithm>
#include <filesystem>

#include "config/config.hpp"
#include "config/theme_files.hpp"
#include "config/theme_stylesheet.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;

namespace {

const std::string kLogo = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 40'/>";

/// "line:column message" of each problem.
std::vector<std::string> told(const Problems& problems) {
  std::vector<std::string> lines;
  for (const Problem& problem : problems) {
    lines.push_back(std::to_string(problem.line) + ':' + std::to_string(problem.column) + ' ' +
                    problem.message);
  }
  return lines;
}

std::vector<std::string> faults_of(std::string_view stylesheet) {
  Problems problems;
  check_stylesheet(stylesheet, "theme.css", problems);
  CHECK(std::all_of(problems.begin(), problems.end(), [](const Problem& problem) {
    return problem.file == "theme.css" && !problem.hint.empty();
  }));
  return told(problems);
}

std::vector<std::string> refused(const std::string& yaml) {
  try {
    read_settings(yaml, "almanach.yml", {});
  } catch (const ConfigError& error) {
    return told(error.problems());
  }
  return {};
}

}  // namespace

TEST_CASE("what keeps a stylesheet out of our pages is told with its place") {
  using Lines = std::vector<std::string>;
  CHECK(faults_of(":root { --ink: #000; background: url('data:image/png;base64,AA') }").empty());
  CHECK(faults_of("a { filter: url(#blur); src: local('Marianne') }").empty());
  CHECK(faults_of("/* é */ @import 'b.css'; a {}") ==
        Lines{"1:9 @import loads another stylesheet"});
  CHECK(faults_of("a {\n  b: url(//evil.example/x) }") ==
        Lines{"2:6 url(\"//evil.example/x\") loads something from elsewhere"});
  CHECK(faults_of("a { b: url( \"logo.png\" ) }") ==
        Lines{"1:8 url(\"logo.png\") loads something from elsewhere"});
  CHECK(faults_of("a { b: url(data:font/woff2;base64,AA) }").size() == 1);
  CHECK(faults_of("a { b: URL(HTTPS://e.example) }").size() == 1);
  CHECK(faults_of("@\\49 MPORT 'x'; a {}").size() == 1);
  CHECK(faults_of("a { b: \\75rl(//e.example) }").size() == 1);
  CHECK(faults_of("a { b: image-set('x.png' 1x) }") ==
        Lines{"1:8 image-set() may load something from elsewhere"});
  CHECK(faults_of("root:x:0:0:root:/root:/bin/bash\n") ==
        Lines{"1:1 this is no stylesheet: it holds no rule"});
  CHECK(faults_of("/* look */\n--ink: #000;") ==
        Lines{"2:1 this is no stylesheet: it holds no rule"});
  CHECK(faults_of("/* nothing yet */").empty());
  CHECK(faults_of("/* </STYLE> */") == Lines{"1:4 \"</style\" ends the stylesheet here"});
  CHECK(faults_of("a { b: c") == Lines{"1:3 a bracket is opened here and never closed"});
  CHECK(faults_of("a\xff") == Lines{"1:2 the stylesheet is not UTF-8"});
  CHECK(faults_of(std::string("a\0", 2)) == Lines{"1:2 the stylesheet holds a NUL character"});
}

TEST_CASE("no more faults of a stylesheet are told than anybody reads") {
  std::string text = "a {}";
  for (int i = 0; i < 5000; ++i) text += "@import;";
  CHECK(faults_of(text).size() <= 101);
}

TEST_CASE("a theme's files lie beside the configuration") {
  TemporaryFolder folder;
  folder.write("theme.css", "\xef\xbb\xbf:root {\r\n --ink: #000; }\r");
  folder.write("logo.svg", kLogo);
  const std::string file = (folder / "almanach.yml").string();
  const Config config =
      read_config("theme: {stylesheet: theme.css, logo: ./logo.svg, logo_text: Ville}", file, {});
  REQUIRE(config.theme);
  CHECK(config.theme->stylesheet.bytes.empty());
  Problems problems;
  const auto theme = load_theme(*config.theme, file, problems);
  REQUIRE(theme);
  CHECK(problems.empty());
  // As browsers hash it: without its byte order mark, line ends LF.
  CHECK(theme->stylesheet.bytes == ":root {\n --ink: #000; }\n");
  CHECK(theme->style_source == "'sha256-U8OcDU0/wNRviGKReWjdwKp1Jbw3Aw3YrXhhp1Sj7D8='");
  CHECK(theme->logo.path == (folder / "logo.svg").string());
  CHECK(theme->logo.bytes == kLogo);
  CHECK(theme->logo_width == 120);
  CHECK(theme->logo_address.starts_with("/assets/"));
  CHECK(theme->logo_address.ends_with(".svg"));
}

TEST_CASE("a theme's file that is not there, too large or no picture is told where it is named") {
  TemporaryFolder folder;
  folder.write("large.css", std::string(kLargestStylesheet + 1, ' '));
  folder.write("logo.svg", "<html>");
  folder.make_folder("folder");
  const std::string file = (folder / "almanach.yml").string();
  const auto faults = [&](const std::string& yaml) {
    Problems problems;
    CHECK_FALSE(load_theme(*read_config(yaml, file, {}).theme, file, problems));
    REQUIRE(problems.size() == 1);
    CHECK(problems.front().file == file);
    CHECK(problems.front().line == 2);
    CHECK(problems.front().column > 3);
    return problems.front().message;
  };
  const auto path = [&](const char* name) { return '"' + (folder / name).string() + '"'; };
  CHECK(faults("theme:\n  stylesheet: none.css") == "there is no file " + path("none.css"));
  CHECK(faults("theme:\n  stylesheet: folder") == path("folder") + " is no file");
  CHECK(faults("theme:\n  stylesheet: /dev/zero") == "\"/dev/zero\" is no file");
  CHECK(faults("theme:\n  stylesheet: large.css") ==
        path("large.css") + " is larger than 64000 bytes");
  CHECK(faults("theme:\n  logo: logo.svg") ==
        path("logo.svg") + " is no picture that browsers show: it is no SVG, PNG, WebP or JPEG");
  folder.write("closed.css", "");
  folder.set_permissions("closed.css", 0);
  const Unprivileged nobody;
  CHECK(faults("theme:\n  stylesheet: closed.css") ==
        path("closed.css") + " cannot be read: Permission denied");
}

TEST_CASE("links have words in each language and an address that everybody can follow") {
  const Config config = read_config(
      "theme:\n  links:\n  - {name: {fr: Plan, en: Map}, url: https://a.example/p é}\n"
      "  - {name: Écrire, url: mailto:a@a.example}\n  - {name: {en: News}, url: http://a.example}\n"
      "  legal_notice: https://a.example/legal\n",
      "f", {});
  const auto& links = config.theme->links;
  REQUIRE(links.size() == 3);
  CHECK(links[0].french == "Plan");
  CHECK(links[0].english == "Map");
  CHECK(links[0].address == "https://a.example/p%20%C3%A9");
  CHECK(links[1].english == "Écrire");
  CHECK(links[2].french == "News");
  CHECK(config.theme->legal_notice == "https://a.example/legal");
  CHECK_FALSE(read_config("name: x", "f", {}).theme);
}

TEST_CASE("what is no link of a theme is refused") {
  using Lines = std::vector<std::string>;
  CHECK(refused("theme: {links: {a: b}}") == Lines{"1:16 links takes a list of links"});
  CHECK(refused("theme: {links: [{name: a}]}") ==
        Lines{"1:17 a link of the theme has a name and a url"});
  CHECK(refused("theme: {links: [{name: {}, url: https://a.example}]}").size() == 1);
  CHECK(refused("theme: {links: [{name: a, url: javascript:x}]}") ==
        Lines{"1:32 url: \"javascript:x\" is no http or https address"});
  CHECK(refused("theme: {links: [{name: {de: a}, url: https://a.example}]}").size() == 1);
  CHECK(refused("theme: {legal_notice: mailto:a@a.example}").size() == 1);
  CHECK(refused("theme: {accessibility: /here}").size() == 1);
  CHECK(refused("theme: {logo: [a]}").size() == 1);
  CHECK(refused("theme: {stylesheets: a}") == Lines{"1:9 unknown key \"stylesheets\""});
  std::string many = "theme:\n  links:\n";
  for (std::size_t i = 0; i <= kMostThemeLinks; ++i)
    many += "  - {name: a, url: https://a.example}\n";
  CHECK(refused(many) == Lines{"3:3 links takes 12 links at most"});
}
