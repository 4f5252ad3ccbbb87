#include "server/request_head.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

/// The status of the refusal, 0 for a head that can be served, -1 for one that is not complete.
int status_of(const std::string& text) {
  const HeadReading reading = read_head(text, {1'000, 100});
  if (reading.fault) return reading.fault->status;
  return reading.head ? 0 : -1;
}

}  // namespace

TEST_CASE("a head is read to its empty line") {
  const std::string text =
      "GET /a.ics?x=1 HTTP/1.1\r\nHost: x\r\nIf-None-Match:  \"a\" \r\n\r\nGET /";
  const HeadReading reading = read_head(text, {});
  REQUIRE(reading.head);
  CHECK(reading.head->size == text.size() - 5);
  CHECK(reading.head->method == "GET");
  CHECK(reading.head->target == "/a.ics?x=1");
  REQUIRE(reading.head->headers.size() == 2);
  CHECK(reading.head->headers[1].second == "\"a\"");
  CHECK_FALSE(reading.head->http_1_0);
}

TEST_CASE("a head that comes in pieces is waited for, whatever the pieces") {
  const std::string whole = "\r\nPROPFIND / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n";
  for (std::size_t size = 0; size < whole.size(); ++size)
    CHECK(status_of(whole.substr(0, size)) == -1);
  CHECK(status_of(whole) == 0);
  CHECK(read_head(whole, {}).head->content_length == 3);
}

TEST_CASE("what can be read in two ways is refused") {
  const std::string line = "GET / HTTP/1.1\r\n";
  const std::string host = "Host: x\r\n";
  CHECK(status_of(line + host + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n") == 400);
  CHECK(status_of(line + host + "Content-Length: 1, 1\r\n\r\n") == 400);
  CHECK(status_of(line + host + "Content-Length: +1\r\n\r\n") == 400);
  CHECK(status_of(line + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n") == 411);
  CHECK(status_of(line + host + "Transfer-Encoding: chunked\r\n\r\n") == 411);
  CHECK(status_of(line + host + "X: a\r\n b\r\n\r\n") == 400);
  CHECK(status_of(line + host + "X : a\r\n\r\n") == 400);
  CHECK(status_of(line + host + "X: a\nY: b\r\n\r\n") == 400);
  CHECK(status_of(line + host + "X: a\rY: b\r\n\r\n") == 400);
  CHECK(status_of(line + host + std::string("X: a\0b\r\n\r\n", 10)) == 400);
  CHECK(status_of(line + host + ": a\r\n\r\n") == 400);
  CHECK(status_of(line + host + "X\r\n\r\n") == 400);
  CHECK(status_of(line + host + host + "\r\n") == 400);
  CHECK(status_of(line + "\r\n") == 400);
}

TEST_CASE("request lines that are none are refused") {
  for (const char* line :
       {"GET / HTTP/1.1\n", "GET /\r\n", "GET  HTTP/1.1\r\n", "GET /a b HTTP/1.1\r\n",
        "G@T / HTTP/1.1\r\n", "GET / http/1.1\r\n", "GET / HTTP/11\r\n", " GET / HTTP/1.1\r\n",
        "GET\t/ HTTP/1.1\r\n", "\x16\x03\x01\r\n"}) {
    INFO(line);
    CHECK(status_of(std::string(line) + "Host: x\r\n\r\n") == 400);
  }
  CHECK(status_of("GET / HTTP/2.0\r\nHost: x\r\n\r\n") == 505);
  CHECK(status_of("GET / HTTP/1.0\r\n\r\n") == 0);
}

TEST_CASE("heads over the limits are refused before they are complete") {
  CHECK(status_of("GET /" + std::string(200, 'a')) == 414);
  CHECK(status_of("GET /" + std::string(200, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n") == 414);
  CHECK(status_of("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(2'000, 'a')) == 431);
  std::string many = "GET / HTTP/1.1\r\nHost: x\r\n";
  for (int i = 0; i < 120; ++i) many += "a:b\r\n";
  CHECK(status_of(many + "\r\n") == 431);
}

TEST_CASE("one long header is taken within the limit of all, and is too large beyond it") {
  const auto reading_of = [](std::size_t size) {
    return read_head("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(size, 'a') + "\r\n\r\n", {});
  };
  CHECK(reading_of(9'000).head.has_value());
  CHECK(reading_of(17'000).fault->status == 431);
}

TEST_CASE("expectations are met or refused") {
  CHECK(read_head("PUT / HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\n\r\n", {})
            .head->expects_continue);
  CHECK_FALSE(
      read_head("PUT / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n", {}).head->expects_continue);
  CHECK(status_of("PUT / HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n") == 417);
}
