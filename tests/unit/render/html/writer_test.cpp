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
