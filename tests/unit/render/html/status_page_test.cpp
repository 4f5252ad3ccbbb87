#include "render/html/status_page.hpp"

#include <chrono>

#include "support/catch.hpp"

using namespace almanach;

namespace {

constexpr Instant kNow{std::chrono::seconds(1'800'000'000)};

std::string render(const StatusReport& report, Language language = Language::english) {
  Page page;
  page.address = read_page_address("/status");
  page.language = language;
  return render_status_page(page, report, read_config("", "", {}));
}

bool contains(const std::string& page, std::string_view text) {
  return page.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("the status page tells who has seen the last change, and who has not") {
  StatusReport report;
  report.now = kNow;
  report.since = kNow - std::chrono::hours(48);
  CalendarReport calendar;
  calendar.path = "/fetes/";
  calendar.name = "Fêtes <3";
  calendar.events = 12;
  calendar.size = 95'000;
  calendar.modified = kNow - std::chrono::hours(1);
  calendar.fetches = {{"Apple Calendar", 7, kNow},
                      {"Google Calendar", 3, kNow - std::chrono::hours(5)}};
  report.calendars.push_back(calendar);
  const std::string page = render(report);
  CHECK(contains(page, "Fêtes &lt;3"));
  CHECK(contains(page, "12 events, 95 kB (10 % of the 950 kB that calendar programs take)"));
  CHECK(contains(page, "2027-01-15T09:00:00+01:00"));
  const auto apple = page.find("Apple Calendar");
  const auto google = page.find("Google Calendar</th>");
  REQUIRE(apple < google);
  CHECK(page.find(">yes<") < google);
  CHECK(page.find(">not yet<") > google);
  CHECK(contains(render(report, Language::french), "pas encore"));
}

TEST_CASE("the status page says so where nobody came and where nothing is wrong") {
  StatusReport report;
  report.now = kNow;
  report.since = kNow;
  report.calendars.emplace_back();
  const std::string page = render(report);
  CHECK(contains(page, "Nobody has come since the start"));
  CHECK(contains(page, "No problem"));
}

TEST_CASE("the status page tells each problem with file, line and cure") {
  StatusReport report;
  report.problems.push_back(
      {Severity::error, "fetes/<bal>.md", 3, 8, "year 7 is nonsense", "write 2023-05-10"});
  report.problems.push_back({Severity::warning, "fetes", 0, 0, "the feed is over the budget", ""});
  const std::string page = render(report);
  CHECK(contains(page, "<code>fetes/&lt;bal&gt;.md:3:8</code>"));
  CHECK(contains(page, "year 7 is nonsense"));
  CHECK(contains(page, "write 2023-05-10"));
  CHECK(contains(page, "<code>fetes</code>"));
}

TEST_CASE("the status page tells what the budget leaves out") {
  StatusReport report;
  CalendarReport calendar;
  calendar.left_out = 40;
  calendar.over_budget = true;
  report.calendars.push_back(calendar);
  const std::string page = render(report);
  CHECK(contains(page, "the 40 oldest are left out"));
  CHECK(contains(page, "too large"));
}
