#include "publish/shared_uids.hpp"

#include "support/catch.hpp"
#include "support/publisher.hpp"

using namespace almanach;
using almanach::testing::Publisher;
using almanach::testing::titles_of;

using Titles = std::vector<std::string>;

TEST_CASE(
    "of a UID that two feeds have, all feeds together hold one, for as long as they share it") {
  Publisher publisher;
  publisher.put("a/bal.md", "Bal", "2027-05-10 20:00", "uid: one\n");
  publisher.put("b/fete.md", "Fête", "2027-05-11 20:00", "uid: two\n");
  CHECK(titles_of(*publisher.rescan()->all) == Titles{"Bal", "Fête"});
  publisher.put("b/fete.md", "Fête", "2027-05-11 20:00", "uid: one\n");
  const auto shared = publisher.rescan();
  CHECK(titles_of(*shared->all) == Titles{"Bal"});
  REQUIRE(shared->problems.size() == 1);
  CHECK(shared->problems[0]->at(0).message.find("duplicate uid \"one\"") == 0);
  publisher.put("b/fete.md", "Fête", "2027-05-11 20:00", "uid: three\n");
  const auto apart = publisher.rescan();
  CHECK(titles_of(*apart->all) == Titles{"Bal", "Fête"});
  CHECK(apart->problems.empty());
}

TEST_CASE("an event that has moved to another feed is alive there alone") {
  Publisher publisher;
  publisher.put("a/bal.md", "Bal", "2027-05-10 20:00", "uid: one\n");
  publisher.put("b/fete.md", "Fête", "2027-05-11 20:00");
  publisher.rescan();
  publisher.folder.remove("a/bal.md");
  publisher.put("b/bal.md", "Bal", "2027-05-10 20:00", "uid: one\n");
  publisher.rescan();
  publisher.clock.advance(std::chrono::seconds(6));
  const auto moved = publisher.rescan();
  CHECK(moved->find_feed("a")->events[0]->revised.cancelled_as_missing);
  CHECK(titles_of(*moved->all) == Titles{"Bal", "Fête"});
  CHECK(moved->problems.empty());
}
