#include "publish/link_book.hpp"

#include "base/secret.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

const Instant kNow{std::chrono::seconds(1'800'000'000)};

LinkRecord link_of(std::int64_t number, const std::string& secret) {
  LinkRecord link;
  link.number = number;
  link.name = "link-" + std::to_string(number);
  link.feed = "conseil";
  link.made = kNow;
  link.secret = digest(secret);
  return link;
}

}  // namespace

TEST_CASE("secrets are 128 bits, each another") {
  const std::string one = draw_secret();
  CHECK(one.size() == 32);
  CHECK(one.find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(one != draw_secret());
}

TEST_CASE("digests are equal where all their octets are") {
  const Digest one = digest("a");
  CHECK(are_equal_secretly(one, digest("a")));
  for (std::size_t i = 0; i < one.size(); ++i) {
    Digest other = one;
    other[i] ^= 1;
    CHECK(!are_equal_secretly(one, other));
  }
}

TEST_CASE("a secret opens its link, while that is in force") {
  const std::string secret = draw_secret();
  const std::string late = draw_secret();
  const std::string away = draw_secret();
  std::vector<LinkRecord> links = {link_of(1, draw_secret()), link_of(2, secret), link_of(3, late),
                                   link_of(4, away)};
  links[2].expires = kNow + std::chrono::seconds(10);
  links[3].revoked = kNow;
  const LinkBook book(links);
  const auto found = book.find(secret, kNow);
  REQUIRE(std::holds_alternative<OpenLink>(found));
  CHECK(std::get<OpenLink>(found).number() == 2);
  CHECK(std::get<OpenLink>(found).feed() == "conseil");
  CHECK(std::holds_alternative<OpenLink>(book.find(late, kNow + std::chrono::seconds(9))));
  const auto expired = book.find(late, kNow + std::chrono::seconds(10));
  REQUIRE(std::holds_alternative<NoLink>(expired));
  CHECK(std::get<NoLink>(expired).name == "link-3");
  const auto revoked = book.find(away, kNow);
  REQUIRE(std::holds_alternative<RevokedLink>(revoked));
  CHECK(std::get<RevokedLink>(revoked).feed == "conseil");
  for (const std::string& wrong :
       {draw_secret(), secret.substr(1), secret + "0", std::string(), std::string(32, 'F')}) {
    const auto none = book.find(wrong, kNow);
    REQUIRE(std::holds_alternative<NoLink>(none));
    CHECK(std::get<NoLink>(none).name.empty());
  }
  CHECK(std::holds_alternative<NoLink>(LinkBook().find(secret, kNow)));
}
