#include "model/property_line.hpp"

#include "support/catch.hpp"

using namespace almanach;
using Texts = std::vector<std::string>;

namespace {

PropertyLine read(std::string_view line) {
  const auto read = read_property_line(line);
  INFO(line);
  REQUIRE(std::holds_alternative<PropertyLine>(read));
  return std::get<PropertyLine>(read);
}

/// "7: message"
std::string fault(std::string_view line) {
  const auto read = read_property_line(line);
  const auto* found = std::get_if<PropertyLineFault>(&read);
  return found == nullptr ? "none" : std::to_string(found->offset) + ": " + found->message;
}

}  // namespace

TEST_CASE("a property line is name, parameters and value") {
  const PropertyLine line =
      read("dtstart;TZID=\"Paris: la zone\";X-A=1,\"2;3\":20270113T183000:x;y");
  CHECK(line.is("DTSTART"));
  CHECK_FALSE(line.is("DTSTAR"));
  CHECK(line.parameter("tzid") == "Paris: la zone");
  CHECK(line.parameter("X-A") == "1,\"2;3\"");
  CHECK(line.parameter("VALUE").empty());
  CHECK(line.value == "20270113T183000:x;y");
  CHECK(read("SUMMARY:").value.empty());
  CHECK(read("X;A=:b").parameter("A").empty());
}

TEST_CASE("what is no property line is told with its place") {
  CHECK(fault("") == "0: this is no property line");
  CHECK(fault("and so on") == "3: this is no property line");
  CHECK(fault("SUMMARY") == "7: this is no property line");
  CHECK(fault(":x") == "0: this is no property line");
  CHECK(fault("SUMMARY;:x") == "8: a parameter is expected here");
  CHECK(fault("SUMMARY;LANGUAGE:x") == "8: a parameter is expected here");
  CHECK(fault("SUMMARY;LANGUAGE=fr") == "19: the property has no value");
  CHECK(fault("DTSTART;TZID=\"Paris:x") == "13: the quote is not closed");
}

TEST_CASE("a parameter is added, replaced and taken away, the rest stays as written") {
  const PropertyLine line = read("DTSTART;VALUE=DATE-TIME;TZID=a:20270113T183000");
  CHECK(with_parameter(line, "TZID", "Europe/Paris") ==
        "DTSTART;VALUE=DATE-TIME;TZID=Europe/Paris:20270113T183000");
  CHECK(with_parameter(line, "TZID", "a;b") ==
        "DTSTART;VALUE=DATE-TIME;TZID=\"a;b\":20270113T183000");
  CHECK(with_parameter(line, "TZID", "") == "DTSTART;VALUE=DATE-TIME:20270113T183000");
  CHECK(with_parameter(read("DTSTART:x"), "TZID", "b") == "DTSTART;TZID=b:x");
  CHECK(with_value(line, "y") == "DTSTART;VALUE=DATE-TIME;TZID=a:y");
}

TEST_CASE("parameters are taken one by one, as written") {
  const PropertyLine line = read("X;A=\"b;c:d\",e;a=2;B=:v");
  CHECK(line.parameters == ";A=\"b;c:d\",e;a=2;B=");
  std::string_view rest = line.parameters;
  CHECK(take_parameter(rest).value == "\"b;c:d\",e");
  CHECK(take_parameter(rest).value == "2");
  const PropertyParameter last = take_parameter(rest);
  CHECK(last.name == "B");
  CHECK(last.value.empty());
  CHECK(rest.empty());
  CHECK(line.find_parameter("b") == "");
  CHECK_FALSE(line.find_parameter("C"));
}

TEST_CASE("a parameter's values lose quotes and carets") {
  const auto values = [](std::string_view line) {
    const PropertyLine property = read(line);
    std::string_view rest = property.parameters;
    return take_parameter(rest).values();
  };
  CHECK(values("X;A=b:v") == Texts{"b"});
  CHECK(values("X;A=:v") == Texts{""});
  CHECK(values("X;A=b,\"c,d;e:f\",:v") == Texts{"b", "c,d;e:f", ""});
  CHECK(values("X;A=a^nb^^c^'d^e^:v") == Texts{"a\nb^c\"d^e^"});
  CHECK(values("X;A=\"^'a^', b\":v") == Texts{"\"a\", b"});
  CHECK(values("X;A=^^n:v") == Texts{"^n"});
}

TEST_CASE("a property of a folded line knows where its parts stand") {
  const std::string text = "DTSTART;TZ\r\n ID=Europe/Paris\r\n :2027\r\n";
  ContentLines lines(text);
  const auto reading = read_property_line(*lines.next());
  REQUIRE(std::holds_alternative<PropertyLine>(reading));
  const PropertyLine& line = std::get<PropertyLine>(reading);
  CHECK(line.parameter("TZID") == "Europe/Paris");
  CHECK(line.position() == Position{1, 1});
  CHECK(line.position_of(line.parameter("TZID")) == Position{2, 5});
  CHECK(line.value_position() == Position{3, 3});
  CHECK(line.value_position(2) == Position{3, 5});
}

TEST_CASE("texts lose their escapes") {
  CHECK(unescape_text(R"(a\, b\; c\\ d\ne\Nf)") == "a, b; c\\ d\ne\nf");
  CHECK(unescape_text("a\\") == "a\\");
  CHECK(unescape_texts(R"(Bal\, fête,Concert,)") == Texts{"Bal, fête", "Concert", ""});
  CHECK(unescape_texts("") == Texts{""});
  CHECK(unescape_text("") == "");
  CHECK(unescape_text(R"(\\n)") == "\\n");
  const std::vector<std::string_view> parts = split_texts(R"(2.0;a\;b;\)", ';');
  CHECK(parts == std::vector<std::string_view>{"2.0", R"(a\;b)", "\\"});
}
