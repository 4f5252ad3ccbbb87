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

int status(httplib::Headers headers) {
  return answer_with(with(std::move(headers)), make_representation(), std::chrono::seconds(300))
      .status;
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
    CHECK(header(answer_with(with({{"If-None-Match", tag}}), page, std::chrono::seconds(1)),
                 "ETag") == tag);
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
  const Answer answer = answer_with(with({{"Accept-Encoding", "gzip"}}), make_representation(),
                                    std::chrono::seconds(300));
  CHECK(header(answer, "Content-Type") == "text/calendar; charset=utf-8");
  CHECK(header(answer, "Content-Disposition") == "inline; filename=\"a.ics\"");
  CHECK(header(answer, "Content-Encoding") == "gzip");
  CHECK(header(answer, "Vary") == "Accept-Encoding");
  CHECK(header(answer, "Cache-Control") ==
        "public, max-age=300, stale-while-revalidate=3600, stale-if-error=604800");
  CHECK(header(answer, "Access-Control-Allow-Origin") == "*");
  CHECK(answer.body.size() < 1'000);
}

TEST_CASE("what is small is not coded") {
  const Answer answer = answer_with(with({{"Accept-Encoding", "gzip"}}), make_representation(100),
                                    std::chrono::seconds(300));
  CHECK(header(answer, "Content-Encoding").empty());
  CHECK(answer.body.size() == 100);
}

TEST_CASE("a large form that is not made yet takes long, unless the client has it") {
  const Representation page = make_representation(40'000);
  const auto gzipped = with({{"Accept-Encoding", "gzip"}});
  CHECK(takes_long_to_code(gzipped, page));
  CHECK_FALSE(takes_long_to_code(with({}), page));
  CHECK_FALSE(takes_long_to_code(gzipped, page, Coding::identity));
  CHECK_FALSE(takes_long_to_code(gzipped, make_representation(10'000)));
  CHECK_FALSE(takes_long_to_code(
      with({{"Accept-Encoding", "gzip"}, {"If-None-Match", page.entity_tag(Coding::gzip)}}), page));
  answer_with(gzipped, page, std::chrono::seconds(1));
  CHECK_FALSE(takes_long_to_code(gzipped, page));
}
