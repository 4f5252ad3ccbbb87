#include "journal/link_desk.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

const Instant kNow{std::chrono::seconds(1'800'000'000)};

std::vector<FeedRecord> feeds() {
  FeedRecord open;
  open.feed.id = "agenda";
  open.feed.folder = "agenda";
  FeedRecord shut;
  shut.feed.id = "conseil--bureau";
  shut.feed.folder = "conseil/bureau";
  shut.feed.access = Access::link;
  shut.former_ids = {"bureau"};
  return {open, shut};
}

NewLink make(const std::vector<LinkRecord>& links, const LinkWish& wish) {
  auto made = make_link(links, feeds(), wish, kNow);
  REQUIRE(std::holds_alternative<NewLink>(made));
  return std::get<NewLink>(std::move(made));
}

std::string refusal(const std::vector<LinkRecord>& links, const LinkWish& wish) {
  const auto made = make_link(links, feeds(), wish, kNow);
  REQUIRE(std::holds_alternative<LinkRefusal>(made));
  return std::get<LinkRefusal>(made).reason;
}

}  // namespace

TEST_CASE("a link is made to a private feed, by its id, its folder, or an id that it had") {
  for (const char* name : {"conseil--bureau", "conseil/bureau", "bureau"}) {
    const NewLink link = make({}, {name, "", {}});
    CHECK(link.record.feed == "conseil--bureau");
    CHECK(link.record.name == "link-1");
    CHECK(link.record.number == 1);
    CHECK(link.record.made == kNow);
    CHECK(link.record.secret == digest(link.secret));
    CHECK(!link.record.is_to_status());
  }
  CHECK(make({}, {"", "x", {}}).record.is_to_status());
  CHECK(refusal({}, {"agenda", "", {}}).find("is public") != std::string::npos);
  CHECK(refusal({}, {"nowhere", "", {}}).find("no feed") != std::string::npos);
}

TEST_CASE("numbers and names are given once, names again where a link was revoked") {
  const NewLink first = make({}, {"bureau", " Conseil ", {}});
  CHECK(first.record.name == "Conseil");
  CHECK(refusal({first.record}, {"bureau", "Conseil", {}}).find("already") != std::string::npos);
  const auto revoked = revoke_link({first.record}, "Conseil", kNow);
  REQUIRE(std::holds_alternative<LinkRecord>(revoked));
  const LinkRecord& gone = std::get<LinkRecord>(revoked);
  CHECK(gone.revoked == kNow);
  const NewLink second = make({gone}, {"bureau", "Conseil", {}});
  CHECK(second.record.number == 2);
  const auto again = revoke_link({gone, second.record}, "Conseil", kNow);
  REQUIRE(std::holds_alternative<LinkRecord>(again));
  CHECK(std::get<LinkRecord>(again).number == 2);
  CHECK(std::holds_alternative<LinkRefusal>(revoke_link({gone}, "Conseil", kNow)));
  CHECK(make({make({}, {"bureau", "", {}}).record}, {"bureau", "", {}}).record.name == "link-2");
}

TEST_CASE("a name that would break a line of a log, or an address, is refused") {
  for (const char* name : {"a/b", "a\"b", "a\\b", "a\nb", "-", "\xff"})
    CHECK(refusal({}, {"bureau", name, {}}).find("a name is") != std::string::npos);
  CHECK(refusal({}, {"bureau", std::string(101, 'x'), {}}).find("100 bytes") != std::string::npos);
  CHECK(make({}, {"bureau", "Séance – d’été", {}}).record.name == "Séance – d’été");
}

TEST_CASE("a link that has expired is none") {
  CHECK(refusal({}, {"bureau", "", kNow}).find("expired") != std::string::npos);
  CHECK(make({}, {"bureau", "", kNow + std::chrono::seconds(1)}).record.expires);
}
