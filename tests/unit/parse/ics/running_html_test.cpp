#include "parse/ics/running_html.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("HTML that runs is seen, however it is written") {
  for (const char* text :
       {"<script>x</script>", "a<SCRIPT src=x", "<iframe src=https://x>", "<svg/onload=x>",
        "<img src=x onerror=y>", "<b onclick = 'x'>", "<img src='x'onerror=y>",
        "<a href=\"javascript:x\">", "<a href='java\nscript:x'>", "<a href=&#106;avascript:x>",
        "<a href=\"DATA:text/html,x\">", "<p title='<' onclick=x>", "<base href=//x>"}) {
    INFO(text);
    CHECK(holds_running_html(text));
  }
}

TEST_CASE("tags that run nothing may be meant as text") {
  for (const char* text :
       {"", "a < b", "3 <5", "<table>", "vector<int>", "<br>", "</script>", "onclick=x",
        "javascript: a course", "<b>Data: a talk</b>", "<a href=\"https://x.example/?on=1\">",
        "<span class=\"conference\">on=1</span>"}) {
    INFO(text);
    CHECK_FALSE(holds_running_html(text));
  }
}
