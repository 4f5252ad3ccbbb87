#include "base/html_text.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("text is escaped where HTML would read it otherwise") {
  std::string out = "<p>";
  append_html_text(out, "a < b & \"c\" > l'été");
  CHECK(out == "<p>a &lt; b &amp; &quot;c&quot; &gt; l'été");
  append_html_text(out, "");
  append_html_text(out, "<");
  CHECK(out.ends_with("été&lt;"));
  CHECK(escape_html("<a href=\"x\">L'été & co</a>") ==
        "&lt;a href=&quot;x&quot;&gt;L'été &amp; co&lt;/a&gt;");
}
