// What an answer may cost, whatever the request says: its bytes and its steps of work.

#include <algorithm>
#include <cstdint>
#include <string>

#include "http/dav/property_request.hpp"
#include "http/dav/xml_writer.hpp"
#include "support/catch.hpp"
#include "support/dav_server.hpp"

using namespace almanach;
using namespace almanach::testing;

namespace {

constexpr const char* kCollection = "/dav/calendars/fetes/";

/// See http/dav/README.md: an answer is at most so many times as large as its request, and so much
/// for each resource that it tells of, besides the objects themselves.
constexpr std::size_t kTimes = 16;
constexpr std::size_t kOfResource = 4'096;

std::string event_name(int number) {
  return "e" + std::to_string(number);
}

class SmallServer : public DavServer {
 public:
  static constexpr int kEvents = 50;

  SmallServer() {
    for (int i = 0; i < kEvents; ++i)
      publisher.put("fetes/" + event_name(i) + ".md", "Bal", "2027-05-12 20:00");
  }

  /// The body of a PROPFIND for these properties.
  static std::string properties(const std::string& elements) {
    return std::string("<D:propfind ") + kSpaces + "><D:prop>" + elements +
           "</D:prop></D:propfind>";
  }

  std::string all_members(const std::string& body) {
    return text(207, "PROPFIND", kCollection, body, {{"Depth", "1"}});
  }
};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
    ++found;
  return found;
}

void check_bound(const std::string& request, const std::string& answer, int resources) {
  CHECK(answer.size() <=
        kTimes * request.size() + kOfResource * static_cast<std::size_t>(resources));
}

std::string expand(const std::string& range) {
  return "<D:prop><C:calendar-data><C:expand " + range + "/></C:calendar-data></D:prop>";
}

constexpr const char* kYear = "start='20270101T000000Z' end='20280101T000000Z'";

}  // namespace

TEST_CASE("asked properties are a set") {
  SmallServer server;
  std::string repeated;
  for (int i = 0; i < 2'000; ++i) repeated += "<D:acl/><D:supported-privilege-set/><x xmlns='u'/>";
  const std::string once = server.all_members(
      SmallServer::properties("<D:acl/><D:supported-privilege-set/><x xmlns='u'/>"));
  CHECK(server.all_members(SmallServer::properties(repeated)) == once);
  CHECK(count(once, "<acl>") == SmallServer::kEvents + 1);
  CHECK(count(once, "<x1:x/>") == SmallServer::kEvents + 1);
}

TEST_CASE("each property may be asked for, and so many that nobody knows, but no more") {
  SmallServer server;
  std::string names;
  const auto ask = [&](std::size_t properties) {
    names.clear();
    for (std::size_t i = 0; i < properties; ++i) names += "<D:p" + std::to_string(i) + "/>";
    return server.ask("PROPFIND", kCollection, SmallServer::properties(names)).status;
  };
  CHECK(ask(dav::PropertyRequest::kMostProperties) == 207);
  CHECK(ask(dav::PropertyRequest::kMostProperties + 1) == 400);
  CHECK(server
            .ask("PROPPATCH", kCollection,
                 std::string("<D:propertyupdate ") + DavServer::kSpaces + "><D:set><D:prop>" +
                     names + "</D:prop></D:set></D:propertyupdate>")
            .status == 400);
}

TEST_CASE("a namespace is declared once, however often its properties are not there") {
  SmallServer server;
  const std::string space(dav::kLongestSpace, 'u');
  std::string names;
  for (int i = 0; i < 200; ++i) names += "<x:p" + std::to_string(i) + " xmlns:x='" + space + "'/>";
  const std::string body = SmallServer::properties(names);
  const std::string answer = server.all_members(body);
  CHECK(count(answer, space) == 1);
  check_bound(body, answer, SmallServer::kEvents + 1);
}

TEST_CASE("many names that are not there are told once, few with each resource") {
  SmallServer server;
  std::string names = "<D:getetag/>";
  for (int i = 0; i < 200; ++i)
    names += "<D:" + std::string(100, 'p') + std::to_string(100 + i) + "/>";
  const std::string body = SmallServer::properties(names);
  const std::string answer = server.all_members(body);
  CHECK(count(answer, std::string(100, 'p') + "100/>") == 1);
  CHECK(count(answer, "<getetag>") == SmallServer::kEvents + 1);
  check_bound(body, answer, SmallServer::kEvents + 1);
  // Where nothing else is there, a response has to tell that.
  const std::string nothing = server.all_members(SmallServer::properties(names.substr(12)));
  CHECK(count(nothing, "<propstat><prop></prop><status>HTTP/1.1 200 OK</status></propstat>") ==
        SmallServer::kEvents);
}

TEST_CASE("every property of every resource is within the bound") {
  SmallServer server;
  std::string names;
  dav::for_each_property([&](const dav::Property& property) {
    names += "<x:" + std::string(property.name.local) + " xmlns:x='" +
             std::string(property.name.space) + "'/>";
  });
  const std::string body = SmallServer::properties(names);
  check_bound("", server.all_members(body), SmallServer::kEvents + 1);
  check_bound("", server.text(207, "PROPFIND", "/dav/calendars/", body, {{"Depth", "1"}}), 2);
}

TEST_CASE("references that lead to one object get it once") {
  DavServer server;
  server.publisher.put("fetes/jour.md", "Jour", "2020-01-01 18:00", "rrule: FREQ=DAILY\n");
  const auto ask = [&](int references) {
    std::string hrefs;
    for (int i = 0; i < references; ++i)
      hrefs += "<D:href>/dav/calendars/fetes/jour.ics?" + std::to_string(i) + "</D:href>";
    return server.report(kCollection, "C:calendar-multiget", expand(kYear) + hrefs);
  };
  const std::string once = ask(1);
  const std::uint64_t steps = server.spent();
  CHECK(hrefs_of(ask(200)) == std::vector<std::string>{"/dav/calendars/fetes/jour.ics?0"});
  CHECK(server.spent() < steps + 1'000);
  CHECK(count(once, "BEGIN:VEVENT") == 365);
}

TEST_CASE("what is not there is told in few bytes for each reference") {
  SmallServer server;
  std::string hrefs;
  for (int i = 0; i < 5'000; ++i) hrefs += "<D:href>" + std::to_string(i) + "</D:href>";
  const std::string body = std::string("<C:calendar-multiget ") + DavServer::kSpaces + ">" + hrefs +
                           "</C:calendar-multiget>";
  check_bound(body, server.text(207, "REPORT", kCollection, body), 0);
}

TEST_CASE("a property that leads on is followed once at each place") {
  SmallServer server;
  std::string body = std::string("<D:expand-property ") + DavServer::kSpaces + ">";
  const std::string inner = "<D:property name='acl'/><D:property name='x' namespace='urn:other'/>";
  for (int i = 0; i < 1'000; ++i)
    body += "<D:property name='owner'>" + inner + "</D:property><D:property name='none'/>";
  body += "</D:expand-property>";
  const std::string answer = server.text(207, "REPORT", kCollection, body);
  CHECK(count(answer, "<owner>") == 1);
  CHECK(count(answer, "<x1:x/>") == 1);
  CHECK(count(answer, "<none/>") == 1);
}

TEST_CASE("work is counted: what a request names, and what it finds") {
  SmallServer server;
  server.all_members(SmallServer::properties("<D:getetag/>"));
  const std::uint64_t little = server.spent();
  CHECK(little >= SmallServer::kEvents);
  CHECK(little < 500);

  server.publisher.put("fetes/jour.md", "Jour", "2020-01-01 18:00", "rrule: FREQ=DAILY\n");
  server.report(kCollection, "C:calendar-query", expand(kYear));
  CHECK(server.spent() >= 365 + SmallServer::kEvents);
  CHECK(server.spent() < 5'000);

  std::string filters;
  for (int i = 0; i < 1'000; ++i) filters += "<C:prop-filter name='SUMMARY'/>";
  server.report(kCollection, "C:calendar-query",
                "<D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name='VCALENDAR'>"
                "<C:comp-filter name='VEVENT'>" +
                    filters + "</C:comp-filter></C:comp-filter></C:filter>");
  CHECK(server.spent() >= 1'000 * SmallServer::kEvents);
}

TEST_CASE("what was answered once costs next to nothing") {
  SmallServer server;
  const std::string first = server.report(kCollection, "C:calendar-query", expand(kYear));
  const std::uint64_t steps = server.spent();
  CHECK(server.report(kCollection, "C:calendar-query", expand(kYear)) == first);
  CHECK(server.spent() < 10);
  CHECK(steps > 1'000);
}

TEST_CASE("a busy time that has too many parts is refused, not cut short") {
  DavServer server;
  server.publisher.folder.put("fetes/jour.ics",
                              "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\n"
                              "UID:jour@example.org\r\nDTSTAMP:20270101T000000Z\r\n"
                              "DTSTART:20270101T180000Z\r\nDTEND:20270101T190000Z\r\n"
                              "RRULE:FREQ=DAILY\r\nSUMMARY:Jour\r\nTRANSP:OPAQUE\r\n"
                              "END:VEVENT\r\nEND:VCALENDAR\r\n");
  const auto ask = [&](const char* end, int status) {
    return server.report(kCollection, "C:free-busy-query",
                         std::string("<C:time-range start='20270101T000000Z' end='") + end + "'/>",
                         status);
  };
  CHECK(count(ask("20280101T000000Z", 200), "FREEBUSY:") == 365);
  CHECK(ask("20900101T000000Z", 403).find("<number-of-matches-within-limits/>") !=
        std::string::npos);
}

TEST_CASE("more than one request may cost is refused with the report's condition") {
  Request request;
  request.method = "REPORT";
  const Answer report = dav::Dav::refuse_exceeding(request);
  CHECK(report.status == 507);
  CHECK(report.body.join().find("<number-of-matches-within-limits/>") != std::string::npos);
  request.method = "PROPFIND";
  CHECK(dav::Dav::refuse_exceeding(request).status == 507);
}

TEST_CASE("an answer has a largest size, in what is made and in what is shared") {
  WorkBudget work(1'000'000);
  const std::string text(1 << 20, 'x');
  dav::XmlWriter made("multistatus", work);
  const auto write = [&] {
    for (std::size_t bytes = 0; bytes <= dav::XmlWriter::kMostMade; bytes += text.size()) {
      made.open("prop");
      made.cdata(text);
      made.close("prop");
    }
  };
  CHECK_THROWS_AS(write(), WorkExceeded);

  Body shared;
  shared.append(std::make_shared<const std::string>(text));
  dav::XmlWriter sharing("multistatus", work);
  for (std::size_t bytes = 0; bytes < dav::XmlWriter::kMostMade * 2; bytes += text.size())
    sharing.cdata(shared);
  const auto share = [&] {
    for (std::size_t bytes = 0; bytes < dav::XmlWriter::kMostBytes; bytes += text.size())
      sharing.cdata(shared);
  };
  CHECK_THROWS_AS(share(), WorkExceeded);
}
