#include "base/ical.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("A component is read and written back, folded and with CRLF line ends") {
  const std::string text = "BEGIN:VEVENT\r\nSUMMARY:" + std::string(40, 'x') + "\r\n " +
                           std::string(60, 'y') + "\r\nEND:VEVENT\r\n";
  const IcalComponent component = parse_component(text);
  REQUIRE(component != nullptr);
  const std::string written = format_component(*component);
  CHECK(written.substr(0, 14) == "BEGIN:VEVENT\r\n");
  std::size_t lines = 0;
  for (std::size_t begin = 0, end = 0; begin < written.size(); begin = end + 2, ++lines) {
    end = written.find("\r\n", begin);
    REQUIRE(end != std::string::npos);
    CHECK(end - begin <= 75);
  }
  CHECK(lines > 3);
  CHECK(format_component(*parse_component(written)) == written);
}

TEST_CASE("What is no component reads as none") {
  CHECK(parse_component("") == nullptr);
  CHECK(parse_component("SUMMARY:alone\r\n") == nullptr);
}

TEST_CASE("lines of every length are folded within themselves") {
  for (std::size_t length = 1; length < 200; ++length) {
    const std::string address = "https://a.example/" + std::string(length, 'x');
    const IcalComponent event =
        parse_component("BEGIN:VEVENT\r\nIMAGE;VALUE=URI:" + address + "\r\nEND:VEVENT\r\n");
    REQUIRE(event != nullptr);
    std::string text = format_component(*event);
    INFO(text);
    CHECK(text.find("\r\r") == std::string::npos);
    for (std::size_t at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at))
      text.erase(at, 3);
    CHECK(text.find(address + "\r\nEND:VEVENT\r\n") != std::string::npos);
  }
}
