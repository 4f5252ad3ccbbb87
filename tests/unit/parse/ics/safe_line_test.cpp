#include "parse/ics/safe_line.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using namespace almanach::testing;

namespace {

struct Kept {
  std::string lines;  ///< of the event, but for its times
  std::string problems;
};

Kept keep(const std::string& lines) {
  const Parser parser;
  const ParsedFile file = parser.parse_all(
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Bal\nDTSTART;VALUE=DATE:20270113\n"
      "DTEND;VALUE=DATE:20270114\n" +
          lines + "END:VEVENT\nEND:VCALENDAR\n",
      "a.ics");
  REQUIRE(file.entries.size() == 1);
  if (!file.entries[0].event) return {"?", list_problems(file.problems)};
  const std::string& kept = file.entries[0].event->kept_lines;
  const std::string start = "DTEND;VALUE=DATE:20270114\n";
  const std::size_t from = kept.find(start) + start.size();
  return {kept.substr(from, kept.find("END:VEVENT") - from), list_problems(file.problems)};
}

}  // namespace

TEST_CASE("addresses that run are left out wherever they stand, and told") {
  for (const char* line :
       {"URL:javascript:alert(1)", "URL:JavaScript:alert(1)", "URL:data:text/html\\,x",
        "URL:vbscript:x", "URL:file:///etc/passwd", "URL:blob:https://x/y",
        "ATTACH:javascript:alert(1)", "ATTACH;FMTTYPE=image/png:data:image/png;base64\\,x",
        "IMAGE;VALUE=URI:javascript:x", "IMAGE;VALUE=URI:file:///x.png",
        "CONFERENCE;VALUE=URI:javascript:x", "X-GOOGLE-CONFERENCE:javascript:x",
        "URL:java\\script:alert(1)", "URL:java\\nscript:alert(1)", "SOME-NEW-ONE:javascript:x",
        "X-ANY;VALUE=URI:javascript:x", "X-ANY:javascript:x", "X-ANY:  data:text/html,x"}) {
    INFO(line);
    const Kept kept = keep(std::string(line) + "\n");
    CHECK(kept.lines.empty());
    CHECK(kept.problems.find("warning: ") != std::string::npos);
    CHECK(kept.problems.starts_with("7:1 "));
  }
}

TEST_CASE("good addresses stay as they stand") {
  for (const char* line :
       {"URL:https://example.org/a", "URL:mailto:a@example.org", "ATTACH:https://example.org/a.pdf",
        "IMAGE;VALUE=URI:https://example.org/a.png", "CONFERENCE;VALUE=URI:sip:a@example.org",
        "CONFERENCE;VALUE=URI:tel:+33561000000", "X-ANY;VALUE=URI:geo:43.6,1.4",
        "X-ANY:Note: javascript", "SUMMARY-OF:x", "CATEGORIES:data:x",
        "COMMENT:javascript:alert(1)", "URL:www.example.org",
        "ATTACH;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY:QQ==",
        "DESCRIPTION;ALTREP=\"https://example.org/a\":Texte"}) {
    INFO(line);
    const Kept kept = keep(std::string(line) + "\n");
    CHECK(kept.lines == std::string(line) + "\n");
    CHECK(kept.problems.empty());
  }
}

TEST_CASE("an inline file that programs would run is left out") {
  const Kept kept = keep("ATTACH;FMTTYPE=text/html;ENCODING=BASE64;VALUE=BINARY:QQ==\n");
  CHECK(kept.lines.empty());
  CHECK(kept.problems == "7:1 warning: ATTACH: a file of the type \"text/html\" is left out\n");
}

TEST_CASE("HTML goes through the cleaner of texts, wherever it stands") {
  CHECK(keep("X-ALT-DESC;FMTTYPE=text/html:<html><body onload=\"x()\"><p>a\\, <b>b</b></p>"
             "<script>alert(1)</script><a href=\"javascript:x\">c</a></body></html>\n")
            .lines == "X-ALT-DESC;FMTTYPE=text/html:<p>a\\, <strong>b</strong></p><p>c</p>\n");
  CHECK(keep("STYLED-DESCRIPTION;VALUE=TEXT;FMTTYPE=text/html:<p>a</p><img src=x onerror=y>\n")
            .lines == "STYLED-DESCRIPTION;VALUE=TEXT;FMTTYPE=text/html:<p>a</p>\n");
  const Kept running = keep("DESCRIPTION:Venez <b>tous</b><script>x</script>\\nIci\n");
  CHECK(running.lines == "DESCRIPTION:<p>Venez <strong>tous</strong><br>Ici</p>\n");
  CHECK(running.problems ==
        "7:1 warning: DESCRIPTION: HTML that would run in a reader is left out\n");
  CHECK(keep("DESCRIPTION:a < b > c\n").lines == "DESCRIPTION:a < b > c\n");
  CHECK(keep("DESCRIPTION;ALTREP=\"data:text/html,%3Cp%3Ea%3Cscript%3Ex%3C/script%3E%3C/p%3E\":a\n")
            .lines == "DESCRIPTION;ALTREP=\"data:text/html,%3Cp%3Ea%3C/p%3E\":a\n");
  CHECK(keep("X-A;X-P=\"javascript:x\";X-Q=1:a\n").lines == "X-A;X-Q=1:a\n");
  const Kept bad = keep("DESCRIPTION;ALTREP=\"javascript:alert(1)\":a\n");
  CHECK(bad.lines == "DESCRIPTION:a\n");
  CHECK(bad.problems ==
        "7:1 warning: ALTREP: an address that begins with \"javascript:\" is left out\n");
}

TEST_CASE("a description with harmless tags stays as it stands, line for line") {
  for (const char* text :
       {"Atelier : la balise <br> et la balise <table>", "vector<int> et map<string\\, T>",
        "Venez <b>tous</b>\\, 3 < 5\\nLigne deux",
        "<p>Un <a href=\"https://x.example/?conference=1\">lien</a></p>"}) {
    const Kept kept = keep("DESCRIPTION:" + std::string(text) + "\n");
    CHECK(kept.lines == "DESCRIPTION:" + std::string(text) + "\n");
    CHECK(kept.problems.empty());
  }
}

TEST_CASE("parameters are written as the grammar has them") {
  CHECK(keep("X-A;X-P=a\"b\"c;X-Q=\"d\",e\"f;g\":v\n").lines ==
        "X-A;X-P=abc;X-Q=\"d\",\"ef;g\":v\n");
  CHECK(keep("X-A;X-P=1;x-p=2;X-Q=3:v\n").lines == "X-A;X-P=1;X-Q=3:v\n");
  CHECK(keep("X-A;X-P=:v\n").lines == "X-A;X-P=:v\n");
  std::string many = "X-A";
  for (int i = 0; i < 101; ++i) many += ";X-P" + std::to_string(i) + "=1";
  const Kept kept = keep(many + ":v\n");
  CHECK(kept.lines.empty());
  CHECK(kept.problems.find("warning: more than 100 parameters") != std::string::npos);
}
