#include "server/repeats.hpp"

#include "config/config.hpp"
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

std::shared_ptr<AnswerStore> make_store() {
  return std::make_shared<AnswerStore>(Limits().cache);
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
  Repeats repeats{make_store(), 1};
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
  Repeats repeats{make_store(), 1};
  CHECK_FALSE(holds(repeats, known, make_reply(200), known));
  CHECK(holds(repeats, known, make_reply(304), known));
  CHECK_FALSE(holds(repeats, kPlain, make_reply(404), kPlain));
  CHECK_FALSE(holds(repeats, kPlain, make_reply(200, false), kPlain));
}

TEST_CASE("another edition begins anew") {
  Repeats repeats{make_store(), 1};
  repeats.enter(1);
  CHECK(holds(repeats, kPlain, make_reply(200), kPlain));
  repeats.enter(1);
  CHECK(repeats.find(*read_head(kPlain, {}).head) != nullptr);
  repeats.enter(2);
  CHECK(repeats.find(*read_head(kPlain, {}).head) == nullptr);
}

/// Keeps an answer of so many bytes to a request of its own, which comes back.
std::string keep(Repeats& repeats, int number, std::size_t bytes, bool is_in_snapshot = false) {
  const std::string text = "GET /" + std::to_string(number) + " HTTP/1.1\r\nHost: x\r\n\r\n";
  Reply reply = make_reply(200);
  reply.is_in_snapshot = is_in_snapshot;
  reply.body.append(std::string(bytes, 'x'));
  repeats.find(*read_head(text, {}).head);
  repeats.keep(reply);
  return text;
}

TEST_CASE("what is kept is bounded in bytes, what the snapshot has aside") {
  Repeats repeats{make_store(), 1};
  const std::string first = keep(repeats, 0, 60'000);
  for (int number = 1; number < 100; ++number) keep(repeats, number, 60'000);
  CHECK(repeats.find(*read_head(first, {}).head) != nullptr);
  for (int number = 100; number < 200; ++number) keep(repeats, number, 60'000);
  CHECK(repeats.find(*read_head(first, {}).head) == nullptr);
  const std::string feed = keep(repeats, 200, 20'000'000, true);
  CHECK(repeats.find(*read_head(keep(repeats, 201, 1'000), {}).head) != nullptr);
  CHECK(repeats.find(*read_head(feed, {}).head) != nullptr);
  CHECK(repeats.find(*read_head(keep(repeats, 202, 20'000'000), {}).head) == nullptr);
  CHECK(repeats.find(*read_head(feed, {}).head) != nullptr);
}

TEST_CASE("what is kept counts among all answers, of which all threads may have a quarter") {
  const auto store = std::make_shared<AnswerStore>(4'000'000);
  {
    Repeats one(store, 2);
    Repeats other(store, 2);
    one.enter(1);
    keep(one, 0, 100'000);
    CHECK(store->memory() > 100'000);
    CHECK(store->memory() < 102'000);
    for (int number = 0; number < 100; ++number) {
      keep(one, number, 100'000);
      keep(other, number, 100'000);
      CHECK(store->memory() <= 1'000'000);
    }
    const std::uint64_t both = store->memory();
    one.enter(2);
    CHECK(store->memory() < both);
  }
  CHECK(store->memory() == 0);
  Repeats none(std::make_shared<AnswerStore>(0), 1);
  CHECK(none.find(*read_head(keep(none, 0, 10), {}).head) == nullptr);
}
