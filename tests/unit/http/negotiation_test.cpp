#include "http/negotiation.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("a feed's page is HTML for browsers and for those who do not say") {
  for (const char* accept : {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                             "*/*", "text/*", "", "image/png", "text/calendar;q=0.5, text/html",
                             "text/calendar;q=0", "nonsense;;q=x,,", "text/calendar, text/html"}) {
    INFO(accept);
    CHECK(choose_form(accept) == FeedForm::html);
  }
  CHECK(choose_form(std::nullopt) == FeedForm::html);
}

TEST_CASE("programs that read calendars get one") {
  for (const char* accept :
       {"text/calendar", "TEXT/Calendar; charset=utf-8", "text/calendar,text/plain;q=0.8,*/*;q=0.5",
        "text/calendar, application/ics, text/plain;q=0.9", "text/html;q=0.2, text/calendar;q=0.3",
        "text/calendar; component=VEVENT; q=0.9, application/calendar+json;q=0.8"}) {
    INFO(accept);
    CHECK(choose_form(accept) == FeedForm::icalendar);
  }
  for (const char* accept : {"application/calendar+json", "application/*",
                             "text/calendar; q=0.1, application/calendar+json; q=0.2"}) {
    INFO(accept);
    CHECK(choose_form(accept) == FeedForm::jcal);
  }
}
