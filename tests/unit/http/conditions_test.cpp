#include "http/conditions.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

const Instant kModified{std::chrono::seconds(1'683'720'000)};  // Wed, 10 May 2023 12:00:00 GMT

Representation make_representation(std::size_t size = 1'000) {
  Body body;
  body.append(std::string(size, 'a'));
  return {std::move(body), digest("x"), "text/calendar; charset=utf-8", "a.ics", kModified};
}

Request with(httplib::Headers headers) {
  Request request;
  request.method = "GET";
  request.headers = std::move(headers);
  return request;
}

Answer answer_to(const Request& request, const Representation& representation) {
  WorkBudget work(1'000'000);
  return answer_with(plan_delivery(request, representation), representation, "no-cache", work);
}

int status(httplib::Headers headers) {
  return answer_to(with(std::move(headers)), make_representation()).status;
}

std::string header(const Answer& answer, const std::string& name) {
  return std::string(answer.header(name));
}

}  // namespace

TEST_CASE("the coding is the one that the client weighs most") {
  CHECK(choose_coding(std::nullopt) == Coding::identity);
  CHECK(choose_coding("") == Coding::identity);
  CHECK(choose_coding("gzip, deflate") == Coding::gzip);
  CHECK(choose_coding("gzip, deflate, br, zstd") == Coding::brotli);
  CHECK(choose_coding("br;q=0.5, gzip") == Coding::gzip);
  CHECK(choose_coding("GZIP;Q=0.1") == Coding::gzip);
  CHECK(choose_coding("gzip;q=0, br;q=0.0") == Coding::identity);
  CHECK(choose_coding("*") == Coding::brotli);
  CHECK(choose_coding("identity, *;q=0.1") == Coding::identity);
  CHECK(choose_coding("*;q=0") == Coding::identity);
  CHECK(choose_coding("gzip;q=x") == Coding::identity);
}

TEST_CASE("each coding's tag validates, weak ones and lists too") {
  const Representation page = make_representation();
  for (const Coding coding : {Coding::identity, Coding::gzip, Coding::brotli}) {
    const std::string tag = page.entity_tag(coding);
    CHECK(status({{"If-None-Match", tag}}) == 304);
    CHECK(status({{"if-none-match", "W/" + tag}}) == 304);
    CHECK(status({{"If-None-Match", "\"other, one\", " + tag}}) == 304);
    CHECK(header(answer_to(with({{"If-None-Match", tag}}), page), "ETag") == tag);
  }
  CHECK(status({{"If-None-Match", "*"}}) == 304);
  CHECK(status({{"If-None-Match", "\"other\""}}) == 200);
}

TEST_CASE("a tag goes before a date") {
  CHECK(status({{"If-Modified-Since", "Wed, 10 May 2023 12:00:00 GMT"}}) == 304);
  CHECK(status({{"If-Modified-Since", "Wed, 10 May 2023 11:59:59 GMT"}}) == 200);
  CHECK(status({{"If-Modified-Since", "nonsense"}}) == 200);
  CHECK(status({{"If-Modified-Since", "Wed, 10 May 2023 12:00:00 GMT"},
                {"If-None-Match", "\"other\""}}) == 200);
}

TEST_CASE("an answer tells caches and browsers what they need") {
  const Answer answer = answer_to(with({{"Accept-Encoding", "gzip"}}), make_representation());
  CHECK(header(answer, "Content-Type") == "text/calendar; charset=utf-8");
  CHECK(header(answer, "Content-Disposition") == "inline; filename=\"a.ics\"");
  CHECK(header(answer, "Content-Encoding") == "gzip");
  CHECK(header(answer, "Vary") == "Accept-Encoding");
  CHECK(header(answer, "Cache-Control") == "no-cache");
  CHECK(header(answer, "Access-Control-Allow-Origin") == "*");
  CHECK(answer.body.size() < 1'000);
}

TEST_CASE("what is small is not coded") {
  const Answer answer = answer_to(with({{"Accept-Encoding", "gzip"}}), make_representation(100));
  CHECK(header(answer, "Content-Encoding").empty());
  CHECK(answer.body.size() == 100);
}

TEST_CASE("a coding that has yet to be made of many bytes is work, a 304 never is") {
  const Request coded = with({{"Accept-Encoding", "gzip"}});
  const Representation small = make_representation(3'200);
  CHECK(plan_delivery(coded, small).steps == 100);
  const Representation large = make_representation(32'768);
  CHECK(plan_delivery(with({}), large).steps == 0);
  CHECK(plan_delivery(coded, large).steps == 1'024);
  const Request known =
      with({{"Accept-Encoding", "gzip"}, {"If-None-Match", large.entity_tag(Coding::brotli)}});
  CHECK(plan_delivery(known, large).steps == 0);
  WorkBudget little(1'000);
  CHECK_THROWS_AS(answer_with(plan_delivery(coded, large), large, "no-cache", little),
                  WorkExceeded);
  CHECK_FALSE(large.has(Coding::gzip));
  answer_to(coded, large);
  CHECK(plan_delivery(coded, large).steps == 0);
}

TEST_CASE("bytes that nobody has wanted yet are work") {
  const auto make = [] {
    Body body;
    body.append(std::string("BEGIN:VCALENDAR"));
    return body;
  };
  const Representation later(make, digest("x"), "text/calendar", "a.ics", kModified);
  CHECK(plan_delivery(with({}), later).steps > 1'000);
  CHECK(answer_to(with({}), later).body.size() == 15);
  CHECK(plan_delivery(with({}), later).steps == 0);
}
