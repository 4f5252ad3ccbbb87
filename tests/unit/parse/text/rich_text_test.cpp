#include "parse/text/rich_text.hpp"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "support/catch.hpp"

namespace almanach {
namespace {

const RichTextOptions kSite{"https://site.example/base/"};

std::string plain(std::string_view markdown) {
  return read_markdown(markdown, {}).plain;
}

std::string html(std::string_view markdown) {
  return read_markdown(markdown, {}).html;
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

struct Example {
  std::string_view markdown;
  std::string_view plain;
};

void check_plain(std::initializer_list<Example> examples) {
  for (const Example& example : examples) {
    CAPTURE(example.markdown);
    CHECK(plain(example.markdown) == example.plain);
  }
}

TEST_CASE("Paragraphs and lines of Markdown", "[rich_text]") {
  check_plain({
      {"", ""},
      {" \n\n\t\n", ""},
      {"one\n\n\n\ntwo", "one\n\ntwo"},
      {"one\ntwo", "one two"},
      {"one  \ntwo", "one\ntwo"},
      {"one<br>two<br/>\nthree", "one\ntwo\nthree"},
      {"one<br><br>two", "one\n\ntwo"},
      {"one\r\n\r\ntwo\rthree", "one\n\ntwo three"},
      {"# Title\ntext\n\n---\n\nmore", "Title\n\ntext\n\nmore"},
      {"**bold** *slanted* `code` ~~struck~~ ~not~", "bold slanted code struck ~not~"},
      {"> quoted\n>\n> twice", "quoted\n\ntwice"},
      {"AT&amp;T &lt;b&gt; &eacute;", "AT&T <b> é"},
      {"\\*no emphasis\\*", "*no emphasis*"},
      {"```\na  b   \n\n  c\n```", "a  b\n\n  c"},
      {"| Time | Room |\n|---|---|\n| 9 h | A |\n| 10 h | |", "Time | Room\n9 h | A\n10 h"},
  });
}

TEST_CASE("Lists of Markdown", "[rich_text]") {
  check_plain({
      {"* a\n* b", "- a\n- b"},
      {"- a\n\n- b", "- a\n- b"},
      {"3. a\n4. b", "3. a\n4. b"},
      {"- a\n  - b\n    - c\n- d", "- a\n  - b\n    - c\n- d"},
      {"- a  \n  b\n\n  c", "- a\n  b\n\n  c"},
      {"text:\n- a", "text:\n\n- a"},
      {"-\n- b", "- b"},
  });
  CHECK(html("3. a\n4. b") == "<ol start=\"3\"><li>a</li><li>b</li></ol>");
  CHECK(html("- a\n  - b") == "<ul><li>a<ul><li>b</li></ul></li></ul>");
}

TEST_CASE("Spaces are French where they are single and not at the end of a line", "[rich_text]") {
  check_plain({
      {"à 14&nbsp;h, «\u202Foui\u202F»", "à 14\u00A0h, «\u202Foui\u202F»"},
      {"a &nbsp; b", "a b"},
      {"<p>&nbsp;</p>a&nbsp;<br>&nbsp;b\u00A0", "a\nb"},
      {"a\u200Bb\u2028c", "ab c"},
      {"<b>a </b> b", "a b"},
  });
  CHECK(html("**a **<u> b</u>").find("  ") == std::string::npos);
  CHECK(html("<u>a </u>b") == "<p><u>a</u> b</p>");
}

TEST_CASE("Control characters and bidirectional overrides vanish however they are spelt",
          "[rich_text]") {
  CHECK(plain("a\x01\x1B[31mb\x7F") == "a[31mb");
  CHECK(plain("a&#8238;b\u202Ec&#1;d&#x85;e") == "abcde");
  CHECK(read_html("<pre>a\tb&#7;&#8238;c</pre>", {}).plain == "a    bc");
}

TEST_CASE("kramdown's attribute lists are not text", "[rich_text]") {
  check_plain({
      {"text\n{: .class}", "text"},
      {"text {: .class}", "text"},
      {"> {: .text-center}\n>\n> ## Title\n>\n> {: .margin}\n{: .box role=\"x\" }", "Title"},
      {"- a\n- b\n{: .box}\n\nc", "- a\n- b\n\nc"},
      {"{: .alone}", ""},
      {"one\n{: .class}\ntwo", "one\n\ntwo"},
      {"## Title {#title}\n\ntext", "Title\n\ntext"},
      {"a{::comment}\nhidden\n{:/comment}b", "ab"},
      {"_slanted_{: .c} {not one}", "slanted {not one}"},
      {"{:not closed", "{:not closed"},
      {"\\{: .escaped}", "{: .escaped}"},
  });
  CHECK(plain("[a](https://x.example){:target=\"_blank\"}, b") == "a (https://x.example), b");
  CHECK(html("(http://x.example){:target=\"_blank\"}") ==
        "<p>(<a href=\"http://x.example\">http://x.example</a>)</p>");
}

TEST_CASE("Liquid is not text", "[rich_text]") {
  check_plain({
      {"{% include map.html %}", ""},
      {"one\n{% if x %}\ntwo\n{% endif %}", "one\n\ntwo"},
      {"{{ site.title }} **says** {{ page.x }}hello", "says hello"},
      {"a{% comment %} b\n\nc {% endcomment %}d", "ad"},
      {"one\n    {% x %}\ntwo", "one two"},
      {"{{ not closed", "{{ not closed"},
  });
  CHECK(read_html("<p>{% include a %}b {{ c }}</p>", {}).plain == "b");
  CHECK(read_markdown("[a]({{ site.baseurl }}/b/)", kSite).html ==
        "<p><a href=\"https://site.example/b/\">a</a></p>");
}

TEST_CASE("In code the generator's marks are text", "[rich_text]") {
  check_plain({
      {"`{{ x }}` and `{: .y}`", "{{ x }} and {: .y}"},
      {"```\n{% if x %}\n  {{ y }}\n```", "{% if x %}\n  {{ y }}"},
      {"    {: .z}", "{: .z}"},
  });
}

TEST_CASE("A placeholder cannot be forged", "[rich_text]") {
  CHECK(plain("`{{ x }}` &lt;&#1;0> {&#1;7}") == "{{ x }} <0> {7}");
  CHECK(plain("&#xF0000; some longer text \U000F0001 and <b>more of the text</b>") ==
        "\U000F0000 some longer text \U000F0001 and more of the text");
}

TEST_CASE("Links in plain text", "[rich_text]") {
  check_plain({
      {"[label](https://x.example/a)", "label (https://x.example/a)"},
      {"<https://x.example/>", "https://x.example/"},
      {"[x.example](https://www.x.example/)", "https://www.x.example/"},
      {"see www.x.example.", "see http://www.x.example."},
      {"[a@x.example](mailto:a@x.example?subject=b)", "a@x.example"},
      {"[Ann](mailto:a@x.example)", "Ann (a@x.example)"},
      {"[01 23 45 67 89](tel:+33123456789)", "01 23 45 67 89"},
      {"[call](tel:+33123456789)", "call (+33123456789)"},
      {"[label](/agenda/)", "label"},
      {"[label](#top)", "label"},
      {"[![](/a.png)](https://x.example/form)", "https://x.example/form"},
      {"<a href=\"https://x.example\">one<br></a>two", "one (https://x.example)\ntwo"},
  });
}

TEST_CASE("Relative links are resolved against the site", "[rich_text]") {
  const auto target = [](std::string_view written) {
    const std::string text = read_markdown("[a](" + std::string(written) + ")", kSite).html;
    constexpr std::string_view kStart = "<p><a href=\"";
    constexpr std::string_view kEnd = "\">a</a></p>";
    if (text == "<p>a</p>") return std::string();
    REQUIRE(text.starts_with(kStart));
    REQUIRE(text.ends_with(kEnd));
    return text.substr(kStart.size(), text.size() - kStart.size() - kEnd.size());
  };
  CHECK(target("/agenda/") == "https://site.example/agenda/");
  CHECK(target("agenda/x?y#z") == "https://site.example/base/agenda/x?y#z");
  CHECK(target("../up/./x") == "https://site.example/up/x");
  CHECK(target("//host.example/x") == "https://host.example/x");
  CHECK(target("www.x.example/y") == "https://www.x.example/y");
  CHECK(target("/\\evil.example") == "https://site.example/%5Cevil.example");
  CHECK(target("#top").empty());
  CHECK(target("?q").empty());
  CHECK(target("HTTPS://X.example/É") == "https://X.example/%C3%89");
}

TEST_CASE("Schemes that run code keep only their label, however they are spelt", "[rich_text]") {
  for (const std::string_view target :
       {"javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)",
        "java\nscript:alert(1)", "java&#9;script:alert(1)", "&#1;javascript:alert(1)",
        "javascript&colon;alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
        "https:", "https://", "http:x"}) {
    CAPTURE(target);
    const RichText text = read_html("<a href=\"" + std::string(target) + "\">label</a>", {});
    CHECK(text.plain == "label");
    CHECK(text.html == "<p>label</p>");
  }
  CHECK(html("[a](javascript:x)") == "<p>a</p>");
  CHECK(read_html("<a href=\"java\x01script:x\">a</a>", kSite).html == "<p>a</p>");
}

TEST_CASE("What nobody sees vanishes", "[rich_text]") {
  CHECK(read_html("<script>a</script><style>b</style><template>c</template><noscript>d</noscript>"
                  "<!-- e --><p hidden>f</p><p style=\"Display : NONE\">g</p><textarea>h</textarea>"
                  "<select><option>i</select><iframe>j</iframe><svg><text>k</text></svg>l",
                  {})
            .plain == "l");
  CHECK(read_html("<html><head><title>a</title></head><body>b</body></html>", {}).plain == "b");
  CHECK(read_html("a <?php echo 'some long text' ?> b <!doctype some more text> c", {}).plain ==
        "a b c");
  CHECK(read_html("<script>if (a<b) x = \"</script><p>shown</p>", {}).plain == "shown");
}

TEST_CASE("Pictures are their alternative text", "[rich_text]") {
  CHECK(html("![a map](/map.png) b") == "<p>a map b</p>");
  CHECK(plain("![](/decoration.png)").empty());
}

TEST_CASE("The HTML is small, safe and well-formed", "[rich_text]") {
  CHECK(
      read_html("<div class=a onclick='x()'><h1>T</h1><p style=\"color:red\">a <font>b</font></div>"
                "<b>c<i>d</b>e</i>",
                {})
          .html == "<h2>T</h2><p>a b</p><p><strong>c<em>d</em></strong><em>e</em></p>");
  CHECK(html("a & b < c \"d\" 'e'") == "<p>a &amp; b &lt; c &quot;d&quot; 'e'</p>");
  CHECK(html("[a](https://x.example/?b=1&c=%22\"'>)").find("\"'") == std::string::npos);
  CHECK(html("**a**\n\n> b\n\n---\n\nc") ==
        "<p><strong>a</strong></p><blockquote><p>b</p></blockquote><hr><p>c</p>");
  CHECK(html("| a | b |\n|---|---|\n| c | d |") ==
        "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>");
  CHECK(html("---").empty());
}

TEST_CASE("Tables of one column are layout, stray list parts find a place", "[rich_text]") {
  CHECK(read_html("<table><tr><td><p>a</p><p>b</p></td></tr></table>", {}).html ==
        "<p>a</p><p>b</p>");
  CHECK(read_html("<li>a</li><li>b</li>", {}).html == "<ul><li>a</li><li>b</li></ul>");
  CHECK(read_html("<ul><li>a</li><ul><li>b</li></ul></ul>", {}).plain == "- a\n  - b");
  CHECK(read_html("<ul>a<li>b</ul>", {}).plain == "- a\n- b");
}

TEST_CASE("What holds nothing but a rule is left out", "[rich_text]") {
  for (const char* lone : {"<li><hr>", "<ul><li><hr></li></ul>", "<blockquote><hr></blockquote>",
                           "<table><tr><td><hr><td><hr></table>"}) {
    CHECK(read_html(lone, {}).html.empty());
    CHECK(read_html(lone, {}).plain.empty());
  }
  CHECK(read_html("<ul><li><hr><li>a</ul>", {}).plain == "- a");
  CHECK(read_html("<ul><li>a<li><hr></ul>", {}).html == "<ul><li>a</li></ul>");
  CHECK(read_html("<ul><li><hr>a</ul>", {}).plain == "- a");
  CHECK(read_html("<table><tr><td>a<td><hr></table>", {}).html ==
        "<table><tr><td>a</td><td></td></tr></table>");
}

TEST_CASE("Markdown goes on behind a closing tag, as kramdown has it", "[rich_text]") {
  check_plain({
      {"<h3>T</h3>\n**a**\n* b\n* c", "T\n\na\n\n- b\n- c"},
      {"</section>\n> {: .box}\n>\n> #### a", "a"},
      {"<div>\n<!-- <b>x</b>\ny -->\na\n</div>", "a"},
      {"<pre>\n</b>\na\n</pre>", "a"},
  });
}

TEST_CASE("A tag of no element is text", "[rich_text]") {
  check_plain({
      {"le <<cloud au centre>>", "le <<cloud au centre>>"},
      {"a <my-tag>b</my-tag> <i>c</i> <o data=\"d\">e</o>", "a b c e"},
  });
}

TEST_CASE("Short fields", "[rich_text]") {
  for (const std::string_view same : {"",
                                      "Garagethon #BlueHats",
                                      "5 * 3 * 2",
                                      "a_b_c",
                                      "1. Réunion",
                                      "- Atelier",
                                      "# 1",
                                      "> x",
                                      "+ y",
                                      "AT&T",
                                      "x < y",
                                      "L'« été »",
                                      "9 h – 10 h ~ 11 h",
                                      "C:\\temp",
                                      "www.x.example",
                                      "a@x.example",
                                      "<<cloud au centre>>",
                                      "[brouillon] Atelier",
                                      "{accolades}",
                                      ". point",
                                      "2024 | 2025",
                                      "à\u00A0b"}) {
    CAPTURE(same);
    CHECK(read_inline(same) == same);
  }
  CHECK(read_inline("  a \n b\t") == "a b");
  CHECK(read_inline("**a** *b* _c_ `d` ~~e~~") == "a b c d e");
  CHECK(read_inline("*a*") == "a");
  CHECK(read_inline("_a_") == "a");
  CHECK(read_inline("[a](https://x.example){:target=\"_blank\"} b") == "a b");
  CHECK(read_inline("<b>a</b><br>b<p>c</p>") == "a b c");
  CHECK(read_inline("a&nbsp;b &amp; &lt;c&gt;") == "a\u00A0b & <c>");
  CHECK(read_inline("- <i>Atelier</i>") == "- Atelier");
  CHECK(read_inline("<script>a</script>").empty());
  CHECK(read_inline("a\u202Eb\x07") == "ab");
}

TEST_CASE("Tags that are meant as text stay in a line", "[rich_text]") {
  for (const std::string same : {"La balise <table>", "C<T>", "<T>", "Vec<Box<T>> & co",
                                 "Le <em> de trop", "a </b> b", "<table>x</table>"}) {
    CHECK(read_inline(same) == same);
  }
  CHECK(read_inline("<em>La</em> balise <div>") == "La balise <div>");
  CHECK(read_inline("`<table>` et \\<td>") == "<table> et <td>");
  CHECK(read_inline("a<br>b <!-- c -->") == "a b");
  CHECK(read_inline("<https://example.org>") == "https://example.org");
}

void check_bounded(const std::string& text) {
  CHECK(read_markdown(text, {}).plain.size() <= 2 * text.size());
  CHECK(read_html(text, {}).plain.size() <= 2 * text.size());
  CHECK(read_inline(text).size() <= text.size());
}

TEST_CASE("Hostile nesting does no harm", "[rich_text]") {
  for (const std::string_view unit : {">", "[", "<div>"}) {
    CAPTURE(unit);
    check_bounded(repeated(unit, 100'000));
  }
  for (const std::string_view unit : {"> ",        "- ",
                                      "![[]()",    "<b>",
                                      "<ul><li>",  "<table><tr><td>",
                                      "<svg>",     "*a_ ",
                                      "`",         "|a|\n",
                                      "{{",        "{: ",
                                      "<!--",      "<font a=1><p>",
                                      "&",         "</p>",
                                      "<a href='", "a <?",
                                      "</p>\na\n", "- <div>\n"}) {
    CAPTURE(unit);
    check_bounded(repeated(unit, 20'000 / static_cast<int>(unit.size())));
  }
}

TEST_CASE("Deep lists lie flat but stay", "[rich_text]") {
  const RichText text = read_html(repeated("<ul><li>", 500) + "end", {});
  CHECK(text.plain.find("end") != std::string::npos);
  CHECK(text.plain.size() < 200);
}

TEST_CASE("Embedded pictures do not use up the length of a text", "[rich_text]") {
  const std::string picture = "![](data:image/png;base64," + std::string(200'000, 'A') + ")";
  CHECK(plain(picture + "\n\nend") == "end");
  CHECK(plain(std::string(200'000, 'a')).size() == 65'536);
  CHECK(plain(repeated("é", 50'000) + "\n") == repeated("é", 32'768));
}

TEST_CASE("Invalid UTF-8 does no harm", "[rich_text]") {
  CHECK_FALSE(plain("a\xFF\xC3").empty());
  CHECK_FALSE(read_html("a\xF3\xB0", {}).html.empty());
  CHECK_NOTHROW(read_inline("\xE2\x80*"));
}

TEST_CASE("Threads do not disturb each other's parsing", "[rich_text][threads]") {
  const std::string markdown =
      repeated("~~a~~ https://x.example/b **c**\n\n| d | e |\n|---|---|\n\n", 50);
  const RichText expected = read_markdown(markdown, {});
  std::atomic<int> different = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 25; ++round) {
        if (read_markdown(markdown, {}) != expected) ++different;
        if (read_inline("~~a~~ **b**") != "a b") ++different;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(different == 0);
  CHECK(expected.html.find("https://x.example/b") != std::string::npos);
}

}  // namespace
}  // namespace almanach

TEST_CASE("a plain line is read as the parsers would read it") {
  // A line end behind it takes the longer way.
  for (const char* text : {"Gratuit, sur inscription",
                           "14h-17h30",
                           "L'été, « déjà » ?  Oui: 5 + 3 = 8",
                           "1er étage",
                           "Métro 6 : Boissière – 2 : Victor-Hugo",
                           "Été 2026 # suite",
                           "9h - 18h",
                           "1. liste",
                           "2) liste",
                           "100% en ligne",
                           "a \"b\" c",
                           "Tout\u00A0public",
                           "Écrire à x@example.org",
                           "voir www.example.org",
                           "- puce",
                           "+ puce",
                           "= x",
                           "> cite",
                           "    code",
                           "fin  "}) {
    INFO(text);
    const almanach::RichText direct = almanach::read_markdown(text, {});
    const almanach::RichText parsed = almanach::read_markdown(std::string(text) + "\n", {});
    CHECK(direct.plain == parsed.plain);
    CHECK(direct.html == parsed.html);
  }
}

TEST_CASE("what people wrote between signs is text, in a line and alone on one") {
  const auto plain = [](const std::string& markdown) {
    return almanach::read_markdown(markdown, {}).plain;
  };
  for (const std::string same :
       {"avant <devant la mairie> après", "<devant la mairie>", "<devant la mairie>\n<ou derrière>",
        "la <table ronde> du soir", "<table ronde>", "<style libre> et la suite",
        "<rendez-vous place du marché>", "<rendez-vous place du marché> puis on part",
        "<section jeunesse>", "a <b libre> c"}) {
    INFO(same);
    const std::string text = plain(same);
    CHECK(text == (same.find('\n') == std::string::npos ? same : text));
    CHECK(text.find("mairie") == same.find("mairie"));
    CHECK(text.find("ou derrière") == same.find("ou derrière"));
  }
  // What follows is read as ever.
  CHECK(almanach::read_markdown("<style libre>\n\n**gras**", {}).html ==
        "<p>&lt;style libre&gt;</p><p><strong>gras</strong></p>");
  CHECK(almanach::read_markdown("<table ronde>\n<b>gras</b>", {})
            .html.find("<strong>gras</strong>") != std::string::npos);
  // Markup of others, with values or without words, is none.
  for (const std::string markup :
       {"<x-card>text</x-card>", "<details open>text</details>", "<Box kind=\"a b\">text</Box>",
        "<p hidden>text</p>", "<div v-cloak @click>text</div>",
        "<video controls muted>text</video>"}) {
    INFO(markup);
    CHECK(plain(markup).find('<') == std::string::npos);
  }
  CHECK(plain("    <table ronde>\n") == "<table ronde>");
  CHECK(plain("```\n<table ronde>\n```\n") == "<table ronde>");
}
