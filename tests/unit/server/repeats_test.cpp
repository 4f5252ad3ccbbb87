#include "server/repeats.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

Reply make_reply(int status, bool repeatable = true) {
  Reply reply;
  reply.status = status;
  reply.repeatable = repeatable;
  reply.head = std::make_shared<const std::string>("head");
  return reply;
}

/// Whether the answer to `first` holds for `second`.
bool holds(Repeats& repeats, const std::string& first, const Reply& reply,
           const std::string& second) {
  repeats.find(*read_head(first, {}).head);
  repeats.keep(reply);
  return repeats.find(*read_head(second, {}).head) != nullptr;
}

const std::string kPlain = "GET /a.ics HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n";

}  // namespace

TEST_CASE("what was answered holds for who asks the same") {
  Repeats repeats;
  CHECK(holds(repeats, kPlain, make_reply(200),
              "GET /a.ics HTTP/1.1\r\nHost: y\r\nUser-Agent: z\r\naccept-encoding: gzip\r\n\r\n"));
  for (const char* other :
       {"GET /a.ics HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br\r\n\r\n",
        "GET /a.ics HTTP/1.1\r\nHost: x\r\n\r\n", "GET /b.ics HTTP/1.1\r\nHost: x\r\n\r\n",
        "HEAD /a.ics HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n",
        "GET /a.ics HTTP/1.0\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n",
        "GET /a.ics HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n",
        "GET /a.ics HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nPrefer: "
        "subscribe-enhanced-get\r\n\r\n",
        "GET /a.ics HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nIf-None-Match: \"t\"\r\n\r\n",
        "GET /a.ics HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nIf-Modified-Since: Sat, 01 Jan "
        "2028 00:00:00 GMT\r\n\r\n",
        "GET /a.ics HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nAccept-Encoding: br\r\n\r\n"}) {
    INFO(other);
    CHECK(repeats.find(*read_head(other, {}).head) == nullptr);
  }
}

TEST_CASE("what was not the client's own is kept only where it was found again") {
  const std::string known = "GET /a HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"t\"\r\n\r\n";
  Repeats repeats;
  CHECK_FALSE(holds(repeats, known, make_reply(200), known));
  CHECK(holds(repeats, known, make_reply(304), known));
  CHECK_FALSE(holds(repeats, kPlain, make_reply(404), kPlain));
  CHECK_FALSE(holds(repeats, kPlain, make_reply(200, false), kPlain));
}

TEST_CASE("another edition begins anew") {
  Repeats repeats;
  repeats.enter(1);
  CHECK(holds(repeats, kPlain, make_reply(200), kPlain));
  repeats.enter(1);
  CHECK(repeats.find(*read_head(kPlain, {}).head) != nullptr);
  repeats.enter(2);
  CHECK(repeats.find(*read_head(kPlain, {}).head) == nullptr);
}

TEST_CASE("what is kept is bounded in bytes, whole feeds aside") {
  Repeats repeats;
  const auto keep = [&](int number, std::size_t bytes) {
    const std::string text = "GET /" + std::to_string(number) + " HTTP/1.1\r\nHost: x\r\n\r\n";
    Reply reply = make_reply(200);
    reply.body.append(std::string(bytes, 'x'));
    repeats.find(*read_head(text, {}).head);
    repeats.keep(reply);
    return text;
  };
  const std::string first = keep(0, 60'000);
  for (int number = 1; number < 100; ++number) keep(number, 60'000);
  CHECK(repeats.find(*read_head(first, {}).head) != nullptr);
  for (int number = 100; number < 200; ++number) keep(number, 60'000);
  CHECK(repeats.find(*read_head(first, {}).head) == nullptr);
  const std::string feed = keep(200, 20'000'000);
  CHECK(repeats.find(*read_head(keep(201, 1'000), {}).head) != nullptr);
  CHECK(repeats.find(*read_head(feed, {}).head) != nullptr);
}
