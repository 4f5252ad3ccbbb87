#include "server/handover.hpp"

#include <poll.h>

#include <new>

#include "support/catch.hpp"

using namespace almanach;

namespace {

/// Tells where the text that it was given lies.
class Witness : public Handler {
 public:
  QuickAnswer answer_at_once(const Request& /*request*/) const override { return NeedsWorker(); }
  Answer answer(const Request& request) const override {
    body = request.body.data();
    header = request.headers.find("X-Note")->second.data();
    Answer answer;
    answer.status = 207;
    answer.body.append(request.method + " " + request.path);
    return answer;
  }

  mutable const char* body = nullptr;
  mutable const char* header = nullptr;
};

HandedRequest make_request(std::uint64_t serial) {
  const std::string note(100, 'n');
  const std::string text =
      "REPORT /%C3%A9t%C3%A9 HTTP/1.1\r\nHost: x\r\nX-Note: " + note + "\r\n\r\n";
  return {7,
          serial,
          true,
          std::chrono::steady_clock::time_point(std::chrono::seconds(5)),
          Request(*read_head(text, {}).head, std::string(1'000, 'b'), "192.0.2.1"),
          {},
          {}};
}

bool can_be_read(int descriptor, int milliseconds) {
  pollfd waiting{descriptor, POLLIN, 0};
  return poll(&waiting, 1, milliseconds) == 1;
}

}  // namespace

TEST_CASE("a request goes to a worker and comes back as it is, with its reply", "[threads]") {
  const Witness handler;
  ByteBudget answers(1'000);
  std::optional<Handover> handover;
  WorkerPool workers(1, answers);
  handover.emplace(handler, workers, answers);
  HandedRequest sent = make_request(3);
  // A move leaves the text where it is; a copy, or reading it again, would not.
  const char* const body = sent.request.body.data();
  const char* const header = sent.request.headers.find("X-Note")->second.data();
  REQUIRE(handover->hand_over(std::move(sent)) != 0);
  REQUIRE(can_be_read(handover->descriptor(), 60'000));
  const Handover::Requests back = handover->take_back();
  REQUIRE(back.size() == 1);
  const HandedRequest& one = back.front();
  CHECK(one.socket == 7);
  CHECK(one.serial == 3);
  CHECK(one.started.time_since_epoch() == std::chrono::seconds(5));
  CHECK(one.request.path == "/été");
  CHECK(one.request.body.data() == body);
  CHECK(handler.body == body);
  CHECK(one.request.headers.find("X-Note")->second.data() == header);
  CHECK(handler.header == header);
  CHECK(one.reply.status == 207);
  CHECK(one.reply.body.join() == "REPORT /été");
  CHECK(one.reply.close);
  CHECK(handover->take_back().empty());
  CHECK_FALSE(can_be_read(handover->descriptor(), 0));
}

TEST_CASE("workers that have too much to do take no more") {
  const Witness handler;
  ByteBudget answers(1'000);
  WorkerPool workers(0, answers, {2, 2});
  Handover handover(handler, workers, answers);
  CHECK(handover.hand_over(make_request(1)) != 0);
  CHECK(handover.hand_over(make_request(2)) != 0);
  CHECK(handover.hand_over(make_request(3)) == 0);
  CHECK(handover.take_back().empty());
}

TEST_CASE("a request that no worker has begun can be taken back, once") {
  const Witness handler;
  ByteBudget answers(1'000);
  WorkerPool workers(0, answers);
  Handover handover(handler, workers, answers);
  const std::uint64_t first = handover.hand_over(make_request(1));
  const std::uint64_t second = handover.hand_over(make_request(2));
  const auto back = handover.withdraw("192.0.2.1", second);
  REQUIRE(back);
  CHECK(back->serial == 2);
  CHECK_FALSE(handover.withdraw("192.0.2.1", second));
  CHECK_FALSE(handover.withdraw("192.0.2.2", first));
  CHECK(handover.withdraw("192.0.2.1", first)->serial == 1);
}

namespace {

/// Refused memory, whatever it is asked.
class Starved : public Handler {
 public:
  QuickAnswer answer_at_once(const Request& /*request*/) const override { return NeedsWorker(); }
  Answer answer(const Request& /*request*/) const override { throw std::bad_alloc(); }
};

}  // namespace

TEST_CASE("memory that a worker is refused is a 503 to the one who asked", "[threads]") {
  const Starved handler;
  ByteBudget answers(1'000);
  std::optional<Handover> handover;
  WorkerPool workers(1, answers);
  handover.emplace(handler, workers, answers);
  REQUIRE(handover->hand_over(make_request(1)) != 0);
  REQUIRE(can_be_read(handover->descriptor(), 60'000));
  CHECK(handover->take_back().front().reply.status == 503);
}
