#include "http/preview.hpp"

#include <fstream>

#include "content/disk_folder.hpp"
#include "http/router.hpp"
#include "publish/site.hpp"
#include "support/catch.hpp"
#include "support/fixed_clock.hpp"
#include "support/memory_store.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;

namespace {

class Server {
 public:
  explicit Server(bool has_preview = true, const std::string& base_url = "") {
    put("fetes/bal.md", "---\ntitle: Bal <masqué>\nstart: 2027-05-12 20:00\n---\n");
    put("fetes/faux.md", "---\ntitle: Faux\nstart: nonsense\n---\n");
    put("fetes/cache.md", "---\ntitle: Secret\nstart: 2027-05-12 20:00\ndraft: true\n---\n");
    Config read = read_config("", "", {});
    read.content = (folder / "").string();
    read.has_preview = has_preview;
    if (!base_url.empty()) read.base_url = base_url;
    config = std::make_shared<const Config>(std::move(read));
    disk.emplace(config->content);
    journal.emplace(store, *config, clock);
    site.emplace(*disk, *config, *journal, clock, "racine");
    router.emplace(config, clock, fetches);
    update();
  }

  void put(const std::string& path, const std::string& text) const {
    std::filesystem::create_directories((folder / path).parent_path());
    std::ofstream(folder / path) << text;
  }
  void update() { snapshot = site->update({true, {}}); }

  Request ask(const std::string& path, const std::string& query = "") const {
    Request request;
    request.method = "GET";
    request.path = path;
    request.query = query;
    request.version = "HTTP/1.1";
    request.headers.emplace("Host", "127.0.0.1:8080");
    request.headers.emplace("Accept-Language", "en");
    request.client = "127.0.0.1";
    return request;
  }
  Answer get(const std::string& path, const std::string& query = "") const {
    return router->answer(ask(path, query), *snapshot);
  }
  std::string page(const std::string& query = "") const {
    return get("/preview", query).body.join();
  }

  TemporaryFolder folder;
  std::shared_ptr<const Config> config;
  std::optional<DiskFolder> disk;
  almanach::testing::MemoryStore store;
  almanach::testing::FixedClock clock;
  std::optional<Journal> journal;
  std::optional<Site> site;
  std::shared_ptr<const Snapshot> snapshot;
  Fetches fetches{clock.now()};
  std::optional<Router> router;
};

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string seen(const Answer& answer) {
  const std::string text = answer.body.join();
  const std::size_t at = text.find("data: ");
  return at == std::string::npos ? "" : text.substr(at + 6, text.find('\n', at) - at - 6);
}

}  // namespace

TEST_CASE("all files are listed, those with problems first") {
  const Server server;
  const std::string list = server.page();
  const auto place = [&](std::string_view file) { return list.find(file); };
  CHECK(place("fetes/faux.md") < place("fetes/bal.md"));
  CHECK(contains(list, "errors: 1"));
  CHECK(contains(list, "3 files of 3"));
  CHECK(contains(server.page("q=BAL"), "1 files of 3"));
  CHECK(contains(server.page("q=nothing"), "No file of that name"));
  CHECK(contains(server.page("q=%FF%3Cscript%3E"), "3 files of 3"));
}

TEST_CASE("a file is shown as page, as lines, with its problems and how it was read") {
  const Server server;
  const std::string page = server.page("file=fetes/bal.md");
  CHECK(contains(page, "Bal &lt;masqué&gt;"));
  CHECK(contains(page, "SUMMARY:Bal &lt;masqué&gt;"));
  CHECK(contains(page, "<code>start</code>, line 3"));
  CHECK(contains(page, "60 min, for want of an end or a length (default_duration)"));
  const std::string faulty = server.page("file=fetes/faux.md");
  CHECK(contains(faulty, "This file gives no event"));
  CHECK(contains(faulty, "<pre>start: nonsense</pre>"));
}

TEST_CASE("beside the chosen event stands how what gives none was read") {
  Server server;
  server.put("fetes/liste.yml",
             "- {id: un, title: Un, start: 2027-05-10 20:00}\n"
             "- {id: deux, title: Deux, start: nonsense}\n");
  server.update();
  const std::string page = server.page("file=fetes/liste.yml");
  CHECK(contains(page, "SUMMARY:Un"));
  const auto place = [&](std::string_view part) { return page.find(part); };
  CHECK(place("How this file was read (un)") < place("How this file was read (deux)"));
  CHECK(contains(page, "<td>nonsense</td>"));
  // What is assumed of one that was read is not of one that was not.
  CHECK(place("60 min") < place("(deux)"));
  CHECK(page.find("60 min", place("(deux)")) == std::string::npos);
  CHECK(contains(server.page(), "events: 1"));
  CHECK_FALSE(contains(server.page(), "events: 2"));
}

TEST_CASE("the way to the page of an event, on this machine, and from a draft none") {
  Server server;
  server.put("fetes/serie.md",
             "---\ntitle: Cours\nstart: 2027-05-12 20:00\nrecurrence: every week\n---\n");
  server.put("fetes/deux.yml",
             "- {id: un, title: Fête, start: 2027-05-10 20:00}\n"
             "- {id: deux, title: Fête, start: 2027-05-11 20:00, draft: true}\n");
  server.update();
  CHECK(contains(server.page("file=fetes/bal.md"),
                 "<a href=\"/fetes/bal\">The page as it is published</a>"));
  const std::string series = server.get("/preview.en.html", "file=fetes/serie.md").body.join();
  CHECK(contains(series, "href=\"/fetes/serie.en.html\""));
  CHECK_FALSE(contains(series, "\"/preview.en.html#"));
  CHECK(contains(series, "data-title=\"Cours\""));
  CHECK_FALSE(contains(server.page("file=fetes/cache.md"), "as it is published"));
  CHECK(contains(server.page("file=fetes/deux.yml"), "Fête</a> (draft)"));
}

TEST_CASE("below a path of the public address, links lead to this machine") {
  const Server server(true, "https://www.example.org/agenda");
  const std::string page = server.page("file=fetes/bal.md");
  CHECK(contains(page, "<a href=\"/fetes/bal\">The page"));
  CHECK_FALSE(contains(page, "href=\"/agenda"));
}

TEST_CASE("a draft is shown as it would be served, and is served to nobody") {
  const Server server;
  const std::string page = server.page("file=fetes/cache.md");
  CHECK(contains(page, "SUMMARY:Secret"));
  CHECK(contains(page, "Draft: this page"));
  for (const char* path : {"/", "/fetes/", "/all.ics", "/fetes.json", "/sitemap.xml"})
    CHECK_FALSE(contains(server.get(path).body.join(), "Secret"));
}

TEST_CASE("no file is read that is none of the content's") {
  const Server server;
  server.put("fetes/passe.txt", "secret");
  for (const char* file :
       {"fetes/passe.txt", "../../etc/passwd", "/etc/passwd", "fetes/../fetes/bal.md",
        "./fetes/bal.md", "fetes", "fetes/bal.md%00", "%FF"}) {
    const Answer answer = server.get("/preview", std::string("file=") + file);
    CHECK(answer.status == 404);
    CHECK_FALSE(contains(answer.body.join(), "secret"));
  }
}

TEST_CASE("the preview is this machine's alone, where it was asked for") {
  const Server server;
  const Answer own = server.get("/preview");
  CHECK(own.status == 200);
  CHECK(own.header("Cache-Control") == "no-store");
  CHECK(own.header("Access-Control-Allow-Origin").empty());
  CHECK(own.header("Cross-Origin-Resource-Policy") == "same-origin");
  CHECK(own.route == Route::status);
  const auto is_hidden = [&](Request request) {
    const std::string path = std::exchange(request.path, "/nothing");
    const Answer none = server.router->answer(request, *server.snapshot);
    request.path = path;
    const Answer answer = server.router->answer(request, *server.snapshot);
    CHECK(answer.headers == none.headers);
    CHECK(answer.body.join() == none.body.join());
    return answer.status == none.status && answer.status == 404;
  };
  for (const char* path :
       {"/preview", "/preview.fr.html", "/preview/events", "/preview/preview.js"}) {
    Request request = server.ask(path);
    request.client = "192.0.2.1";
    CHECK(is_hidden(request));
    request = server.ask(path);
    request.headers.emplace("X-Forwarded-For", "192.0.2.1");
    CHECK(is_hidden(request));
    request = server.ask(path);
    request.headers.erase("Host");
    request.headers.emplace("Host", "agenda.example.org");
    CHECK(is_hidden(request));
    request = server.ask(path);
    request.version = "HTTP/1.0";
    CHECK(is_hidden(request));
    const Server without(false);
    CHECK(without.get(path).status == 404);
  }
}

TEST_CASE("news are told once there are some") {
  Server server;
  const std::string first = seen(server.get("/preview/events"));
  REQUIRE_FALSE(first.empty());
  const Request again = server.ask("/preview/events", "seen=" + first);
  CHECK(std::holds_alternative<NothingNew>(server.router->answer_at_once(again, *server.snapshot)));
  Request late = again;
  late.has_waited = true;
  QuickAnswer outcome = server.router->answer_at_once(late, *server.snapshot);
  REQUIRE(std::holds_alternative<Answer>(outcome));
  CHECK(contains(std::get<Answer>(outcome).body.join(), ": nothing new"));
  CHECK(std::get<Answer>(outcome).header("Content-Type") == "text/event-stream");
  server.put("fetes/bal.md", "---\ntitle: Bal\nstart: 2027-05-13 20:00\n---\n");
  server.update();
  outcome = server.router->answer_at_once(again, *server.snapshot);
  REQUIRE(std::holds_alternative<Answer>(outcome));
  const std::string second = seen(std::get<Answer>(outcome));
  CHECK(second != first);
  Request reconnected = again;  // the page is older than what was heard since
  reconnected.headers.emplace("Last-Event-ID", second);
  CHECK(std::holds_alternative<NothingNew>(
      server.router->answer_at_once(reconnected, *server.snapshot)));
  Request head = again;
  head.method = "HEAD";
  CHECK(std::holds_alternative<Answer>(server.router->answer_at_once(head, *server.snapshot)));
}

TEST_CASE("a page reads from the disk, on a worker alone") {
  const Server server;
  for (const char* query : {"", "file=fetes/bal.md"}) {
    CHECK(std::holds_alternative<NeedsWorker>(
        server.router->answer_at_once(server.ask("/preview", query), *server.snapshot)));
  }
}
