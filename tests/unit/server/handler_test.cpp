#include "server/handler.hpp"

#include <stdexcept>

#include "support/catch.hpp"

using namespace almanach;

namespace {

/// Fails at /fail, needs a worker at /long.
class Fickle : public Handler {
 public:
  QuickAnswer answer_at_once(const Request& request) const override {
    if (request.path == "/long") return NeedsWorker();
    return answer(request);
  }
  Answer answer(const Request& request) const override {
    if (request.path == "/fail") throw std::runtime_error("on purpose");
    Answer answer;
    answer.body.append("well");
    return answer;
  }
};

Request at(const char* path) {
  Request request;
  request.method = "GET";
  request.path = path;
  return request;
}

void check_failure(const Answer& answer) {
  CHECK(answer.status == 500);
  CHECK(answer.header("Content-Type") == "text/plain; charset=utf-8");
  CHECK(answer.header("Cache-Control") == "no-store");
  CHECK(answer.body.join() == "Something went wrong here; it has been noted.\n");
  CHECK_FALSE(answer.repeatable);
}

}  // namespace

TEST_CASE("an exception becomes a 500, on the event loop and on a worker") {
  const Fickle handler;
  const QuickAnswer outcome = answer_at_once_safely(handler, at("/fail"));
  REQUIRE(std::holds_alternative<Answer>(outcome));
  check_failure(std::get<Answer>(outcome));
  check_failure(answer_safely(handler, at("/fail")));
}

TEST_CASE("what a handler says is passed on") {
  const Fickle handler;
  CHECK(std::holds_alternative<NeedsWorker>(answer_at_once_safely(handler, at("/long"))));
  CHECK(std::get<Answer>(answer_at_once_safely(handler, at("/"))).body.join() == "well");
  CHECK(answer_safely(handler, at("/long")).body.join() == "well");
}
