#include "http/site_addresses.hpp"

#include <algorithm>

#include "http/answers.hpp"
#include "http/router.hpp"
#include "render/html/assets.hpp"
#include "support/catch.hpp"
#include "support/publisher.hpp"

using namespace almanach;

namespace {

/// A feed `fetes` with an event `bal`, which was `fete` before.
class Served {
 public:
  Served() {
    publisher.put("fetes/fete.md", "Bal", "2027-05-12 20:00");
    publisher.rescan();
    publisher.folder.remove("fetes/fete.md");
    publisher.put("fetes/bal.md", "Bal", "2027-05-12 20:00");
    snapshot = publisher.rescan();
  }

  static Request request(std::string path, std::string method = "GET") {
    Request request;
    request.method = std::move(method);
    request.path = std::move(path);
    request.version = "HTTP/1.1";
    request.headers.emplace("Host", "127.0.0.1:8080");
    request.client = "127.0.0.1";
    return request;
  }
  Answer get(const std::string& path) const { return router.answer(request(path), *snapshot); }

  almanach::testing::Publisher publisher;
  std::shared_ptr<const Snapshot> snapshot;
  Fetches fetches{publisher.clock.now()};
  Metrics metrics;
  Router router{std::make_shared<const Config>(read_config("", "", {})), publisher.clock, fetches,
                &metrics};
};

/// A path of the row that is served.
std::string sample_of(const AddressRow& row) {
  if (row.responder == Responder::asset) return script_path();
  return row.pattern.path("fetes", "bal");
}

int expected_status(const AddressRow& row) {
  switch (row.responder) {
    case Responder::dav_discovery:
    case Responder::feed_folder:
      return 308;
    case Responder::dav:
      return 303;
    case Responder::linked:
    case Responder::nothing:
    case Responder::preview:  // nobody has asked for it: see preview_test.cpp
      return 404;
    case Responder::atom:
      return row.pattern.has_slug() ? 404 : 200;
    default:
      return 200;
  }
}

/// Of a header that an answer has once at most.
std::string header_of(const Answer& answer, const std::string& name) {
  CHECK(answer.headers.count(name) <= 1);
  return std::string(answer.header(name));
}

bool contains(const std::vector<std::string>& paths, const std::string& path) {
  return std::find(paths.begin(), paths.end(), path) != paths.end();
}

}  // namespace

TEST_CASE("each row is answered, and caches may do with it what the row says") {
  const Served served;
  for (const AddressRow& row : kAddresses) {
    const std::string path = sample_of(row);
    INFO(path);
    const Answer answer = served.get(path);
    CHECK(answer.status == expected_status(row));
    if (row.responder == Responder::linked) continue;  // see test_links.py
    const CachePolicy policy = answer.status == 200 ? row.cache : CachePolicy::never;
    CHECK(header_of(answer, "Cache-Control") == cache_control(policy, std::chrono::seconds(300)));
    const bool for_everybody = row.audience != Audience::administrators;
    CHECK(header_of(answer, "Access-Control-Allow-Origin") == (for_everybody ? "*" : ""));
    if (row.cache == CachePolicy::never || answer.status != 200) continue;
    Request again = Served::request(path);
    again.headers = {{"If-None-Match", header_of(answer, "ETag")}};
    const Answer known = served.router.answer(again, *served.snapshot);
    CHECK(known.status == 304);
    CHECK(header_of(known, "Cache-Control") == header_of(answer, "Cache-Control"));
  }
}

TEST_CASE("what lies ready is answered at once, in the same words") {
  const Served served;
  for (const AddressRow& row : kAddresses) {
    const Request request = Served::request(sample_of(row));
    INFO(request.path);
    const Answer answer = served.router.answer(request, *served.snapshot);
    const QuickAnswer at_once = served.router.answer_at_once(request, *served.snapshot);
    const auto* quick = std::get_if<Answer>(&at_once);
    // The status is of the moment.
    CHECK((quick != nullptr) == (row.responder != Responder::status_page));
    if (quick == nullptr || row.responder == Responder::metrics) continue;
    CHECK(quick->status == answer.status);
    CHECK(quick->route == answer.route);
    CHECK(quick->headers == answer.headers);
    CHECK(quick->body.join() == answer.body.join());
  }
}

TEST_CASE("a calendar needs a worker where its bytes are not there yet") {
  const Served served;
  const auto at_once = [&](Request request) {
    return std::holds_alternative<Answer>(served.router.answer_at_once(request, *served.snapshot));
  };
  Request chosen = Served::request("/fetes.ics");
  CHECK_FALSE(at_once(chosen));
  CHECK(served.router.answer(chosen, *served.snapshot).status == 200);
  CHECK(at_once(chosen));
  chosen.query = "utm_source=lettre";
  CHECK(at_once(chosen));
  chosen.query = "q=bal";
  CHECK_FALSE(at_once(chosen));
  CHECK(served.router.answer(chosen, *served.snapshot).status == 200);
  CHECK(at_once(chosen));
  chosen.query = "past=nonsense";
  CHECK(at_once(chosen));
  CHECK(served.router.answer(chosen, *served.snapshot).status == 400);
  Request changes = Served::request("/fetes.ics");
  changes.headers = {{"Prefer", "subscribe-enhanced-get"}};
  CHECK_FALSE(at_once(changes));
  changes.path = "/fetes/bal.ics";
  CHECK(at_once(changes));
  CHECK(at_once(Served::request("/x.ics")));
  CHECK(at_once(Served::request("/help", "POST")));
  CHECK(at_once(Served::request("/help", "OPTIONS")));
}

TEST_CASE("what is for administrators is for no one else, in whatever language") {
  const Served served;
  for (const AddressRow& row : kAddresses) {
    std::vector<std::string> paths = {sample_of(row)};
    if (row.kind == AddressKind::page && row.responder != Responder::nothing) {
      PageAddress page;
      page.place = paths.front();
      paths.push_back(page.in(Language::english).path());
    }
    for (const std::string& path : paths) {
      INFO(path);
      Request request = Served::request(path);
      CHECK(served.router.answer(request, *served.snapshot).status == expected_status(row));
      request.client = "192.0.2.1";
      CHECK(served.router.answer(request, *served.snapshot).status ==
            (row.audience == Audience::administrators ? 403 : expected_status(row)));
    }
  }
}

TEST_CASE("each row takes the methods that it lists, and no others") {
  const Served served;
  for (const AddressRow& row : kAddresses) {
    if (row.responder == Responder::linked) continue;  // whoever has no link is told nothing
    const std::string path = sample_of(row);
    const bool leads_on = row.responder == Responder::dav_discovery;
    for (const char* method : {"GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT", "POST", "BREW"}) {
      INFO(method << ' ' << path);
      const Answer answer = served.router.answer(Served::request(path, method), *served.snapshot);
      const bool listed = row.methods.find(method) != std::string_view::npos;
      CHECK((answer.status == 405) == (!listed && !leads_on));
      if (answer.status == 405 || (answer.status == 200 && method == std::string("OPTIONS")))
        CHECK(header_of(answer, "Allow") == row.methods);
    }
  }
}

TEST_CASE("exports and sitemap list what the rows say") {
  const Served served;
  const auto snapshot = served.snapshot;
  const std::vector<std::string> exported = list_site_addresses(*snapshot);
  const std::string sitemap = served.get("/sitemap.xml").body.join();
  for (const AddressRow& row : kAddresses) {
    const std::string path = sample_of(row);
    INFO(path);
    CHECK(contains(exported, path) == (row.listed != Listed::nowhere));
    const std::string location = "<loc>http://127.0.0.1:8080" + path + "</loc>";
    CHECK((sitemap.find(location) != std::string::npos) == (row.listed == Listed::in_sitemap));
  }
  for (const std::string& path : exported) {
    INFO(path);
    CHECK(served.get(path).status == 200);
  }
  CHECK(std::is_sorted(exported.begin(), exported.end()));
}

TEST_CASE("what an event was called before is exported as a calendar, not as a page") {
  const Served served;
  REQUIRE(served.get("/fetes/fete").status == 308);
  const std::vector<std::string> exported = list_site_addresses(*served.snapshot);
  CHECK(contains(exported, "/fetes/fete.ics"));
  CHECK(contains(exported, "/fetes/fete.json"));
  CHECK_FALSE(contains(exported, "/fetes/fete"));
  CHECK_FALSE(contains(exported, "/fetes/fete.atom"));
}
