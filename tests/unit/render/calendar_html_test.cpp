#include "render/calendar_html.hpp"

#include <string>

#include "parse/text/rich_text.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

/// As calendars have what somebody wrote.
std::string shorten(const std::string& markdown) {
  return shorten_calendar_html(read_markdown(markdown, {"https://site.example/"}).html);
}

}  // namespace

TEST_CASE("where the plain text shows as much, a calendar has no HTML") {
  CHECK(shorten("") == "");
  CHECK(shorten("Un bal\n\nsur la place") == "");
  CHECK(shorten("- pain\n- fromage\n  1. l'un\n  2. l'autre") == "");
  CHECK(shorten("https://site.example/bal?a=1&b=2") == "");
  CHECK(shorten("<https://site.example/bal>, bal@site.example") == "");
  CHECK(shorten("[site.example](https://site.example/)") == "");
}

TEST_CASE("where HTML shows more, it is as short as may be") {
  CHECK(shorten("Un **bal**\n\nsur *la* place") == "Un <b>bal</b><p>sur <i>la</i> place");
  CHECK(shorten("[programme](/bal?a=1&b=2)") ==
        "<a href='https://site.example/bal?a=1&amp;b=2'>programme</a>");
  CHECK(shorten("[l'un](https://site.example/l'un)") ==
        "<a href=\"https://site.example/l'un\">l'un</a>");
  CHECK(shorten("~~14h~~ \"15h\" < 16h") == "<s>14h</s> \"15h\" &lt; 16h");
  CHECK(shorten("- **un**\n- deux\n\n## Titre") == "<ul><li><b>un</b><li>deux</ul><h2>Titre</h2>");
  CHECK(shorten("3. **un**") == "<ol start='3'><li><b>un</b></ol>");
  CHECK(shorten("| a | b |\n|---|---|\n| c | d |") ==
        "<table><tr><th>a<th>b<tr><td>c<td>d</table>");
  // Without a DOCTYPE a table would be taken into the paragraph.
  CHECK(shorten("Un\n\nbal\n\n| a | b |\n|---|---|") ==
        "Un<p>bal</p><table><tr><th>a<th>b</table>");
  CHECK(shorten("> **a**\n\n---\n\n    b < c") ==
        "<blockquote><p><b>a</b></blockquote><hr><pre>b &lt; c</pre>");
}

TEST_CASE("the shortest HTML is read as what it was made of") {
  const std::string markdown =
      "Un *\\*bal\\** **fort**\n\n| a | b |\n|---|---|\n| c | [d](/e'f) |\n\n"
      "- un\n\n  deux\n- ~~trois~~\n\n> cite\n\n1. x\n2. `y`\n\n## T\n\n---\n\nfin";
  const RichText text = read_markdown(markdown, {"https://site.example/"});
  CHECK(read_html(shorten_calendar_html(text.html), {}) == text);
}

TEST_CASE("components lose their HTML, and nothing else") {
  const std::string begin = "BEGIN:VEVENT\r\nSUMMARY:Bal\r\n";
  const std::string end = "X-OTHER:x\r\nEND:VEVENT\r\n";
  const std::string plain = begin + "DESCRIPTION:Un bal\r\n" + end;
  CHECK(without_html(plain) == plain);
  CHECK(without_html("") == "");
  CHECK(without_html(begin + "DESCRIPTION;ALTREP=\"data:text/html,<b>x\":Un bal\r\n" +
                     "X-ALT-DESC;FMTTYPE=text/html:<b>x\r\n  y\r\n" + end) == plain);
  CHECK(without_html(begin + "Description;LANGUAGE=fr;AL\r\n TREP=\"data:text/html,x\":Un bal\r\n" +
                     "styled-description;FMTTYPE=text/html:<b>x\r\n" + end) ==
        begin + "Description;LANGUAGE=fr:Un bal\r\n" + end);
}
