#include "server/handover.hpp"

#include <poll.h>

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
          {}};
}

bool can_be_read(int descriptor, int milliseconds) {
  pollfd waiting{descriptor, POLLIN, 0};
  return poll(&waiting, 1, milliseconds) == 1;
}

}  // namespace

TEST_CASE("a request goes to a worker and comes back as it is, with its reply", "[threads]") {
  const Witness handler;
  std::optional<Handover> handover;
  WorkerPool workers(1);
  handover.emplace(handler, workers);
  HandedRequest sent = make_request(3);
  // A move leaves the text where it is; a copy, or reading it again, would not.
  const char* const body = sent.request.body.data();
  const char* const header = sent.request.headers.find("X-Note")->second.data();
  REQUIRE(handover->hand_over(std::move(sent), 1'100));
  REQUIRE(can_be_read(handover->descriptor(), 60'000));
  const std::vector<HandedRequest> back = handover->take_back();
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
  WorkerPool workers(0, 2'500);
  Handover handover(handler, workers);
  CHECK(handover.hand_over(make_request(1), 1'100));
  CHECK(handover.hand_over(make_request(2), 1'100));
  CHECK_FALSE(handover.hand_over(make_request(3), 1'100));
  CHECK(handover.take_back().empty());
}
