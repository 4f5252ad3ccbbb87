// print_occurrences YEAR FILE...: when the events of each file take place, up to the end of that
// year: one JSON object a file.

#include <cstddef>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "model/occurrences.hpp"
#include "support/parsing.hpp"

using namespace almanach;

namespace {

using Json = nlohmann::ordered_json;

std::string format(WallTime wall, bool whole_days) {
  char text[32];
  const int size = std::snprintf(text, sizeof text,
                                 whole_days ? "%04d-%02d-%02d" : "%04d-%02d-%02dT%02d:%02d:%02dZ",
                                 static_cast<int>(wall.year()), wall.month(), wall.day(),
                                 wall.hour(), wall.minute(), wall.second());
  return {text, static_cast<std::size_t>(size)};
}

Json describe(const Event& event, const Occurrence& occurrence) {
  const Event one = occurrence.change != nullptr ? apply_change(event, *occurrence.change) : event;
  Json json;
  if (const auto* days = std::get_if<DaySpan>(&occurrence.span)) {
    json["start"] = format(WallTime(days->first), true);
    json["end"] = format(WallTime(days->last + 1), true);
  } else {
    const TimeSpan& time = std::get<TimeSpan>(occurrence.span);
    json["start"] = format(Zone().wall_time(time.start), false);
    json["end"] = format(Zone().wall_time(time.end), false);
  }
  json["title"] = one.title;
  json["status"] = one.status == EventStatus::cancelled ? "CANCELLED" : "CONFIRMED";
  return json;
}

}  // namespace

int main(int argc, char** argv) {
  const almanach::testing::Parser parser;
  for (int index = 2; index < argc; ++index) {
    std::ifstream file(argv[index], std::ios::binary);
    const ParsedFile parsed =
        parser.parse_all({std::istreambuf_iterator<char>(file), {}}, "agenda/event.md");
    const Instant from = Zone().place(WallTime(1900)).instant;
    const Instant to = Zone().place(WallTime(std::stoi(argv[1]) + 1)).instant;
    Json events = Json::array();
    for (const ParsedEntry& entry : parsed.entries) {
      if (!entry.event) {
        std::cerr << argv[index] << ": " << almanach::testing::list_problems(parsed.problems);
        return 1;
      }
      for (const Occurrence& occurrence :
           occurrences_between(*entry.event, from, to, std::numeric_limits<std::size_t>::max()))
        events.push_back(describe(*entry.event, occurrence));
    }
    std::cout << Json{{"file", argv[index]}, {"events", events}}.dump() << '\n';
  }
  return 0;
}
