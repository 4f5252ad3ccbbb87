#include "server/handler.hpp"

#include <new>
#include <stdexcept>

#include "base/work_budget.hpp"
#include "server/reply.hpp"
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
    if (request.path == "/memory") throw std::bad_alloc();
    if (request.path == "/gone") WorkBudget(1, request.abandoned.get()).spend();
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

TEST_CASE("want of memory is for whoever holds the connection to see") {
  const Fickle handler;
  CHECK_THROWS_AS(answer_at_once_safely(handler, at("/memory")), std::bad_alloc);
  CHECK_THROWS_AS(answer_safely(handler, at("/memory")), std::bad_alloc);
}

TEST_CASE("work for a client that has gone stops, and its answer is counted as such") {
  const Fickle handler;
  Request request = at("/gone");
  const auto abandoned = std::make_shared<std::atomic<bool>>(false);
  request.abandoned = abandoned;
  CHECK(answer_safely(handler, request).status == 200);
  *abandoned = true;
  CHECK(answer_safely(handler, request).status == kClientGone);
  // Nothing is begun either.
  request.path = "/fail";
  CHECK(answer_safely(handler, request).status == kClientGone);
}
