#include "dialect/date_evidence.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace almanach;

namespace {

/// "date time zulu offset day-first month-first ambiguous", what is seen of these.
std::string see(std::string_view text) {
  const DateEvidence evidence = date_evidence(text);
  std::string out = evidence.is_date ? "date" : "";
  if (evidence.has_time) out += " time";
  if (evidence.zulu) out += " zulu";
  if (evidence.offset) out += " offset";
  if (evidence.order == DateStyle::Order::day_first) out += " day-first";
  if (evidence.order == DateStyle::Order::month_first) out += " month-first";
  if (evidence.ambiguous_order) out += " ambiguous";
  return out;
}

struct Case {
  const char* text;
  const char* seen;
};

}  // namespace

TEST_CASE("a value shows how its folder writes dates") {
  const std::vector<Case> cases = {
      {"2022-02-24", "date"},
      {" 2022-2-4 ", "date"},
      {"2022-02-24 18:00", "date time"},
      {"2022-02-24T18", "date time"},
      {"2022-02-24 18h", "date time"},
      {"2022-02-24T18:00:00.000Z", "date time zulu"},
      {"2022-02-24 18:00 UTC", "date time zulu"},
      {"2022-02-24T18:00:00+01:00", "date time offset"},
      {"02-24-2022 18:00 -0500", "date time offset month-first"},
      {"24/02/2022", "date day-first"},
      {"02.03.2022", "date day-first"},
      {"02/03/2022", "date ambiguous"},
      {"03/03/2022", "date"},
      {"July 28 - August 1, 2027", "date"},
      {"du 3 au 5 juin 2027", "date"},
      {"mardi 12 mai 2026 de 10h à 12h", "date time"},
      {"October 14th, 2021 2 pm", "date time"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(see(c.text) == c.seen);
  }
}

TEST_CASE("what names no day of one year is no date") {
  for (const char* text :
       {"", "Place 1", "true", "14:30", "18h30", "870", "+33 4 94 00 00 00", "83000", "juin 2027",
        "first Monday each month 1:00-2:00 Eastern", "/2024/05/12/x.html", "1.2.3", "10 mai"}) {
    INFO(text);
    CHECK(see(text).empty());
  }
  CHECK(see(std::string(100, 'x') + " 10 mai 2027").empty());
}
