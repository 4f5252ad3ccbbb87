#include "model/kept_lines.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

constexpr const char* kLines =
    "BEGIN:VTIMEZONE\nTZID:Ma zone\nBEGIN:STANDARD\nTZOFFSETTO:+0100\nEND:STANDARD\n"
    "END:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=Ma zone:20270113T183000\nSEQUENCE:12\n"
    "DTEND;TZID=\"Ma zone\":20270113T193000\nSUMMARY:TZID=Ma zone\nEND:VEVENT\n"
    "BEGIN:VEVENT\nRECURRENCE-ID;TZID=Other:20270113T183000\nEND:VEVENT\n";

}  // namespace

TEST_CASE("kept lines are taken apart by component") {
  const auto components = split_kept_lines(kLines);
  REQUIRE(components.size() == 3);
  CHECK(components[0].kind == "VTIMEZONE");
  CHECK(components[0].lines.size() == 4);
  CHECK(components[0].lines[3] == "END:STANDARD");
  CHECK(components[1].kind == "VEVENT");
  CHECK(components[1].lines.size() == 4);
  CHECK(components[2].lines.size() == 1);
  CHECK(split_kept_lines("").empty());
}

TEST_CASE("the SEQUENCE is the file's, or zero") {
  CHECK(kept_sequence(kLines) == 12);
  CHECK(kept_sequence("BEGIN:VEVENT\nSUMMARY:SEQUENCE:3\nEND:VEVENT\n") == 0);
  CHECK(kept_sequence("") == 0);
}

TEST_CASE("the zones that lines name are listed") {
  CHECK(kept_zone_names(kLines) == std::vector<std::string>{"Ma zone", "Other"});
  CHECK(kept_zone_names("SUMMARY:a;TZID=b:c\n").empty());
}

TEST_CASE("a zone is renamed where it is named, and nowhere else") {
  const std::string renamed = rename_kept_zone(kLines, "Ma zone", " 2");
  CHECK(renamed.find("TZID:Ma zone 2\n") != std::string::npos);
  CHECK(renamed.find("DTSTART;TZID=Ma zone 2:") != std::string::npos);
  CHECK(renamed.find("DTEND;TZID=Ma zone 2:") != std::string::npos);
  CHECK(renamed.find("SUMMARY:TZID=Ma zone\n") != std::string::npos);
  CHECK(renamed.find("RECURRENCE-ID;TZID=Other:") != std::string::npos);
}
