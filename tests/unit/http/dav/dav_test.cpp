#include "http/dav/dav.hpp"

#include "support/catch.hpp"
#include "support/dav_server.hpp"

using namespace almanach;
using namespace almanach::testing;

namespace {

bool has(const std::string& text, const std::string& part) {
  INFO(text);
  return text.find(part) != std::string::npos;
}

std::string header(const Answer& answer, const std::string& name) {
  return std::string(answer.header(name));
}

/// A feed with two events.
class FetesServer : public DavServer {
 public:
  FetesServer() {
    publisher.put("fetes/bal.md", "Bal & <buffet>", "2027-05-12 20:00");
    publisher.put("fetes/concert.md", "Concert", "2027-06-21 19:00");
  }
};

}  // namespace

TEST_CASE("CalDAV is found from every address that people may give") {
  FetesServer server;
  const Answer known = server.ask("PROPFIND", "/.well-known/caldav");
  CHECK(known.status == 308);
  CHECK(header(known, "Location") == "/dav/");
  for (const char* path :
       {"/", "/fetes.ics", "/fetes/", "/fetes/bal", "/fetes/bal.ics", "/all.ics", "/dav/", "/dav",
        "/dav/principals/", "/dav/principals/anonymous/", "/dav/calendars/",
        "/dav/calendars/fetes/", "/dav/calendars/fetes", "/dav/calendars/fetes/bal.ics"}) {
    INFO(path);
    const std::string found =
        server.propfind(path, "<D:current-user-principal/><C:calendar-home-set/>");
    CHECK(has(found, "<current-user-principal><href>/dav/principals/anonymous/</href>"));
    CHECK(has(found, "<C:calendar-home-set><href>/dav/calendars/</href>"));
  }
  for (const char* path :
       {"/x", "/fetes/x.ics", "/dav/x", "/dav/calendars/x/", "/dav/calendars/fetes/x.ics",
        "/dav/calendars/fetes/bal", "/dav/calendars/fetes/bal.ics/"}) {
    INFO(path);
    CHECK(server.ask("PROPFIND", path).status == 404);
  }
}

TEST_CASE("a public address with a path stands in all references") {
  FetesServer server;
  server.publisher.config.base_url = "https://example.org/agenda";
  for (const char* known : {"/.well-known/caldav", "/.well-known/caldav/"})
    CHECK(header(server.ask("GET", known), "Location") == "/agenda/dav/");
  const std::string all = server.propfind("/dav/calendars/fetes/", "<D:getetag/>", "1");
  CHECK(hrefs_of(all) == std::vector<std::string>{"/agenda/dav/calendars/fetes/",
                                                  "/agenda/dav/calendars/fetes/bal.ics",
                                                  "/agenda/dav/calendars/fetes/concert.ics"});
  const std::string got =
      server.report("/dav/calendars/fetes/", "C:calendar-multiget",
                    "<D:prop><D:getetag/></D:prop><D:href>/agenda/dav/calendars/fetes/bal.ics"
                    "</D:href><D:href>/dav/calendars/fetes/bal.ics</D:href>");
  CHECK(has(got, "bal.ics</href><propstat><prop><getetag>"));
  CHECK(has(got, "<href>/dav/calendars/fetes/bal.ics</href><status>HTTP/1.1 404 Not Found"));
}

TEST_CASE("properties that are there are told, others are not found") {
  FetesServer server;
  server.publisher.folder.put("fetes/feed.yml", "name: Fêtes\ncolor: tomato\n");
  const std::string told = server.propfind(
      "/dav/calendars/fetes/",
      "<D:displayname/><D:resourcetype/><A:calendar-color/><C:calendar-description/>"
      "<D:current-user-privilege-set/><x xmlns='urn:other&quot;&lt;'/><y xmlns=''/>");
  CHECK(has(told, "<displayname>Fêtes</displayname>"));
  CHECK(has(told, "<resourcetype><collection/><C:calendar/></resourcetype>"));
  CHECK(has(told, "<A:calendar-color>#FF6347</A:calendar-color>"));
  CHECK(has(told,
            "<current-user-privilege-set><privilege><read/></privilege>"
            "</current-user-privilege-set>"));
  CHECK(has(told,
            "<propstat><prop><C:calendar-description/><x1:x/>"
            "<y xmlns=\"\"/></prop><status>HTTP/1.1 404 Not Found</status></propstat>"));

  CHECK(has(told, " xmlns:x1=\"urn:other&quot;&lt;\">"));

  const Answer minimal = server.ask("PROPFIND", "/dav/calendars/fetes/",
                                    "<propfind xmlns='DAV:'><prop><x/></prop></propfind>",
                                    {{"Prefer", "depth-noroot, return=minimal"}});
  CHECK(header(minimal, "Preference-Applied") == "return=minimal");
  CHECK(has(minimal.body.join(), "<propstat><prop></prop><status>HTTP/1.1 200 OK</status>"));
  CHECK_FALSE(has(minimal.body.join(), "404"));
}

TEST_CASE("a PROPFIND that asks for nothing is a fault") {
  FetesServer server;
  for (const char* nothing :
       {"", "<include><owner/></include>", "<x/>", "<x:prop xmlns:x='urn:x'/>"}) {
    INFO(nothing);
    server.text(400, "PROPFIND", "/dav/calendars/fetes/",
                std::string("<propfind xmlns='DAV:'>") + nothing + "</propfind>");
  }
}

TEST_CASE("all that there is, and its names") {
  FetesServer server;
  const std::string object = "/dav/calendars/fetes/bal.ics";
  const std::string all = server.text(207, "PROPFIND", object);
  CHECK(has(all, "<displayname>Bal &amp; &lt;buffet&gt;</displayname>"));
  CHECK(has(all, "<getcontenttype>text/calendar; charset=utf-8</getcontenttype>"));
  CHECK(has(all, "<resourcetype></resourcetype>"));
  CHECK_FALSE(has(all, "404"));
  CHECK_FALSE(has(all, "current-user-principal"));
  const std::string more =
      server.text(207, "PROPFIND", object,
                  "<propfind xmlns='DAV:'><allprop/><include><owner/><none/></include></propfind>");
  CHECK(has(more, "<owner><href>"));
  CHECK(has(more, "<none/></prop><status>HTTP/1.1 404"));
  const std::string names =
      server.text(207, "PROPFIND", object, "<propfind xmlns='DAV:'><propname/></propfind>");
  CHECK(has(names, "<getetag/>"));
  CHECK_FALSE(has(names, "sync-token"));
  CHECK_FALSE(has(names, "404"));
}

TEST_CASE("an object's properties are what GET tells") {
  FetesServer server;
  const std::string path = "/dav/calendars/fetes/bal.ics";
  const Answer got = server.ask("GET", path, "", {{"Accept-Encoding", "gzip, br"}});
  CHECK(got.status == 200);
  CHECK(header(got, "Content-Encoding").empty());
  CHECK(header(got, "Cache-Control") == "no-cache");
  const std::string told = server.propfind(
      path, "<D:getetag/><D:getcontentlength/><D:getcontenttype/><D:getlastmodified/>");
  CHECK(text_of(told, "getetag") == header(got, "ETag"));
  CHECK(text_of(told, "getcontentlength") == std::to_string(got.body.size()));
  CHECK(text_of(told, "getcontenttype") == header(got, "Content-Type"));
  CHECK(text_of(told, "getlastmodified") == header(got, "Last-Modified"));
  CHECK(server.ask("GET", path, "", {{"If-None-Match", header(got, "ETag")}}).status == 304);
}

TEST_CASE("depth") {
  FetesServer server;
  const std::string path = "/dav/calendars/fetes/";
  CHECK(hrefs_of(server.propfind(path, "<D:getetag/>", "0")).size() == 1);
  CHECK(hrefs_of(server.propfind(path, "<D:getetag/>", "1")).size() == 3);
  CHECK(hrefs_of(server.text(207, "PROPFIND", path)).size() == 1);
  CHECK(has(server.text(403, "PROPFIND", path, "", {{"Depth", "infinity"}}),
            "<propfind-finite-depth/>"));
  server.text(400, "PROPFIND", path, "", {{"Depth", "2"}});
}

TEST_CASE("writing is refused so that programs go on") {
  FetesServer server;
  const std::string collection = "/dav/calendars/fetes/";
  for (const char* method : {"PUT", "DELETE", "MKCALENDAR", "MKCOL", "MOVE", "COPY", "LOCK"}) {
    INFO(method);
    CHECK(has(server.text(403, method, collection + "neuf.ics"),
              "<need-privileges><resource><href>/dav/calendars/fetes/neuf.ics</href>"
              "<privilege><write/></privilege></resource></need-privileges>"));
  }
  const std::string patched = server.text(
      207, "PROPPATCH", collection,
      "<propertyupdate xmlns='DAV:'><set><prop><displayname>X</displayname></prop></set><remove>"
      "<prop><a xmlns='urn:b'/></prop></remove></propertyupdate>");
  CHECK(has(patched,
            "<prop><displayname/><x1:a/></prop><status>HTTP/1.1 403 Forbidden"
            "</status><error><cannot-modify-protected-property/></error>"));
  const Answer posted = server.ask("POST", collection);
  CHECK(posted.status == 405);
  CHECK(header(posted, "Allow") == "GET, HEAD, OPTIONS, PROPFIND, REPORT");
  CHECK(server.ask("PUT", "/").status == 405);
  CHECK(server.ask("PROPPATCH", "/fetes.ics").status == 405);
}

TEST_CASE("options tell what a resource is") {
  FetesServer server;
  for (const char* path :
       {"/", "/fetes.ics", "/dav/", "/dav/principals/anonymous/", "/dav/calendars/",
        "/dav/calendars/fetes/", "/dav/calendars/fetes/bal.ics"}) {
    INFO(path);
    const Answer answer = server.ask("OPTIONS", path);
    CHECK(answer.status == 200);
    CHECK(header(answer, "DAV") == "1, 3, access-control, calendar-access");
    CHECK(header(answer, "Allow") == "GET, HEAD, OPTIONS, PROPFIND, REPORT");
  }
}

TEST_CASE("a collection is a page for people") {
  FetesServer server;
  const Answer answer = server.ask("GET", "/dav/calendars/fetes/");
  CHECK(answer.status == 303);
  CHECK(header(answer, "Location") == "/fetes/");
  CHECK(header(server.ask("GET", "/dav/"), "Location") == "/");
}

TEST_CASE("an event's former address is no object") {
  FetesServer server;
  server.text(207, "PROPFIND", "/dav/calendars/fetes/bal.ics");
  server.publisher.folder.remove("fetes/bal.md");
  server.publisher.put("fetes/grand-bal.md", "Bal & <buffet>", "2027-05-12 20:00");
  server.text(404, "PROPFIND", "/dav/calendars/fetes/bal.ics");
  server.text(404, "GET", "/dav/calendars/fetes/bal.ics");
  server.text(207, "PROPFIND", "/dav/calendars/fetes/grand-bal.ics");
}

TEST_CASE("what takes long needs a worker, until it is kept") {
  DavServer server;
  for (int i = 0; i < 201; ++i)
    server.publisher.put("fetes/e" + std::to_string(i) + ".md", "E", "2027-05-12 20:00");
  const std::string path = "/dav/calendars/fetes/";
  const DavServer::Headers members = {{"Depth", "1"}};
  const auto status_at_once = [&](const char* method, const std::string& asked,
                                  const DavServer::Headers& headers = {}) {
    const auto answer = server.ask_at_once(method, asked, headers);
    return answer ? answer->status : 0;
  };
  CHECK(status_at_once("PROPFIND", path, members) == 0);
  CHECK(status_at_once("PROPFIND", path) == 207);
  CHECK(status_at_once("PROPFIND", "/dav/calendars/") == 207);
  CHECK(status_at_once("OPTIONS", path) == 200);
  CHECK(status_at_once("GET", path) == 303);
  CHECK(status_at_once("PUT", path) == 403);
  CHECK(status_at_once("GET", path + "e1.ics") == 200);
  CHECK(server.ask("PROPFIND", path, "", members).status == 207);
  CHECK(status_at_once("PROPFIND", path, members) == 207);
  // Another event, and all entity tags are made anew.
  server.publisher.folder.put("fetes/feed.yml", "name: Fêtes\n");
  server.publisher.put("fetes/more.md", "E", "2027-05-12 20:00");
  CHECK(status_at_once("PROPFIND", path, members) == 0);
}
