#include <algorithm>

#include "http/dav/dav.hpp"
#include "support/catch.hpp"
#include "support/dav_server.hpp"

using namespace almanach;
using namespace almanach::testing;

namespace {

constexpr const char* kCollection = "/dav/calendars/fetes/";

class FetesServer : public DavServer {
 public:
  FetesServer() {
    publisher.put("fetes/bal.md", "Bal des pompiers", "2027-05-12 20:00",
                  "categories: [Danse, Été]\n");
    publisher.folder.put("fetes/foire.md",
                         "---\ntitle: Foire\nstart: 2027-05-15\nend: 2027-05-16\n---\n");
    publisher.put("fetes/cours.md", "Cours de valse", "2027-05-04 18:00",
                  "rrule: FREQ=WEEKLY\nexdate: [2027-05-11]\noccurrences:\n"
                  "- le: 2027-05-18\n  horaires: 20h-21h\n  titre: Cours du soir\n"
                  "- le: 2027-05-25\n  statut: annulé\n");
  }
};

/// The slugs that a filter's VEVENT part, in prefixes C and D, lets pass.
std::vector<std::string> query(DavServer& server, const std::string& in_event,
                               const std::string& more = "") {
  const std::string answer =
      server.report(kCollection, "C:calendar-query",
                    "<D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name='VCALENDAR'>"
                    "<C:comp-filter name='VEVENT'>" +
                        in_event + "</C:comp-filter></C:comp-filter></C:filter>" + more);
  std::vector<std::string> slugs;
  for (std::string href : hrefs_of(answer)) {
    href.erase(0, std::string(kCollection).size());
    slugs.push_back(href.substr(0, href.size() - 4));
  }
  std::sort(slugs.begin(), slugs.end());
  return slugs;
}

std::vector<std::string> in_range(DavServer& server, const std::string& start,
                                  const std::string& end) {
  return query(server, "<C:time-range start='" + start + "' end='" + end + "'/>");
}

using Slugs = std::vector<std::string>;

std::string refused(DavServer& server, const std::string& filter) {
  return server.report(kCollection, "C:calendar-query",
                       "<D:prop><D:getetag/></D:prop><C:filter>" + filter + "</C:filter>", 403);
}

/// calendar-data of one event in some form; `form` is inside of calendar-data.
std::string data(DavServer& server, const std::string& slug, const std::string& form) {
  return text_of(
      server.report(kCollection, "C:calendar-multiget",
                    "<D:prop><C:calendar-data>" + form + "</C:calendar-data></D:prop><D:href>" +
                        kCollection + slug + ".ics</D:href>"),
      "C:calendar-data");
}

std::vector<std::string> lines_of(const std::string& text, const std::string& start) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; (at = text.find("\n" + start, at)) != std::string::npos;) {
    ++at;
    lines.push_back(text.substr(at, text.find("\r\n", at) - at));
  }
  return lines;
}

}  // namespace

TEST_CASE("a query finds what has a part in its time") {
  FetesServer server;
  CHECK(in_range(server, "20270501T000000Z", "20270601T000000Z") == Slugs{"bal", "cours", "foire"});
  CHECK(in_range(server, "20270512T190000Z", "20270512T193000Z").empty());
  CHECK(in_range(server, "20270512T185959Z", "20270512T190000Z") == Slugs{"bal"});
  CHECK(in_range(server, "20270512T180000Z", "20270512T180001Z") == Slugs{"bal"});
  CHECK(in_range(server, "20270512T175959Z", "20270512T180000Z").empty());
  // Whole days are those of the feed's zone: until 22:00 UTC of the 16th.
  CHECK(in_range(server, "20270516T215959Z", "20270517T100000Z") == Slugs{"foire"});
  CHECK(in_range(server, "20270516T220000Z", "20270517T100000Z").empty());
  CHECK(query(server, "<C:time-range start='20400101T000000Z'/>") == Slugs{"cours"});
  CHECK(query(server, "<C:time-range end='20270101T000000Z'/>").empty());
}

TEST_CASE("a query finds occurrences where they are, not where they were") {
  FetesServer server;
  CHECK(in_range(server, "20270504T160000Z", "20270504T170000Z") == Slugs{"cours"});
  CHECK(in_range(server, "20270511T160000Z", "20270511T170000Z").empty());
  CHECK(in_range(server, "20270518T160000Z", "20270518T170000Z").empty());
  CHECK(in_range(server, "20270518T180000Z", "20270518T190000Z") == Slugs{"cours"});
  // With conditions on properties too, one component has to meet them all.
  CHECK(query(server,
              "<C:time-range start='20270518T180000Z' end='20270518T190000Z'/>"
              "<C:prop-filter name='SUMMARY'><C:text-match>du soir</C:text-match>"
              "</C:prop-filter>") == Slugs{"cours"});
  CHECK(query(server,
              "<C:time-range start='20270518T180000Z' end='20270518T190000Z'/>"
              "<C:prop-filter name='SUMMARY'><C:text-match>valse</C:text-match>"
              "</C:prop-filter>")
            .empty());
}

TEST_CASE("whole days are of the zone that a query names") {
  FetesServer server;
  const std::string range = "<C:time-range start='20270517T030000Z' end='20270517T040000Z'/>";
  CHECK(query(server, range).empty());
  const std::string zone =
      "<C:timezone>BEGIN:VCALENDAR&#13;\nVERSION:2.0\nPRODID:-//x//EN\nBEGIN:VTIMEZONE\n"
      "TZID:America/New_York\nEND:VTIMEZONE\nEND:VCALENDAR\n</C:timezone>";
  CHECK(query(server, range, zone) == Slugs{"foire"});
  CHECK(query(server, range, "<C:timezone-id>America/New_York</C:timezone-id>") == Slugs{"foire"});
  const std::string head =
      "<D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name='VCALENDAR'/></C:filter>";
  const std::string component = "BEGIN:VTIMEZONE\nTZID:Europe/Paris\nEND:VTIMEZONE\n";
  for (const std::string& fault :
       {std::string("BEGIN:VEVENT"), "BEGIN:VCALENDAR\n" + component + "END:VCALENDAR\n",
        "BEGIN:VCALENDAR\nVERSION:2.0\n" + component + "END:VCALENDAR\n",
        "BEGIN:VCALENDAR\nPRODID:x\n" + component + "END:VCALENDAR\n"}) {
    INFO(fault);
    CHECK(server
              .report(kCollection, "C:calendar-query",
                      head + "<C:timezone>" + fault + "</C:timezone>", 403)
              .find("<C:valid-calendar-data/>") != std::string::npos);
  }
  CHECK(server
            .report(kCollection, "C:calendar-query",
                    head + "<C:timezone-id>Mars/Olympus</C:timezone-id>", 403)
            .find("<C:valid-timezone/>") != std::string::npos);
}

TEST_CASE("an expanded answer has the days of the zone that a query names, or no calendar") {
  FetesServer server;
  const auto ask = [&](const std::string& expanded) {
    return server.report(
        kCollection, "C:calendar-query",
        "<D:prop><C:calendar-data><C:expand " + expanded +
            "/></C:calendar-data></D:prop><C:filter><C:comp-filter name='VCALENDAR'>"
            "<C:comp-filter name='VEVENT'><C:time-range start='20270517T030000Z' "
            "end='20270517T040000Z'/></C:comp-filter></C:comp-filter></C:filter>"
            "<C:timezone-id>America/New_York</C:timezone-id>");
  };
  // The 16th ends at 4:00 UTC in New York, at 22:00 UTC of the day before in Paris.
  CHECK(text_of(ask("start='20270517T030000Z' end='20270517T040000Z'"), "C:calendar-data")
            .find("DTSTART;VALUE=DATE:20270515") != std::string::npos);
  const std::string none = ask("start='20270601T000000Z' end='20270602T000000Z'");
  CHECK(none.find("BEGIN:VCALENDAR") == std::string::npos);
  CHECK(none.find("<C:calendar-data/>") < none.find("404 Not Found"));
}

TEST_CASE("a query looks into properties and parameters") {
  FetesServer server;
  const auto property = [&](const std::string& name, const std::string& inside) {
    return query(server, "<C:prop-filter name='" + name + "'>" + inside + "</C:prop-filter>");
  };
  CHECK(property("SUMMARY", "<C:text-match>BAL</C:text-match>") == Slugs{"bal"});
  CHECK(property("summary", "<C:text-match collation='i;octet'>BAL</C:text-match>").empty());
  CHECK(property("SUMMARY", "<C:text-match collation='i;octet'>Bal</C:text-match>") ==
        Slugs{"bal"});
  CHECK(property("SUMMARY", "<C:text-match negate-condition='yes'>bal</C:text-match>") ==
        Slugs{"cours", "foire"});
  CHECK(property("CATEGORIES", "<C:text-match>Été</C:text-match>") == Slugs{"bal"});
  CHECK(property("CATEGORIES", "") == Slugs{"bal"});
  CHECK(property("CATEGORIES", "<C:is-not-defined/>") == Slugs{"cours", "foire"});
  CHECK(property("DTSTART",
                 "<C:param-filter name='VALUE'><C:text-match>date</C:text-match>"
                 "</C:param-filter>") == Slugs{"foire"});
  CHECK(property("DTSTART", "<C:param-filter name='VALUE'><C:is-not-defined/></C:param-filter>") ==
        Slugs{"bal", "cours"});
  CHECK(property("DTSTART", "<C:time-range start='20270512T000000Z' end='20270513T000000Z'/>") ==
        Slugs{"bal"});
  CHECK(query(server, "<C:comp-filter name='VALARM'/>").empty());
  CHECK(query(server, "<C:comp-filter name='VALARM'><C:is-not-defined/></C:comp-filter>") ==
        Slugs{"bal", "cours", "foire"});
}

TEST_CASE("a query without a filter, or for other components") {
  FetesServer server;
  const std::string wanted = "<D:prop><D:getetag/></D:prop>";
  CHECK(hrefs_of(server.report(kCollection, "C:calendar-query", wanted)).size() == 3);
  CHECK(hrefs_of(server.report(kCollection, "C:calendar-query", wanted, 207, "0")).empty());
  const auto of = [&](const std::string& component) {
    return hrefs_of(server.report(kCollection, "C:calendar-query",
                                  wanted + "<C:filter><C:comp-filter name='VCALENDAR'>" +
                                      component + "</C:comp-filter></C:filter>"))
        .size();
  };
  CHECK(of("") == 3);
  CHECK(of("<C:comp-filter name='VTODO'/>") == 0);
  CHECK(of("<C:comp-filter name='VTODO'><C:is-not-defined/></C:comp-filter>") == 3);
  CHECK(of("<C:comp-filter name='VTIMEZONE'/>") == 3);
}

TEST_CASE("a filter that means nothing is told so") {
  FetesServer server;
  const auto in_event = [&](const std::string& inside) {
    return refused(server, "<C:comp-filter name='VCALENDAR'><C:comp-filter name='VEVENT'>" +
                               inside + "</C:comp-filter></C:comp-filter>");
  };
  const std::string valid = "<C:valid-filter/>";
  for (const char* filter :
       {"", "<C:comp-filter name='VEVENT'/>", "<C:comp-filter/>",
        "<C:comp-filter name='VCALENDAR'><C:is-not-defined/></C:comp-filter>"}) {
    INFO(filter);
    CHECK(refused(server, filter).find(valid) != std::string::npos);
  }
  for (const char* inside :
       {"<C:time-range/>", "<C:time-range start='2027-05-01'/>",
        "<C:time-range start='20270501T000000'/>", "<C:time-range start='20270230T000000Z'/>",
        "<C:time-range start='20270502T000000Z' end='20270501T000000Z'/>",
        "<C:time-range start='20270501T000000Z' end='20270501T000000Z'/>", "<C:prop-filter/>",
        "<C:prop-filter name='SUMMARY'><C:is-not-defined/><C:text-match>x</C:text-match>"
        "</C:prop-filter>",
        "<C:prop-filter name='SUMMARY'><C:text-match negate-condition='perhaps'>x"
        "</C:text-match></C:prop-filter>"}) {
    INFO(inside);
    CHECK(in_event(inside).find(valid) != std::string::npos);
  }
  CHECK(in_event("<C:prop-filter name='SUMMARY'><C:text-match collation='i;klingon'>x"
                 "</C:text-match></C:prop-filter>")
            .find("<C:supported-collation/>") != std::string::npos);
}

TEST_CASE("an event is told as it is stored, or in part") {
  FetesServer server;
  const std::string whole = data(server, "bal", "");
  const Answer got = server.ask("GET", std::string(kCollection) + "bal.ics");
  CHECK(whole == "<![CDATA[" + got.body.join() + "]]>");
  CHECK(data(server, "bal",
             "<C:comp name='VCALENDAR'><C:prop name='VERSION'/><C:comp name='VEVENT'>"
             "<C:prop name='SUMMARY'/><C:prop name='UID' novalue='yes'/></C:comp></C:comp>") ==
        "<![CDATA[BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:\r\n"
        "SUMMARY:Bal des pompiers\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n]]>");
  CHECK(data(server, "bal", "<C:comp name='VCALENDAR'><C:allprop/><C:allcomp/></C:comp>") == whole);
  CHECK(server
            .report(kCollection, "C:calendar-query",
                    "<D:prop><C:calendar-data content-type='application/calendar+json'/>"
                    "</D:prop>",
                    403)
            .find("<C:supported-calendar-data/>") != std::string::npos);
}

TEST_CASE("a series is told occurrence by occurrence") {
  FetesServer server;
  const std::string expanded =
      data(server, "cours", "<C:expand start='20270501T000000Z' end='20270602T000000Z'/>");
  CHECK(lines_of(expanded, "DTSTART") ==
        Slugs{"DTSTART:20270504T160000Z", "DTSTART:20270518T180000Z", "DTSTART:20270525T160000Z",
              "DTSTART:20270601T160000Z"});
  CHECK(lines_of(expanded, "RECURRENCE-ID") ==
        Slugs{"RECURRENCE-ID:20270504T160000Z", "RECURRENCE-ID:20270518T160000Z",
              "RECURRENCE-ID:20270525T160000Z", "RECURRENCE-ID:20270601T160000Z"});
  CHECK(lines_of(expanded, "SUMMARY") == Slugs{"SUMMARY:Cours de valse", "SUMMARY:Cours du soir",
                                               "SUMMARY:Cours de valse", "SUMMARY:Cours de valse"});
  CHECK(lines_of(expanded, "STATUS") ==
        Slugs{"STATUS:CONFIRMED", "STATUS:CONFIRMED", "STATUS:CANCELLED", "STATUS:CONFIRMED"});
  for (const char* left : {"RRULE", "EXDATE", "BEGIN:VTIMEZONE"}) {
    INFO(left);
    CHECK(lines_of(expanded, left).empty());
  }
  const std::string days =
      data(server, "foire", "<C:expand start='20270501T000000Z' end='20270602T000000Z'/>");
  CHECK(lines_of(days, "DTSTART") == Slugs{"DTSTART;VALUE=DATE:20270515"});
  CHECK(lines_of(days, "DTEND") == Slugs{"DTEND;VALUE=DATE:20270517"});
  CHECK(lines_of(days, "RECURRENCE-ID").empty());
}

TEST_CASE("a series is told with those changes that bear on a time") {
  FetesServer server;
  const std::string limited = data(
      server, "cours", "<C:limit-recurrence-set start='20270518T160000Z' end='20270518T163000Z'/>");
  CHECK(lines_of(limited, "RECURRENCE-ID") ==
        Slugs{"RECURRENCE-ID;TZID=Europe/Paris:20270518T180000"});
  CHECK(lines_of(limited, "RRULE:FREQ=WEEKLY").size() == 1);
}

TEST_CASE("a range in calendar-data has to be one") {
  FetesServer server;
  for (const char* form : {"<C:expand/>", "<C:expand start='20270501T000000Z'/>",
                           "<C:limit-recurrence-set start='20270501T000000Z' end='x'/>",
                           "<C:expand start='20270502T000000Z' end='20270501T000000Z'/>",
                           "<C:comp name='VEVENT'/>", "<C:comp/>"}) {
    INFO(form);
    server.report(kCollection, "C:calendar-query",
                  std::string("<D:prop><C:calendar-data>") + form + "</C:calendar-data></D:prop>",
                  400);
  }
}

TEST_CASE("an event that names too many occurrences is not told one by one") {
  DavServer server;
  server.publisher.put("fetes/jour.md", "Chaque jour", "2027-05-04 18:00", "rrule: FREQ=DAILY\n");
  CHECK(server
            .report(kCollection, "C:calendar-query",
                    "<D:prop><C:calendar-data><C:expand start='20270101T000000Z' "
                    "end='20900101T000000Z'/></C:calendar-data></D:prop>",
                    403)
            .find("<number-of-matches-within-limits/>") != std::string::npos);
}

TEST_CASE("what ends a CDATA section does not end ours") {
  DavServer server;
  server.publisher.put("fetes/bal.md", "Bal ]]> <x>", "2027-05-12 20:00");
  const std::string whole = data(server, "bal", "");
  CHECK(whole.find("SUMMARY:Bal ]]]]><![CDATA[> <x>\r\n") != std::string::npos);
}
