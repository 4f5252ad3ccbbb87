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

TEST_CASE("the SEQUENCE is the file's, or zero") {
  CHECK(kept_sequence(kLines) == 12);
  CHECK(kept_sequence("BEGIN:VEVENT\nSUMMARY:SEQUENCE:3\nEND:VEVENT\n") == 0);
  CHECK(kept_sequence("") == 0);
}

TEST_CASE("the zones that lines name are listed") {
  CHECK(kept_zone_names(kLines) == std::vector<std::string>{"Ma zone", "Other"});
  CHECK(kept_zone_names("SUMMARY:a;TZID=b:c\n").empty());
}
