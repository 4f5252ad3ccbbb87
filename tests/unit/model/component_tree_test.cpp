#include "model/component_tree.hpp"

#include <array>
#include <stdexcept>

#include "support/catch.hpp"

using namespace almanach;

namespace {

/// "VCALENDAR(A:1,VEVENT(B:2))"; an exclamation mark behind the name of what is faulty.
std::string list(const std::vector<CalendarComponent>& components) {
  std::string text;
  for (const CalendarComponent& component : components) {
    text += (text.empty() ? "" : ",") + component.name + (component.faulty ? "!(" : "(");
    std::string inner;
    for (const PropertyLine& one : component.properties)
      inner += (inner.empty() ? "" : ",") + std::string(one.line.text);
    const std::string components_in = list(component.components);
    text += inner + (inner.empty() || components_in.empty() ? "" : ",") + components_in + ')';
  }
  return text;
}

struct Reading {
  std::string components;
  std::string faults;  ///< "stray 3, bad_line 4"
};

Reading read(std::string_view text, const ComponentRules& rules = {}) {
  constexpr std::array<const char*, 7> kNames = {
      "no_component", "stray", "early_end", "bad_line", "too_deep", "too_long", "missing_end"};
  Reading reading;
  ContentLines lines(text);
  reading.components = list(read_components(lines, rules, [&](const ComponentFault& fault) {
    reading.faults += (reading.faults.empty() ? "" : ", ") +
                      std::string(kNames.at(static_cast<std::size_t>(fault.kind))) + ' ' +
                      std::to_string(fault.line.number);
  }));
  return reading;
}

}  // namespace

TEST_CASE("components stand in components, each with its properties") {
  const Reading reading = read(
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nbegin:vevent \r\nSUMMARY:a\r\n b\r\n"
      "BEGIN:VALARM\r\nACTION:DISPLAY\r\nEnd:Valarm\r\nUID:x\r\nEND:VEVENT\r\nX:1\r\n"
      "END:VCALENDAR\r\nBEGIN:VCALENDAR\nEND:VCALENDAR");
  CHECK(reading.components ==
        "VCALENDAR(VERSION:2.0,X:1,VEVENT(SUMMARY:ab,UID:x,VALARM(ACTION:DISPLAY))),VCALENDAR()");
  CHECK(reading.faults.empty());
}

TEST_CASE("a property is found by its name in any case, the first of several") {
  const std::string text = "BEGIN:VEVENT\nSummary:a\nSUMMARY:b\nEND:VEVENT\n";
  const ComponentTree tree(text, "");
  REQUIRE(tree.only().find("SUMMARY") != nullptr);
  CHECK(tree.only().find("SUMMARY")->value == "a");
  CHECK(tree.only().find("SUMMARY")->position() == Position{2, 1});
  CHECK(tree.only().find("SUMMAR") == nullptr);
}

TEST_CASE("what does not match is reported, the rest is read") {
  const Reading early = read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nA:1\nEND:VCALENDAR\nB:1\n");
  CHECK(early.components == "VCALENDAR!()");
  CHECK(early.faults == "early_end 4, stray 5");
  const Reading missing = read("BEGIN:VCALENDAR\nA:1\nBEGIN:VEVENT\nB:1\nBEGIN:VALARM\n");
  CHECK(missing.components == "VCALENDAR(A:1)");
  CHECK(missing.faults == "missing_end 5");
  const Reading stray =
      read("A:1\nBEGIN:VEVENT\nBEGIN:VCALENDAR\nEND:VEVENT\nno line\nB:1\nEND:VCALENDAR\n");
  CHECK(stray.components == "VCALENDAR!(B:1)");
  CHECK(stray.faults == "no_component 1, no_component 2, stray 4, bad_line 5");
  CHECK(read("").faults.empty());
}

TEST_CASE("BEGIN and END with parameters are neither components nor properties") {
  const Reading reading =
      read("BEGIN:VCALENDAR\nBEGIN;X=1:VEVENT\nA:1\nEnd;X=1:VCALENDAR\nB:1\nEND:VCALENDAR\n");
  CHECK(reading.components == "VCALENDAR(A:1,B:1)");
  CHECK(reading.faults.empty());
}

TEST_CASE("components without END are kept where that is asked for") {
  const ComponentRules rules = {"VCALENDAR", {}, true};
  CHECK(read("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:x\nEND:VCALENDAR\n", rules).components ==
        "VCALENDAR!(VTIMEZONE(TZID:x))");
  CHECK(read("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:x\nBEGIN:STANDARD", rules).components ==
        "VCALENDAR(VTIMEZONE(TZID:x,STANDARD()))");
}

TEST_CASE("of components that nobody asked for, lines are not read, nor of those in them") {
  constexpr std::array<std::string_view, 2> kRead = {"VCALENDAR", "VEVENT"};
  const Reading reading = read(
      "BEGIN:VCALENDAR\nBEGIN:VTODO\nno line\nBEGIN:VEVENT\nA:1\nEND:VEVENT\nEND:VTODO\n"
      "BEGIN:VEVENT\nB:1\nEND:VEVENT\nEND:VCALENDAR\n",
      {"VCALENDAR", kRead, false});
  CHECK(reading.components == "VCALENDAR(VTODO(VEVENT()),VEVENT(B:1))");
  CHECK(reading.faults.empty());
}

TEST_CASE("components in components end somewhere") {
  std::string text;
  for (int i = 0; i < 9; ++i) text += "BEGIN:VCALENDAR\n";
  const std::string inside = "A:1\n";
  std::string ends;
  for (int i = 0; i < 9; ++i) ends += "END:VCALENDAR\n";
  const Reading reading = read(text + inside + ends);
  CHECK(reading.faults == "too_deep 9");
  CHECK(std::count(reading.components.begin(), reading.components.end(), '(') == 8);
}

TEST_CASE("a line that is known to be faulty is not read") {
  const auto read = [](ComponentRules rules) {
    std::size_t faults = 0;
    ComponentReader reader(rules, [&](const ComponentFault& fault) {
      CHECK(fault.kind == ComponentFault::Kind::bad_line);
      ++faults;
    });
    for (const std::string_view text : {"BEGIN:VEVENT", "A:1", "END:VEVENT"})
      reader.take({text, text, 1, text == "A:1"});
    CHECK(faults == 1);
    return list(reader.finish());
  };
  CHECK(read({"", {}, false}) == "VEVENT!()");
  const auto needs_none = [](const CalendarComponent&, std::string_view) { return false; };
  CHECK(read({"", {}, false, needs_none}) == "VEVENT()");
}

TEST_CASE("our own texts are read without a fault, or not at all") {
  const std::string kept =
      "BEGIN:VTIMEZONE\nTZID:x\nEND:VTIMEZONE\nBEGIN:VEVENT\nA:1\nEND:VEVENT\n";
  const ComponentTree tree(kept, "");
  CHECK(list(tree.components()) == "VTIMEZONE(TZID:x),VEVENT(A:1)");
  CHECK_THROWS_AS(tree.only(), std::invalid_argument);
  for (const std::string_view text :
       {"BEGIN:VEVENT\nEND:VEVENT\n", "BEGIN:VCALENDAR\n", "BEGIN:VCALENDAR\nEND:VEVENT\n",
        "BEGIN:VCALENDAR\nx\nEND:VCALENDAR\n", "BEGIN:VCALENDAR\nEND:VCALENDAR\nX:1\n"}) {
    INFO(text);
    CHECK_THROWS_AS(ComponentTree(text), std::invalid_argument);
  }
}
