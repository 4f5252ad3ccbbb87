#include "server/reply.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

Request ask(const std::string& method, const std::string& version = "HTTP/1.1",
            httplib::Headers headers = {}) {
  Request request;
  request.method = method;
  request.version = version;
  request.headers = std::move(headers);
  return request;
}

Answer make_answer(int status = 200) {
  Answer answer;
  answer.status = status;
  answer.headers = {{"Warning", "b"}, {"vary", "Accept"}, {"ETag", "\"a\""}};
  answer.body.append("text");
  return answer;
}

}  // namespace

TEST_CASE("a head is a status line and the headers by name") {
  const Reply reply = make_reply(ask("GET"), make_answer(404), false);
  CHECK(*reply.head ==
        "HTTP/1.1 404 Not Found\r\nAccept-Ranges: none\r\nContent-Length: 4\r\nETag: \"a\"\r\n"
        "vary: Accept\r\nWarning: b\r\n");
  CHECK(reply.status == 404);
  CHECK(reply.body.join() == "text");
  CHECK_FALSE(reply.close);
  CHECK(reply.size() == reply.head->size() + 4);
}

TEST_CASE("what answers to HEAD, and what has not changed, has no body") {
  const Reply head = make_reply(ask("HEAD"), make_answer(), false);
  CHECK(head.head->find("Content-Length: 4\r\n") != std::string::npos);
  CHECK(head.body.size() == 0);
  for (const int status : {204, 304}) {
    const Reply fresh = make_reply(ask("GET"), make_answer(status), false);
    CHECK(fresh.head->find("Content-Length") == std::string::npos);
    CHECK(fresh.body.size() == 0);
  }
}

TEST_CASE("the connection ends when the client or the server wants it to") {
  const auto reply_to = [](const Request& request, bool closing = false) {
    return make_reply(request, make_answer(), closing);
  };
  const auto says_close = [](const Reply& reply) {
    return reply.head->find("\r\nConnection: close\r\n") != std::string::npos;
  };
  const Reply kept = reply_to(ask("GET", "HTTP/1.1", {{"Connection", "keep-alive"}}));
  CHECK_FALSE(kept.close);
  CHECK_FALSE(says_close(kept));
  for (const Reply& ended : {reply_to(ask("GET", "HTTP/1.1", {{"connection", "close"}})),
                             reply_to(ask("GET", "HTTP/1.0", {{"Connection", "close"}})),
                             reply_to(ask("GET", "HTTP/1.1", {{"Connection", ", close, te"}})),
                             reply_to(ask("GET", "HTTP/1.1", {{"Connection", "te, Close"}})),
                             reply_to(ask("GET"), true)}) {
    CHECK(ended.close);
    CHECK(says_close(ended));
  }
  const Reply old = reply_to(ask("GET", "HTTP/1.0"));
  CHECK(old.close);
  CHECK_FALSE(says_close(old));
  for (const char* kept_open : {"Keep-Alive", "keep-alive", "te, keep-alive"})
    CHECK_FALSE(reply_to(ask("GET", "HTTP/1.0", {{"Connection", kept_open}})).close);
}

TEST_CASE("a reply carries what the answer says of itself") {
  Answer answer = make_answer();
  answer.route = Route::feed;
  answer.repeatable = true;
  answer.fetched = std::make_shared<const std::string>("fetes");
  const Reply reply = make_reply(ask("GET"), answer, false);
  CHECK(reply.route == Route::feed);
  CHECK(reply.repeatable);
  CHECK(*reply.fetched == "fetes");
}

TEST_CASE("a fault ends the connection") {
  const Reply reply = make_fault_reply({431, "Too large.\n"});
  CHECK(*reply.head ==
        "HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: "
        "11\r\nContent-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n");
  CHECK(reply.body.join() == "Too large.\n");
  CHECK(reply.close);
}

TEST_CASE("a body counts once for all who are sent it, and for each of them") {
  ByteBudget answers(100'000);
  Answer answer;
  answer.body.append(std::string(20'000, 'x'));
  Reply one = make_reply(ask("GET"), answer, false);
  std::optional<Reply> other = make_reply(ask("GET"), answer, false);
  count_reply(one, answers, "192.0.2.1");
  count_reply(*other, answers, "192.0.2.2");
  CHECK(answers.has_room("192.0.2.3", 25'000));
  CHECK(answers.has_room("", 80'000));
  CHECK_FALSE(answers.has_room("", 80'001));
  CHECK(answers.has_room("192.0.2.2", 5'000));
  CHECK_FALSE(answers.has_room("192.0.2.2", 5'001));
  other.reset();
  CHECK_FALSE(answers.has_room("", 80'001));
  one = {};
  CHECK(answers.has_room("", 100'000));
}

TEST_CASE("what lies ready for everybody, and what is small, counts as nothing") {
  ByteBudget answers(10);
  Answer ready;
  ready.is_in_snapshot = true;
  ready.body.append(std::string(20'000, 'x'));
  for (const Answer& answer : {ready, make_answer()}) {
    Reply reply = make_reply(ask("GET"), answer, false);
    count_reply(reply, answers, "192.0.2.1");
    CHECK_FALSE(reply.room);
  }
}
