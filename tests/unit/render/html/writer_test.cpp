#include "render/html/writer.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("texts and values are escaped, elements are closed") {
  HtmlWriter html;
  {
    const HtmlWriter::Element link = html.open("a", {{"href", R"(/?a="<&>')"},
                                                     {"title", std::nullopt},
                                                     {"hidden", present_if(true)},
                                                     {"open", present_if(false)}});
    html.text("<script>1 && \"2\"</script>");
    html.element("b", "x < y");
    html.empty("br");
    html.raw("<i>safe</i>");
  }
  CHECK(html.take() ==
        "<a href=\"/?a=&quot;&lt;&amp;&gt;'\" hidden>&lt;script&gt;1 &amp;&amp; &quot;2&quot;"
        "&lt;/script&gt;<b>x &lt; y</b><br><i>safe</i></a>");
}

TEST_CASE("blocks end their line, what stands in a text does not") {
  HtmlWriter html;
  {
    const HtmlWriter::Element list = html.open("ul");
    html.element("li", {{"class", "a"}}, "one");
    html.element("li", "two");
  }
  html.element("strong", "now");
  CHECK(html.take() == "<ul><li class=\"a\">one</li>\n<li>two</li>\n</ul>\n<strong>now</strong>");
}

TEST_CASE("a quotation mark does not stand alone at the end of a line, however it was typed") {
  CHECK(keep_marks_close("le « mot » « dit »") == "le «\u00a0mot\u00a0» «\u00a0dit\u00a0»");
  CHECK(keep_marks_close("« <em>mot</em> »") == "«\u00a0<em>mot</em>\u00a0»");
  // What is typed well, or without blanks, stays; so does every other blank, and every other text.
  for (const char* text :
       {"«\u00a0mot\u00a0»", "«mot»", "»Wort« und »Wort«", "5 °C ou 10\u00a0%", ""})
    CHECK(keep_marks_close(text) == text);
  HtmlWriter html;
  html.element("p", {{"title", "« a »"}}, "« b »");
  html.text("« c »");
  CHECK(html.take() == "<p title=\"« a »\">«\u00a0b\u00a0»</p>\n«\u00a0c\u00a0»");
}

TEST_CASE("a mark that French sets off with a blank does not start a line, however it was typed") {
  CHECK(keep_marks_close("Atelier : qui vient ? Tous !") ==
        "Atelier\u00a0: qui vient\u00a0? Tous\u00a0!");
  CHECK(keep_marks_close("50 % ; « Quoi ?! »") == "50\u00a0%\u00a0; «\u00a0Quoi\u00a0?!\u00a0»");
  CHECK(keep_marks_close("(où ?) \"qui ?\" <em>mot</em> : <b>quoi ?</b>") ==
        "(où\u00a0?) \"qui\u00a0?\" <em>mot</em>\u00a0: <b>quoi\u00a0?</b>");
  // An address stays one, as do code and what goes on after the mark; English sets nothing off.
  for (const char* text : {"https://example.org : ici", "bal@example.org ?",
                           "<a href=\"/x\">https://example.org</a> !", "<code>a ? b : c</code>",
                           "a :b", "a ?q=1", "a %d", "  : ", " ?", "Who comes? All: 50%!"}) {
    INFO(text);
    CHECK(keep_marks_close(text) == text);
  }
  CHECK(keep_marks_close("<pre>a ?</pre> b ?") == "<pre>a ?</pre> b\u00a0?");
  CHECK(keep_marks_close("<a href=\"https://example.org\">Ici</a> !") ==
        "<a href=\"https://example.org\">Ici</a>\u00a0!");
  HtmlWriter html;
  html.element("p", {{"title", "a ?"}}, "b ?");
  html.text("c !");
  html.element("pre", "d ? « e »");
  CHECK(html.take() == "<p title=\"a ?\">b\u00a0?</p>\nc\u00a0!<pre>d ? « e »</pre>");
}
