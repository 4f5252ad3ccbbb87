#include "control/calendar_fetch.hpp"

#include <httplib.h>

#include <atomic>
#include <string>
#include <thread>

#include "support/catch.hpp"

using namespace almanach;

namespace {

/// A web server that answers as a test says.
class Web {
 public:
  Web() : port_(server.bind_to_any_port("127.0.0.1")) {
    server.Get("/agenda.ics", [](const httplib::Request&, httplib::Response& out) {
      out.set_content("BEGIN:VCALENDAR", "text/calendar");
    });
    server.Get("/large", [](const httplib::Request&, httplib::Response& out) {
      out.set_content(std::string(5'000, 'x'), "text/calendar");
    });
    server.Get("/away", [](const httplib::Request&, httplib::Response& out) {
      out.set_redirect("agenda.ics", 308);
    });
    server.Get("/loop", [this](const httplib::Request&, httplib::Response& out) {
      ++loops;
      out.set_redirect("/loop", 302);
    });
    answering_ = std::thread([this] { server.listen_after_bind(); });
    while (!server.is_running()) std::this_thread::yield();
  }
  ~Web() {
    server.stop();
    answering_.join();
  }

  std::string at(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }

  httplib::Server server;
  std::atomic<int> loops{0};

 private:
  int port_;
  std::thread answering_;
};

std::string fault_of(const std::string& address, const FetchLimits& limits = {}) {
  try {
    fetch_calendar(address, limits);
  } catch (const FetchFailed& failure) {
    return failure.what();
  }
  return "";
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A socket that takes connections and never says a word.
int open_silent(int& port) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  REQUIRE(listen(fd, 1) == 0);
  socklen_t size = sizeof address;
  REQUIRE(getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  port = ntohs(address.sin_port);
  return fd;
}

}  // namespace

TEST_CASE("a calendar is fetched, where its address leads") {
  const Web web;
  CHECK(fetch_calendar(web.at("/agenda.ics")) == "BEGIN:VCALENDAR");
  CHECK(fetch_calendar(web.at("/away")) == "BEGIN:VCALENDAR");
  CHECK(fetch_calendar(web.at("/agenda.ics?x=1#y")) == "BEGIN:VCALENDAR");
  CHECK(holds(fault_of(web.at("/nothing")), "the answer is 404"));
}

TEST_CASE("a redirection is read as RFC 3986 has it") {
  Web web;
  const auto answer = [&](const std::string& path, const std::string& text) {
    web.server.Get(path, [text](const httplib::Request& request, httplib::Response& out) {
      out.set_content(text + request.get_param_value("b"), "text/calendar");
    });
  };
  const auto lead = [&](const std::string& from, const std::string& to) {
    web.server.Get(from, [to](const httplib::Request&, httplib::Response& out) {
      out.status = 302;
      out.set_header("Location", to);
    });
  };
  answer("/a/b/x.ics", "x");
  answer("/a/y.ics", "y");
  answer("/c:d.ics", "c");
  lead("/a/b/up", "../y.ics#part");
  lead("/a/b/here", "./x.ics?b=http://z");
  lead("/a/b/above", "/../a/./b/../y.ics");
  lead("/colon", "./c:d.ics");
  lead("/whole", "HTTP:" + web.at("/a/y.ics").substr(5));
  web.server.Get("/query", [](const httplib::Request& request, httplib::Response& out) {
    if (request.has_param("b")) return out.set_content("q", "text/calendar");
    out.status = 302;
    out.set_header("Location", "?b=2");
  });
  CHECK(fetch_calendar(web.at("/a/b/up?q=/1/2")) == "y");
  CHECK(fetch_calendar(web.at("/a/b/here")) == "xhttp://z");
  CHECK(fetch_calendar(web.at("/a/b/above")) == "y");
  CHECK(fetch_calendar(web.at("/colon")) == "c");
  CHECK(fetch_calendar(web.at("/whole")) == "y");
  CHECK(fetch_calendar("HTTP:" + web.at("/a/y.ics").substr(5)) == "y");
  CHECK(fetch_calendar(web.at("/query?a=1")) == "q");
}

TEST_CASE("what is fetched is bounded in bytes, time and redirections") {
  const Web web;
  FetchLimits limits;
  limits.bytes = 5'000;
  CHECK(fetch_calendar(web.at("/large"), limits).size() == 5'000);
  limits.bytes = 4'999;
  CHECK(holds(fault_of(web.at("/large"), limits), "it is larger than"));
  limits.redirections = 2;
  CHECK(holds(fault_of(web.at("/loop"), limits), "more than 2 times"));
  CHECK(web.loops == 3);
  int port = 0;
  const int silent = open_silent(port);
  limits.time = std::chrono::seconds(1);
  CHECK(holds(fault_of("http://127.0.0.1:" + std::to_string(port) + "/", limits),
              "it takes longer than 1 s"));
  close(silent);
}

TEST_CASE("only addresses of the web are fetched, and none with a password") {
  CHECK(is_calendar_address("webcal://a.example/x.ics"));
  CHECK(is_calendar_address("HTTPS://a.example/x.ics"));
  CHECK_FALSE(is_calendar_address("/srv/old.ics"));
  CHECK_FALSE(is_calendar_address("ftp://a.example/x.ics"));
  CHECK(holds(fault_of("file:///etc/passwd"), "is no http or https address"));
  CHECK(holds(fault_of("http://name:word@127.0.0.1/x.ics"), "password"));
}
