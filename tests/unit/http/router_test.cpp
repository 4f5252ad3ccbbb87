#include "http/router.hpp"

#include "base/work_steps.hpp"
#include "publish/site.hpp"
#include "render/html/assets.hpp"
#include "support/catch.hpp"
#include "support/fixed_clock.hpp"
#include "support/memory_folder.hpp"
#include "support/memory_store.hpp"

using namespace almanach;

namespace {

class Server {
 public:
  Server() {
    folder.put("fetes/2026-05-12-bal.md",
               "---\ntitle: Bal <masqué>\nstart: 2027-05-12 20:00\nend: 2027-05-12 23:00\n---\n");
    folder.put("fetes/faux.md", "---\ntitle: Faux\nstart: nonsense\n---\n");
    snapshot = site.update({true, {}});
  }

  Answer get(const std::string& path, httplib::Headers headers = {},
             const std::string& method = "GET", const std::string& client = "127.0.0.1",
             const std::string& query = "") const {
    Request request;
    request.query = query;
    request.method = method;
    request.path = path;
    request.version = "HTTP/1.1";
    request.headers = std::move(headers);
    if (request.headers.count("Host") == 0) request.headers.emplace("Host", "127.0.0.1:8080");
    request.client = client;
    return router.answer(request, *snapshot);
  }
  int status(const std::string& path) const { return get(path).status; }

  MemoryFolder folder;
  std::shared_ptr<const Config> config = std::make_shared<const Config>(read_config("", "", {}));
  almanach::testing::MemoryStore store;
  almanach::testing::FixedClock clock;
  Journal journal{store, *config, clock};
  Site site{folder, *config, journal, clock, "racine"};
  std::shared_ptr<const Snapshot> snapshot;
  Fetches fetches{clock.now()};
  Router router{config, clock, fetches};
};

std::string header_of(const Answer& answer, const std::string& name) {
  return std::string(answer.header(name));
}

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
    CHECK(answer.header("Allow") == "GET, HEAD, OPTIONS, PROPFIND, REPORT");
  }
  CHECK(server.get("/fetes.ics", {}, "OPTIONS").status == 200);
}

TEST_CASE("the status is for this machine, unless it is configured otherwise") {
  const Server server;
  CHECK(contains(server.get("/status.json"), "\"revision\": 1"));
  CHECK(contains(server.get("/status.json"), "fetes/faux.md"));
  CHECK(server.get("/status.json", {}, "GET", "192.0.2.1").status == 403);
  CHECK(server.get("/status.json", {{"X-Forwarded-For", "192.0.2.1"}}).status == 403);
  Fetches fetches(server.clock.now());
  const auto configured = [&](const char* yaml) {
    const Router router(std::make_shared<const Config>(read_config(yaml, "", {})), server.clock,
                        fetches);
    Request request;
    request.method = "GET";
    request.path = "/status.json";
    request.headers.emplace("Host", "127.0.0.1:8080");
    request.client = "192.0.2.1";
    return router.answer(request, *server.snapshot).status;
  };
  CHECK(configured("status: public\n") == 200);
  CHECK(configured("status: off\n") == 404);
}

TEST_CASE("no page of another site may read what is for administrators, whatever the answer") {
  const Server server;
  for (const char* path : {"/status", "/status.json", "/metrics", "/status.en.html"}) {
    for (const char* method : {"GET", "HEAD", "OPTIONS", "POST", "PROPFIND"}) {
      for (const char* host : {"localhost:8080", "evil.example"}) {
        INFO(method << " " << path << " of " << host);
        const Answer answer = server.get(path, {{"Host", host}}, method);
        for (const auto& [name, value] : answer.headers) CHECK_FALSE(name.starts_with("Access-"));
        CHECK(answer.header("Cross-Origin-Resource-Policy") == "same-origin");
        CHECK(answer.header("X-Content-Type-Options") == "nosniff");
        if (std::string_view(host) == "evil.example") CHECK(answer.status == 421);
      }
    }
  }
  CHECK(server.get("/all.ics", {{"Host", "evil.example"}}).status == 200);
  CHECK(server.get("/all.ics").header("Access-Control-Allow-Origin") == "*");
}

TEST_CASE("pages escape what people typed, and are the same until something changes") {
  const Server server;
  CHECK(contains(server.get("/"), "Bal &lt;masqué&gt;"));
  CHECK(contains(server.get("/"), "webcal://127.0.0.1:8080/fetes.ics"));
  const Answer first = server.get("/fetes/bal");
  CHECK(server.get("/fetes/bal", {{"If-None-Match", header_of(first, "ETag")}}).status == 304);
}

TEST_CASE("what may have to be made first needs a worker, and is answered by one") {
  const Server server;
  const auto needs_worker = [&](const char* path, const char* query = "") {
    Request request;
    request.method = "GET";
    request.path = path;
    request.query = query;
    request.version = "HTTP/1.1";
    request.headers.emplace("Host", "localhost");
    request.client = "127.0.0.1";
    return std::holds_alternative<NeedsWorker>(
        server.router.answer_at_once(request, *server.snapshot));
  };
  for (const char* path :
       {"/fetes.ics", "/all.ics", "/fetes/x.ics", "/healthz", "/robots.txt", "/status.json",
        "/metrics", "/dav/calendars/fetes/", "/fetes", "/embed.js"}) {
    INFO(path);
    // A calendar that nobody has asked for is made first.
    server.get(path);
    CHECK_FALSE(needs_worker(path));
  }
  for (const char* path : {"/", "/fetes/", "/fetes/bal", "/status", "/sitemap.xml", "/fetes.jcal",
                           "/fetes.json", "/fetes.atom", "/fetes/index.2027-05.html"}) {
    INFO(path);
    CHECK(needs_worker(path));
    CHECK(server.get(path).status == 200);
    // Once made, it waits behind nothing; but the status is of the moment.
    CHECK(needs_worker(path) == (path == std::string("/status")));
  }
  CHECK(needs_worker("/fetes.ics", "alarm=30min"));
  server.get("/fetes.ics", {}, "GET", "127.0.0.1", "alarm=30min");
  CHECK_FALSE(needs_worker("/fetes.ics", "alarm=30min"));
  CHECK_FALSE(needs_worker("/fetes.ics", "alarm=nonsense"));
  CHECK_FALSE(needs_worker("/fetes.ics", "utm_source=lettre"));
}

TEST_CASE("a month that no series reaches has no page, and costs nothing") {
  const Server server;
  for (const char* path :
       {"/index.9999-12.html", "/fetes/index.9999-12.html", "/fetes/index.2201-01.html",
        "/fetes/index.1969-12.en.html", "/fetes/index.0001-01.html"}) {
    INFO(path);
    CHECK(server.status(path) == 404);
    Request request;
    request.method = "GET";
    request.path = path;
    CHECK(std::holds_alternative<Answer>(server.router.answer_at_once(request, *server.snapshot)));
  }
  CHECK(server.status("/fetes/index.1970-01.html") == 200);
  CHECK(server.status("/fetes/index.2200-12.html") == 200);
  CHECK_FALSE(contains(server.get("/fetes/index.2200-12.html"), "2201-01"));
}

TEST_CASE("what costs more than one request may is refused, work for nobody ends") {
  const Server server;
  const Router little(server.config, server.clock, server.fetches, nullptr, kStepsToMake / 2);
  Request request;
  request.method = "GET";
  for (const char* path : {"/fetes/", "/fetes.json", "/fetes.jcal", "/fetes/index.2027-05.html"}) {
    request.path = path;
    INFO(path);
    const Answer refused = little.answer(request, *server.snapshot);
    CHECK(refused.status == 507);
    CHECK(refused.header("Cache-Control") == "no-store");
  }
  request.path = "/fetes.ics";
  request.query = "q=bal";
  CHECK(little.answer(request, *server.snapshot).status == 507);
  request.path = "/dav/calendars/fetes/";
  request.method = "REPORT";
  request.body = "<a xmlns='DAV:'>" + std::string(200'000, ' ') + "</a>";
  const Answer report = little.answer(request, *server.snapshot);
  CHECK(report.status == 507);
  CHECK(contains(report, "<number-of-matches-within-limits/>"));
  request.method = "PROPFIND";
  CHECK(little.answer(request, *server.snapshot).status == 507);

  request = Request();
  request.method = "GET";
  request.path = "/fetes/";
  request.abandoned = std::make_shared<const std::atomic<bool>>(true);
  CHECK_THROWS_AS(server.router.answer(request, *server.snapshot), WorkAbandoned);
}

TEST_CASE("programs that read a calendar by CalDAV are counted") {
  const Server server;
  Request request;
  request.path = "/dav/calendars/fetes/";
  request.method = "PROPFIND";
  CHECK_FALSE(server.router.answer(request, *server.snapshot).fetched);
  request.method = "REPORT";
  CHECK_FALSE(server.router.answer(request, *server.snapshot).fetched);
  request.body = "<calendar-query xmlns='urn:ietf:params:xml:ns:caldav'/>";
  const Answer answer = server.router.answer(request, *server.snapshot);
  REQUIRE(answer.fetched);
  CHECK(*answer.fetched == "fetes");
}

TEST_CASE("pages come in the language of the address, else of the browser, else of the site") {
  const Server server;
  const auto is_english = [&](const char* path, const char* accepted) {
    return contains(server.get(path, {{"Accept-Language", accepted}}), "<html lang=\"en\">");
  };
  CHECK_FALSE(contains(server.get("/"), "<html lang=\"en\">"));
  for (const char* accepted :
       {"en", "en-GB,fr;q=0.5", "de, en;q=0.3", "fr;q=0.1, EN;q=0.2", "fr;q=0, en"}) {
    INFO(accepted);
    CHECK(is_english("/fetes/", accepted));
    CHECK_FALSE(is_english("/fetes/index.fr.html", accepted));
  }
  for (const char* accepted : {"fr", "de", "", "*", "en;q=0", "fr, en", "fr-CA;q=0.8, en;q=0.7"}) {
    INFO(accepted);
    CHECK_FALSE(is_english("/fetes/bal", accepted));
    CHECK(is_english("/fetes/bal.en.html", accepted));
  }
  CHECK(header_of(server.get("/"), "Vary") == "Accept-Encoding, Accept-Language");
  CHECK(header_of(server.get("/index.en.html"), "Vary") == "Accept-Encoding");
}

TEST_CASE("each view of a list has an address, in each language") {
  const Server server;
  for (const char* path :
       {"/help", "/help.en.html", "/embed", "/embed.fr.html", "/fetes/embed", "/index.past.html",
        "/fetes/index.2027-05.en.html", "/fetes/index.2.html", "/embed.js"}) {
    INFO(path);
    CHECK(server.status(path) == 200);
  }
  CHECK(contains(server.get("/fetes/index.2027-05.html"), "Bal &lt;masqué&gt;"));
  CHECK_FALSE(contains(server.get("/fetes/index.2027-06.html"), "masqué"));
  CHECK_FALSE(contains(server.get("/fetes/index.past.html"), "masqué"));
  for (const char* path : {"/index.html", "/fetes/bal.html", "/help/", "/fetes/x.en.html",
                           "/assets/0.js", "/fetes/bal.past.html"}) {
    INFO(path);
    CHECK(server.status(path) == 404);
  }
}

TEST_CASE("a page of the same list narrowed down is another page") {
  const Server server;
  const auto get = [&](const char* query) {
    return server.get("/fetes/", {}, "GET", "127.0.0.1", query);
  };
  CHECK(contains(get("q=MASQUE"), "Bal &lt;masqué&gt;"));
  CHECK_FALSE(contains(get("q=cirque"), "Bal &lt;masqué&gt;"));
  CHECK_FALSE(contains(get("category=danse"), "Bal &lt;masqué&gt;"));
  CHECK(contains(get("utm_source=lettre"), "Bal &lt;masqué&gt;"));
  CHECK(contains(get("alarm=never"), "Bal &lt;masqué&gt;"));
  CHECK(contains(get("q=bal&alarm=30min&subscribe=1"), "/fetes.ics?q=bal&amp;alarm=PT1800S"));
  CHECK(contains(get("from=2027-05-13"), "Aucun événement"));
}

TEST_CASE("pages forbid what could be put into them, frames are for the embedded list only") {
  const Server server;
  for (const char* path : {"/", "/fetes/", "/fetes/bal", "/help"}) {
    INFO(path);
    const Answer answer = server.get(path);
    const std::string policy = header_of(answer, "Content-Security-Policy");
    CHECK(policy.find("default-src 'none'") != std::string::npos);
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
    CHECK(header_of(answer, "X-Content-Type-Options") == "nosniff");
    CHECK(header_of(answer, "X-Frame-Options") == "DENY");
    CHECK_FALSE(header_of(answer, "Referrer-Policy").empty());
  }
  const Answer framed = server.get("/fetes/embed");
  CHECK(header_of(framed, "Content-Security-Policy").find("frame-ancestors *") !=
        std::string::npos);
  CHECK(header_of(framed, "X-Frame-Options").empty());
}

TEST_CASE("what is not there is told to people as a page, to programs as a line") {
  const Server server;
  CHECK(server.get("/x").body.join() == "There is nothing at this address.\n");
  const Answer page = server.get("/x", {{"Accept", "text/html,*/*"}});
  CHECK(page.status == 404);
  CHECK(contains(page, "Cette page n’existe pas"));
  CHECK(header_of(page, "Content-Security-Policy").find("default-src 'none'") == 0);
}

TEST_CASE("what is not there leads on, to the feed where there is one, and costs once") {
  Server server;
  server.folder.put("autre/concert.md", "---\ntitle: Concert\nstart: 2027-05-14 20:00\n---\n");
  server.snapshot = server.site.update({true, {}});
  const httplib::Headers browser = {{"Accept", "text/html"}, {"Accept-Language", "fr"}};
  const Answer lost = server.get("/x", browser);
  CHECK(lost.status == 404);
  CHECK(header_of(lost, "Cache-Control") == "no-store");
  CHECK(header_of(lost, "Vary") == "Accept, Accept-Language");
  CHECK(contains(lost, "Bal &lt;masqué&gt;"));
  CHECK(contains(lost, "Concert"));
  const Answer of_feed = server.get("/fetes/x", browser);
  CHECK(of_feed.status == 404);
  CHECK(contains(of_feed, "Bal &lt;masqué&gt;"));
  CHECK_FALSE(contains(of_feed, "Concert"));
  CHECK(contains(of_feed, "<a href=\"/fetes/\">Voir le calendrier"));
  // The same bytes, not made anew, for whatever is not there.
  CHECK(server.get("/y/z.en", browser).body.segments().front() == lost.body.segments().front());
  CHECK(server.get("/fetes/y", browser).body.segments().front() == of_feed.body.segments().front());
  const Answer english = server.get("/fetes/y.en.html", browser);
  CHECK(english.status == 404);
  CHECK(contains(english, "There is no such page"));
  CHECK(contains(english, "<a href=\"/fetes/index.en.html\">See the calendar"));
}

TEST_CASE("a page may load pictures where it shows one, and no other page") {
  Server server;
  const auto may_load = [&](const std::string& path, const std::string& query = "") {
    const Answer answer = server.get(path, {}, "GET", "127.0.0.1", query);
    CHECK(answer.status == 200);
    const bool shows = contains(answer, "<img ");
    // So it is where it comes from the cache.
    const Answer again = server.get(path, {}, "GET", "127.0.0.1", query);
    CHECK(header_of(answer, "Content-Security-Policy") ==
          header_of(again, "Content-Security-Policy"));
    const bool may =
        header_of(answer, "Content-Security-Policy").find("img-src data: https: http:;") !=
        std::string::npos;
    CHECK(may == shows);
    return may;
  };
  CHECK_FALSE(may_load("/fetes/"));
  server.folder.put("fetes/photo.md",
                    "---\ntitle: Photo\nstart: 2027-05-20 20:00\nimage: https://i.example/x.jpg\n"
                    "---\nUn texte &lt;img src=x> et <img src='https://i.example/y.jpg'>\n");
  server.snapshot = server.site.update({true, {}});
  for (const char* path : {"/", "/fetes/", "/fetes/photo", "/fetes/index.en.html"}) {
    INFO(path);
    CHECK(may_load(path));
  }
  CHECK(may_load("/fetes/", "q=photo"));
  CHECK_FALSE(may_load("/fetes/", "q=bal"));
  for (const char* path : {"/fetes/bal", "/fetes/embed", "/fetes/index.2027-05.html",
                           "/fetes/index.past.html", "/help", "/fetes/poster"}) {
    INFO(path);
    CHECK_FALSE(may_load(path));
  }
}

TEST_CASE("a feed has a poster with a style of its own, in each language") {
  const Server server;
  for (const char* path : {"/fetes/poster", "/fetes/poster.en.html", "/fetes/poster.fr.html"}) {
    INFO(path);
    const Answer answer = server.get(path);
    CHECK(answer.status == 200);
    CHECK(contains(answer, "Bal &lt;masqué&gt;"));
    CHECK(header_of(answer, "Content-Security-Policy").find(poster_style_source()) !=
          std::string::npos);
    CHECK(header_of(answer, "Content-Security-Policy").find(style_source()) == std::string::npos);
  }
  CHECK(contains(server.get("/fetes/"), "href=\"/fetes/poster\""));
  // Whatever is asked of it, it is one page.
  CHECK(server.get("/fetes/poster", {}, "GET", "127.0.0.1", "q=x").body.segments().front() ==
        server.get("/fetes/poster").body.segments().front());
  for (const char* path : {"/x/poster", "/fetes/poster/", "/poster", "/fetes/poster.past.html"}) {
    INFO(path);
    CHECK(server.status(path) == 404);
  }
}

TEST_CASE("an event leads to those before and after it that are not over, series aside") {
  Server server;
  server.folder.put("fetes/2020-01-02-vieux.md",
                    "---\ntitle: Vieux\nstart: 2020-01-02 10:00\n---\n");
  server.folder.put("fetes/cours.md",
                    "---\ntitle: Cours\nstart: 2027-05-13 10:00\nrrule: FREQ=WEEKLY\n---\n");
  server.folder.put("fetes/annule.md",
                    "---\ntitle: Annulé\nstart: 2027-05-14 10:00\nstatut: annulé\n---\n");
  server.folder.put("fetes/fin.md", "---\ntitle: Fin\nstart: 2027-06-01 10:00\n---\n");
  server.snapshot = server.site.update({true, {}});
  const Answer first = server.get("/fetes/bal");
  CHECK(contains(first, "href=\"/fetes/fin\" rel=\"next\""));
  CHECK_FALSE(contains(first, "\" rel=\"prev\""));
  CHECK(contains(server.get("/fetes/fin"), "href=\"/fetes/bal\" rel=\"prev\""));
  CHECK_FALSE(contains(server.get("/fetes/vieux"), "\" rel=\"next\""));
  CHECK_FALSE(contains(server.get("/fetes/cours"), "\" rel=\"next\""));
}

TEST_CASE("the script is kept for ever under its own name") {
  const Server server;
  const Answer page = server.get("/");
  const std::string text = page.body.join();
  const std::size_t start = text.find("/assets/");
  REQUIRE(start != std::string::npos);
  const Answer script = server.get(text.substr(start, text.find('"', start) - start));
  CHECK(script.status == 200);
  CHECK(header_of(script, "Content-Type") == "text/javascript; charset=utf-8");
  CHECK(header_of(script, "Cache-Control") == "public, max-age=31536000, immutable");
}
