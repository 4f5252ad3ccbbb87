#include "publish/stale_answers.hpp"

#include "support/catch.hpp"
#include "support/publisher.hpp"

using namespace almanach;
using almanach::testing::Publisher;

namespace {

using Ids = std::set<std::string>;

struct Kept {
  Kept() {
    publisher.put("fetes/bal.md", "Bal", "2027-05-12 20:00");
    publisher.put("ateliers/soudure.md", "Soudure", "2027-03-02");
    before = publisher.rescan();
  }
  StaleAnswers after_rescan() {
    const auto now = publisher.rescan();
    const StaleAnswers stale = find_stale_answers(before.get(), *now);
    before = now;
    return stale;
  }

  Publisher publisher;
  std::shared_ptr<const Snapshot> before;
};

}  // namespace

TEST_CASE("where nobody knows what was served, everything is stale") {
  Kept kept;
  CHECK(find_stale_answers(nullptr, *kept.before).everything);
  CHECK(find_stale_answers(kept.before.get(), *kept.before).is_empty());
}

TEST_CASE("a change makes its feed stale, and what tells of all") {
  Kept kept;
  kept.publisher.put("fetes/bal.md", "Grand bal", "2027-05-12 20:00");
  const StaleAnswers stale = kept.after_rescan();
  CHECK(!stale.everything);
  CHECK(stale.feeds == Ids{"fetes", kSpanningFeeds});
}

TEST_CASE("a feed that comes, goes or has another name stands on the pages of all others") {
  Kept kept;
  kept.publisher.put("neuf/neuf.md", "Neuf", "2027-05-12 20:00");
  CHECK(kept.after_rescan().everything);
  kept.publisher.folder.put("neuf/feed.yml", "name: Autre\n");
  CHECK(kept.after_rescan().everything);
  kept.publisher.folder.put("neuf/feed.yml", "access: link\n");
  CHECK(kept.after_rescan().everything);
  kept.publisher.put("neuf/neuf.md", "Neuf, en privé", "2027-05-12 20:00");
  CHECK(kept.after_rescan().is_empty());
}

TEST_CASE("what is to be forgotten is put together") {
  StaleAnswers stale{false, {"a"}};
  stale.add({false, {"b"}});
  CHECK(stale.feeds == Ids{"a", "b"});
  stale.add({true, {}});
  CHECK(stale.everything);
  CHECK(stale.feeds.empty());
  stale.add({false, {"c"}});
  CHECK(stale.feeds.empty());
}
