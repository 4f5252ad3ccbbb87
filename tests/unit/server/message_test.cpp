#include "server/message.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

Request make_request(const std::string& text, std::string_view body = "") {
  const HeadReading reading = read_head(text, {});
  REQUIRE(reading.head);
  return Request(*reading.head, body, "192.0.2.1");
}

Request get(const std::string& target) {
  return make_request("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
}

}  // namespace

TEST_CASE("a request holds what was sent, and outlives the bytes that it was read from") {
  std::string text =
      "REPORT /dav/%C3%A9t%C3%A9?a=%20b&c HTTP/1.0\r\nDepth: 1\r\nX-Note: 100%41 sure\r\n\r\n";
  const Request request = make_request(text, "<a/>");
  text.assign(text.size(), '#');
  CHECK(request.method == "REPORT");
  CHECK(request.target == "/dav/%C3%A9t%C3%A9?a=%20b&c");
  CHECK(request.path == "/dav/été");
  CHECK(request.query == "a=%20b&c");
  CHECK(request.version == "HTTP/1.0");
  CHECK(request.header("depth") == "1");
  CHECK(request.header("X-Note") == "100%41 sure");
  CHECK(request.body == "<a/>");
  CHECK(request.client == "192.0.2.1");
}

TEST_CASE("the path ends at the first question mark, and before a fragment") {
  CHECK(get("/a?b?c").path == "/a");
  CHECK(get("/a?b?c").query == "b?c");
  CHECK(get("/a?").query.empty());
  CHECK(get("/a%3Fb").path == "/a?b");
  CHECK(get("/a?b#c?d").query == "b");
  CHECK(get("/a#b?c").path == "/a");
  CHECK(get("/a#b?c").query.empty());
}

TEST_CASE("what is no escape stays, what has no path stands for itself") {
  CHECK(get("/a%zz%2").path == "/a%zz%2");
  CHECK(get("/a%u0041+b").path == "/a%u0041+b");
  CHECK(get("/a%00b").path == std::string("/a\0b", 4));
  CHECK(get("ftp://x/a").path == "ftp://x/a");
  CHECK(get("*").path == "*");
  CHECK(get("?a").path == "?a");
  CHECK(get("#a").path == "#a");
}

TEST_CASE("an absolute target is a path, and names the host") {
  const Request request = get("http://example.org:80/a%20b?q=http://y/");
  CHECK(request.path == "/a b");
  CHECK(request.query == "q=http://y/");
  CHECK(request.target == "http://example.org:80/a%20b?q=http://y/");
  CHECK(request.header("Host") == "example.org:80");
  CHECK(get("HTTPS://example.org").path == "/");
  CHECK(get("https://example.org?a").path == "/");
  CHECK(get("https://example.org?a").query == "a");
  CHECK(get("/a?u=http://y/b").path == "/a");
  CHECK(get("/a?u=http://y/b").header("Host") == "x");
}

TEST_CASE("headers of one name are one list, in the order in which they came") {
  const Request request =
      make_request("GET / HTTP/1.1\r\nPrefer: a\r\nHost: x\r\nprefer: b, c\r\nPREFER: \r\nX: " +
                   std::string(9'000, 'y') + "\r\n\r\n");
  CHECK(request.header("Prefer") == "a, b, c, ");
  CHECK(request.header("Host") == "x");
  CHECK(request.header("X")->size() == 9'000);
  CHECK_FALSE(request.header("Preference"));
}

TEST_CASE("an answer's headers are added, replaced and found in any case") {
  Answer answer;
  answer.add_header("Link", "<a>");
  answer.add_header("Link", "<b>");
  CHECK(answer.headers.size() == 2);
  CHECK(answer.header("link") == "<a>");
  answer.set_header("LINK", "<c>");
  CHECK(answer.headers.size() == 1);
  CHECK(answer.header("Link") == "<c>");
  CHECK(answer.header("Vary").empty());
}
