#include <libical/ical.h>

#include "model/event_text.hpp"
#include "model/occurrences.hpp"
#include "render/kept_event.hpp"
#include "support/catch.hpp"
#include "support/parsing.hpp"
#include "support/random_calendars.hpp"
#include "support/strict_calendar.hpp"

using namespace almanach;
using namespace almanach::testing;

namespace {

std::string render(const Event& event) {
  static const Config config = read_config("", "", {});
  RevisedEvent revised;
  revised.event = std::make_shared<const Event>(event);
  revised.slug = "slug";
  revised.uid = event.uid.empty() ? "uid" : event.uid;
  return render_event(revised, Feed(), config, {});
}

/// The first VEVENT says the same as the event's members do.
bool tells_the_same(const Event& event, const std::string& text) {
  const ComponentTree tree(text, "");
  const CalendarComponent& main = tree.components().at(0);
  const bool cancelled =
      main.find("STATUS") != nullptr && main.find("STATUS")->value == "CANCELLED";
  const bool has_rule = event.recurrence && event.recurrence->rule;
  const auto dates = std::count_if(main.properties.begin(), main.properties.end(),
                                   [](const PropertyLine& one) { return one.is("EXDATE"); });
  const auto excluded = event.recurrence ? event.recurrence->excluded.size() : 0;
  const auto changed = event.recurrence ? event.recurrence->changed.size() : 0;
  return cancelled == (event.status == EventStatus::cancelled) &&
         (main.find("RRULE") != nullptr) == has_rule && main.find("DTEND") != nullptr &&
         static_cast<std::size_t>(dates) == excluded && tree.components().size() == 1 + changed &&
         (main.find("GEO") != nullptr) == event.geo.has_value();
}

}  // namespace

TEST_CASE("whatever an .ics file holds, what is published of it is by the letter") {
  const Parser parser;
  std::size_t served = 0;
  for (unsigned seed = 0; seed < 1'500; ++seed) {
    const std::string bytes = RandomCalendars(seed).make();
    const ParsedFile file = parser.parse_all(bytes, "agenda/list.ics");
    for (const ParsedEntry& entry : file.entries) {
      if (!entry.event) {
        CHECK(has_error(file.problems));
        continue;
      }
      ++served;
      const std::string text = render(*entry.event);
      const std::string strict = StrictReader().read(text);
      const std::string libical = fault_by_libical(text);
      if (strict.empty() && libical.empty() && tells_the_same(*entry.event, text)) continue;
      INFO(seed << "\n" << bytes << "\n" << list_problems(file.problems) << "\n" << text);
      CHECK(strict == "");
      CHECK(libical == "");
      CHECK(tells_the_same(*entry.event, text));
    }
  }
  CHECK(served > 1'500);
}
