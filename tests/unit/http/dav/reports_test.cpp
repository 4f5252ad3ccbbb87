#include "http/dav/reports.hpp"

#include <algorithm>

#include "support/catch.hpp"
#include "support/dav_server.hpp"

using namespace almanach;
using namespace almanach::testing;

namespace {

constexpr const char* kCollection = "/dav/calendars/fetes/";

class FetesServer : public DavServer {
 public:
  FetesServer() {
    publisher.put("fetes/bal.md", "Bal", "2027-05-12 20:00");
    publisher.put("fetes/concert.md", "Concert", "2027-06-21 19:00");
    publisher.put("fetes/foire.md", "Foire", "2027-07-01 10:00");
  }
};

std::string sync(DavServer& server, const std::string& token, const std::string& more = "",
                 int status = 207) {
  return server.report(kCollection, "D:sync-collection",
                       "<D:sync-token>" + token + "</D:sync-token><D:sync-level>1</D:sync-level>" +
                           more + "<D:prop><D:getetag/></D:prop>",
                       status, "0");
}

std::vector<std::string> paths(std::initializer_list<const char*> slugs) {
  std::vector<std::string> all;
  for (const char* slug : slugs) all.push_back(std::string(kCollection) + slug + ".ics");
  return all;
}

bool has(const std::string& text, const std::string& part) {
  INFO(text);
  return text.find(part) != std::string::npos;
}

std::string property(DavServer& server, const std::string& asked, const std::string& told) {
  return text_of(server.propfind(kCollection, "<" + asked + "/>"), told);
}

}  // namespace

TEST_CASE("multiget answers each reference as it was written, once") {
  FetesServer server;
  const std::string got = server.report(
      kCollection, "C:calendar-multiget",
      "<D:prop><D:getetag/></D:prop><D:href>/dav/calendars/fetes/b%61l.ics</D:href>"
      "<D:href>http://elsewhere/dav/calendars/fetes/concert.ics</D:href>"
      "<D:href>/dav/calendars/fetes/none.ics</D:href><D:href>/dav/calendars/fetes/</D:href>"
      "<D:href> /dav/calendars/fetes/b%61l.ics\n</D:href>");
  CHECK(hrefs_of(got) ==
        std::vector<std::string>{"/dav/calendars/fetes/b%61l.ics",
                                 "http://elsewhere/dav/calendars/fetes/concert.ics",
                                 "/dav/calendars/fetes/none.ics", "/dav/calendars/fetes/"});
  CHECK(has(got, "none.ics</href><status>HTTP/1.1 404 Not Found</status>"));
  CHECK(has(got, "fetes/</href><status>HTTP/1.1 404 Not Found</status>"));
  server.report(kCollection, "C:calendar-multiget", "<D:prop><D:getetag/></D:prop>", 400);
}

TEST_CASE("a copy that follows the tokens has what is served") {
  FetesServer server;
  const std::string first = sync(server, "");
  CHECK(hrefs_of(first) == paths({"bal", "concert", "foire"}));
  const std::string token = text_of(first, "sync-token");
  CHECK(token.rfind("data:,", 0) == 0);
  CHECK(property(server, "D:sync-token", "sync-token") == token);
  CHECK(hrefs_of(sync(server, token)).empty());

  server.publisher.put("fetes/concert.md", "Concert", "2027-06-21 20:00");
  server.publisher.put("fetes/theatre.md", "Théâtre", "2027-08-01 20:00");
  const std::string second = sync(server, token);
  CHECK(hrefs_of(second) == paths({"concert", "theatre"}));
  CHECK(has(second, "<getetag>"));
  CHECK(property(server, "D:sync-token", "sync-token") == text_of(second, "sync-token"));
}

TEST_CASE("a deleted event is changed first, and gone at the end") {
  FetesServer server;
  server.publisher.rescan();
  server.publisher.folder.remove("fetes/bal.md");
  server.publisher.rescan();
  const std::string token = text_of(sync(server, ""), "sync-token");
  server.publisher.clock.advance(std::chrono::seconds(6));
  const std::string struck = sync(server, token);
  CHECK(hrefs_of(struck) == paths({"bal"}));
  CHECK_FALSE(has(struck, "404"));
  CHECK(has(server.text(200, "GET", std::string(kCollection) + "bal.ics"), "STATUS:CANCELLED"));

  const std::string known = text_of(struck, "sync-token");
  const std::string tag = property(server, "S:getctag", "S:getctag");
  const std::string entity_tag = property(server, "D:getetag", "getetag");
  server.publisher.clock.advance(std::chrono::hours(24 * 31));
  const std::string expired = sync(server, known);
  CHECK(hrefs_of(expired) == paths({"bal"}));
  CHECK(has(expired, "bal.ics</href><status>HTTP/1.1 404 Not Found</status>"));
  CHECK(text_of(expired, "sync-token") != known);
  CHECK(property(server, "S:getctag", "S:getctag") != tag);
  CHECK(property(server, "D:getetag", "getetag") != entity_tag);
  CHECK(server.ask("GET", std::string(kCollection) + "bal.ics").status == 404);
}

TEST_CASE("a change of another feed moves nothing") {
  FetesServer server;
  const std::string token = property(server, "D:sync-token", "sync-token");
  const std::string tag = property(server, "S:getctag", "S:getctag");
  server.publisher.put("autre/x.md", "X", "2027-06-21 20:00");
  CHECK(property(server, "D:sync-token", "sync-token") == token);
  CHECK(property(server, "S:getctag", "S:getctag") == tag);
}

TEST_CASE("a limit gives parts that together are all") {
  FetesServer server;
  const std::string limit = "<D:limit><D:nresults>2</D:nresults></D:limit>";
  const std::string first = sync(server, "", limit);
  CHECK(has(first,
            "<response><href>/dav/calendars/fetes/</href><status>HTTP/1.1 507 Insufficient "
            "Storage</status><error><number-of-matches-within-limits/></error></response>"));
  const std::string second = sync(server, text_of(first, "sync-token"), limit);
  CHECK_FALSE(has(second, "HTTP/1.1 507"));
  std::vector<std::string> all = hrefs_of(first);
  for (const std::string& href : hrefs_of(second)) all.push_back(href);
  std::sort(all.begin(), all.end());
  std::vector<std::string> expected = paths({"bal", "concert", "foire"});
  expected.push_back(kCollection);
  std::sort(expected.begin(), expected.end());
  CHECK(all == expected);
}

TEST_CASE("a token that is not of this journal and feed is told so") {
  FetesServer server;
  server.publisher.put("autre/x.md", "X", "2027-06-21 20:00");
  const std::string other =
      text_of(server.propfind("/dav/calendars/autre/", "<D:sync-token/>"), "sync-token");
  const std::string own = property(server, "D:sync-token", "sync-token");
  for (const std::string& token : {std::string("http://example.org/1"), std::string("data:,x"),
                                   other, own.substr(6), own + "x"}) {
    INFO(token);
    CHECK(has(sync(server, token, "", 403), "<valid-sync-token/>"));
  }
}

TEST_CASE("a sync that is asked for in a wrong way") {
  FetesServer server;
  sync(server, "", "<D:limit/>", 400);
  sync(server, "", "<D:limit><D:nresults>many</D:nresults></D:limit>", 400);
  server.report(kCollection, "D:sync-collection", "<D:prop/>", 400);
  server.report(kCollection, "D:sync-collection",
                "<D:sync-token/><D:sync-level>2</D:sync-level><D:prop/>", 400);
}

TEST_CASE("free-busy tells no time that events leave free") {
  FetesServer server;
  const std::string busy =
      server.report(kCollection, "C:free-busy-query",
                    "<C:time-range start='20270501T000000Z' end='20270601T000000Z'/>", 200);
  CHECK(has(busy, "BEGIN:VFREEBUSY\r\n"));
  CHECK(has(busy, "DTSTART:20270501T000000Z\r\nDTEND:20270601T000000Z\r\nEND:VFREEBUSY"));
  server.report(kCollection, "C:free-busy-query", "", 400);
}

TEST_CASE("properties are expanded along their references") {
  FetesServer server;
  const std::string expanded = server.report(
      "/dav/", "D:expand-property",
      "<D:property name='current-user-principal'><D:property name='calendar-home-set' "
      "namespace='urn:ietf:params:xml:ns:caldav'><D:property name='displayname'/></D:property>"
      "<D:property name='none'/></D:property><D:property name='displayname'/>");
  CHECK(has(expanded,
            "<current-user-principal><response><href>/dav/principals/anonymous/</href>"
            "<propstat><prop><C:calendar-home-set><response><href>/dav/calendars/</href>"
            "<propstat><prop><displayname>Agenda</displayname>"));
  CHECK(has(expanded, "<none/></prop><status>HTTP/1.1 404"));
  server.report("/dav/", "D:expand-property", "<D:property/>", 400);
  server.report("/dav/", "D:expand-property", "<D:property name='a b'/>", 400);
}

TEST_CASE("reports that are not there are refused, and not promised") {
  FetesServer server;
  for (const char* name : {"D:principal-property-search", "D:principal-match", "C:unknown",
                           "D:calendar-query", "S:sync-collection"}) {
    INFO(name);
    CHECK(has(server.report(kCollection, name, "", 403), "<supported-report/>"));
  }
  CHECK(has(server.report("/dav/calendars/", "C:calendar-query", "<D:prop/>", 403),
            "<supported-report/>"));
  const std::string reports = server.propfind(kCollection, "<D:supported-report-set/>");
  for (const char* name : {"C:calendar-query", "C:calendar-multiget", "C:free-busy-query",
                           "sync-collection", "expand-property"}) {
    CHECK(has(reports, std::string("<supported-report><report><") + name + "/>"));
  }
  CHECK_FALSE(has(reports, "principal"));
  CHECK(has(server.report("/dav/principals/", "D:principal-search-property-set", "", 200),
            "<principal-search-property-set"));
}
