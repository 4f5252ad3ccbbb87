#include "http/router.hpp"

#include "content/memory_folder.hpp"
#include "publish/site.hpp"
#include "support/catch.hpp"
#include "support/fixed_clock.hpp"

using namespace almanach;

namespace {

class Server {
 public:
  Server() {
    folder.put("fetes/2026-05-12-bal.md",
               "---\ntitle: Bal <masqué>\nstart: 2027-05-12 20:00\nend: 2027-05-12 23:00\n---\n");
    folder.put("fetes/faux.md", "---\ntitle: Faux\nstart: nonsense\n---\n");
    snapshots.set(site.update({true, {}}));
  }

  Answer get(const std::string& path, std::vector<std::pair<std::string, std::string>> headers = {},
             const std::string& method = "GET", const std::string& client = "127.0.0.1") const {
    HttpRequest request;
    request.method = method;
    request.path = path;
    request.headers = std::move(headers);
    request.client = client;
    return router.answer(request);
  }
  int status(const std::string& path) const { return get(path).status; }

  MemoryFolder folder;
  std::shared_ptr<const Config> config = std::make_shared<const Config>(read_config("", "", {}));
  MemoryStore store;
  almanach::testing::FixedClock clock;
  Journal journal{store, *config, clock};
  Site site{folder, *config, journal, clock, "racine"};
  SnapshotHolder snapshots;
  Fetches fetches;
  Router router{snapshots, config, clock, fetches};
};

bool contains(const Answer& answer, std::string_view text) {
  return answer.body.join().find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("every address answers, others are not there") {
  const Server server;
  for (const char* path : {"/", "/fetes/", "/fetes/bal", "/fetes.ics", "/fetes/bal.ics", "/all.ics",
                           "/healthz", "/status.json", "/robots.txt"}) {
    INFO(path);
    CHECK(server.status(path) == 200);
  }
  for (const char* path : {"/x", "/x.ics", "/fetes/x", "/fetes/x.ics", "/fetes/.ics", "/fetes/bal/",
                           "/fetes/bal/x.ics", "/all/", "//", "/.ics", "/all/x.ics"}) {
    INFO(path);
    CHECK(server.status(path) == 404);
  }
  CHECK(server.status("/fetes") == 308);
}

TEST_CASE("only reading is allowed") {
  const Server server;
  for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "BREW"}) {
    const Answer answer = server.get("/fetes.ics", {}, method);
    CHECK(answer.status == 405);
    CHECK(answer.headers.back() ==
          std::pair<std::string, std::string>("Allow", "GET, HEAD, OPTIONS, PROPFIND, REPORT"));
  }
  CHECK(server.get("/fetes.ics", {}, "OPTIONS").status == 200);
}

TEST_CASE("the status is for this machine, unless it is configured otherwise") {
  const Server server;
  CHECK(contains(server.get("/status.json"), "\"revision\": 1"));
  CHECK(contains(server.get("/status.json"), "fetes/faux.md"));
  CHECK(server.get("/status.json", {}, "GET", "192.0.2.1").status == 403);
  CHECK(server.get("/status.json", {{"X-Forwarded-For", "192.0.2.1"}}).status == 403);
  Fetches fetches;
  const auto configured = [&](const char* yaml) {
    const Router router(server.snapshots, std::make_shared<const Config>(read_config(yaml, "", {})),
                        server.clock, fetches);
    HttpRequest request;
    request.method = "GET";
    request.path = "/status.json";
    request.client = "192.0.2.1";
    return router.answer(request).status;
  };
  CHECK(configured("status: public\n") == 200);
  CHECK(configured("status: off\n") == 404);
}

TEST_CASE("pages escape what people typed, and are the same until something changes") {
  const Server server;
  CHECK(contains(server.get("/"), "Bal &lt;masqué&gt;"));
  CHECK(contains(server.get("/"), "webcal://127.0.0.1:8080/fetes.ics"));
  const Answer first = server.get("/fetes/bal");
  CHECK(server.get("/fetes/bal", {{"If-None-Match", first.headers.front().second}}).status == 304);
}

TEST_CASE("programs that read a calendar by CalDAV are counted") {
  const Server server;
  HttpRequest request;
  request.path = "/dav/calendars/fetes/";
  request.method = "PROPFIND";
  CHECK_FALSE(server.router.answer(request).fetched);
  request.method = "REPORT";
  CHECK_FALSE(server.router.answer(request).fetched);
  request.body = "<calendar-query xmlns='urn:ietf:params:xml:ns:caldav'/>";
  const Answer answer = server.router.answer(request);
  REQUIRE(answer.fetched);
  CHECK(*answer.fetched == "fetes");
}
