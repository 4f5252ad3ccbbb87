#include "parse/ics/canonical_line.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

std::string write(std::string_view line) {
  const auto read = read_property_line(line);
  REQUIRE(std::holds_alternative<PropertyLine>(read));
  return write_canonical(std::get<PropertyLine>(read)).value_or("-");
}

}  // namespace

TEST_CASE("lines are written as all programs read them") {
  struct Row {
    std::string_view line;
    std::string_view written;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"summary;language=fr:Bal, fête; et\\, plus\\nici\\: oui",
            "SUMMARY;LANGUAGE=fr:Bal\\, fête\\; et\\, plus\\nici: oui"},
           {"dtstart;value=date:20270113", "DTSTART;VALUE=DATE:20270113"},
           {"dtstart;tzid=Europe/Paris:20270113t183000",
            "DTSTART;TZID=Europe/Paris:20270113T183000"},
           {"DTEND;VALUE=DATE-TIME;X-A=1;TZID=\"Chez, nous\":20270113T183000",
            "DTEND;TZID=\"Chez, nous\":20270113T183000"},
           {"EXDATE;VALUE=DATE-TIME: 20270113T183000z", "EXDATE:20270113T183000Z"},
           {"DTSTART:demain", "-"},
           {"categories:a\\,b, c;d,", "CATEGORIES:a\\,b,c\\;d"},
           {"URL;VALUE=URI: https://x.example/é?a[]=1&b=\"2\"#c#d ",
            "URL;VALUE=URI:https://x.example/%C3%A9?a%5B%5D=1&b=%222%22#c%23d"},
           {"X-GOOGLE-CONFERENCE:https://[::1]:80/a%20b%",
            "X-GOOGLE-CONFERENCE:https://[::1]:80/a%20b%25"},
           {"IMAGE:https://x.example/a.png", "IMAGE;VALUE=URI:https://x.example/a.png"},
           {"conference;feature=video:tel:+33561", "CONFERENCE;FEATURE=video;VALUE=URI:tel:+33561"},
           {"ATTACH;VALUE=binary;encoding=base64:QQ==", "ATTACH;ENCODING=BASE64;VALUE=BINARY:QQ=="},
           {"ATTACH;VALUE=BINARY:Q Q=", "-"},
           {"status:Confirmed", "STATUS:CONFIRMED"},
           {"status:Canceled", "STATUS:CANCELLED"},
           {"STATUS:PEUT-ETRE", "-"},
           {"TRANSP:", "-"},
           {"class:public", "CLASS:PUBLIC"},
           {"GEO:45.75,+4.85", "GEO:45.75;+4.85"},
           {"GEO:95;4", "-"},
           {"GEO:1e1;4", "-"},
           {"PRIORITY: 5", "PRIORITY:5"},
           {"PRIORITY:10", "-"},
           {"METHOD:PUBLISH", "-"},
           {"x-salle;x-etage=2:A\\;B", "X-SALLE;X-ETAGE=2:A\\;B"},
           {"X-A;VALUE=TEXT:a;b, c", "X-A;VALUE=TEXT:a\\;b,c"},
           {"X-A;VALUE=date:20270113", "X-A;VALUE=DATE:20270113"},
           {"X-A;VALUE=DATE:20270113T100000", "-"},
           {"X-A;VALUE=DATE-TIME:20270113T100000,20270114T100000Z",
            "X-A;VALUE=DATE-TIME:20270113T100000,20270114T100000Z"},
           {"X-A;VALUE=BOOLEAN:true", "X-A;VALUE=BOOLEAN:TRUE"},
           {"X-A;VALUE=BOOLEAN:oui", "-"},
           {"X-A;VALUE=INTEGER:-3", "X-A;VALUE=INTEGER:-3"},
           {"X-A;VALUE=FLOAT:3.", "-"},
           {"X-A;VALUE=DURATION:pt15m", "X-A;VALUE=DURATION:PT15M"},
           {"X-A;VALUE=DURATION:PT", "-"},
           {"X-A;VALUE=UTC-OFFSET:+0100", "X-A;VALUE=UTC-OFFSET:+0100"},
           {"X-A;VALUE=RECUR:FREQ=DAILY", "-"},
           {"X-A;VALUE=X-OWN:a,b", "X-A;VALUE=X-OWN:a,b"},
           {"X-A;X-EMPTY=:a", "X-A:a"},
           {"LOCATION;CHARSET=UTF-8:a", "LOCATION:a"},
       }) {
    INFO(row.line);
    CHECK(write(row.line) == row.written);
    if (row.written != "-") CHECK(write(row.written) == row.written);
  }
}
