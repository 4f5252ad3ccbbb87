#include "parse/date_text.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

std::string text_of_date(std::string_view yaml) {
  return date_text_of(read_yaml(yaml).root);
}

}  // namespace

TEST_CASE("a mapping that says when is one text") {
  CHECK(text_of_date("{yyyy_mm_dd: 2024-02-29, utc_hh_mm: '18:00'}") == "2024-02-29 18:00 UTC");
  CHECK(text_of_date("{date: 2027-05-10, time: '18:00', zone: CET}") == "2027-05-10 18:00 CET");
  CHECK(text_of_date("{start: 2027-05-10, end: 2027-05-12}") == "2027-05-10 - 2027-05-12");
  CHECK(text_of_date("{from: 2027-05-10, to: 2027-05-12}") == "2027-05-10 - 2027-05-12");
  CHECK(text_of_date("{dateDebut: 2027-05-10, dateFin: 2027-05-12}") == "2027-05-10 - 2027-05-12");
  CHECK(text_of_date("{le: 2027-05-10, note: sous réserve}") == "2027-05-10");
}

TEST_CASE("hours of a beginning and an end in keys of their own are of the day beside them") {
  CHECK(text_of_date("{date: 2027-05-10, startTime: '18:00', endTime: '20:00'}") ==
        "2027-05-10 18:00 - 20:00");
  CHECK(text_of_date("{jour: 2027-05-10, heure_debut: 18h}") == "2027-05-10 18h");
  CHECK(text_of_date(
            "{start_date: 2027-05-10, start_time: 18h, end_date: 2027-05-11, end_time: 2h}") ==
        "2027-05-10 18h - 2027-05-11 2h");
}

TEST_CASE("a list says the hull of what its items say") {
  CHECK(text_of_date("[[{start: 2027-05-10 18:00, end: 2027-05-10 20:00}]]") ==
        "2027-05-10 18:00 - 2027-05-10 20:00");
  CHECK(text_of_date("2027-05-10") == "2027-05-10");
}
