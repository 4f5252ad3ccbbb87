#include "journal/feed_records.hpp"

#include "support/catch.hpp"

using namespace almanach;
using std::chrono::seconds;

namespace {

EventRecord make_record(std::int64_t number, const std::string& path, const std::string& uid) {
  EventRecord record;
  record.number = number;
  record.folder = "fetes";
  record.path = path;
  record.uid = uid;
  return record;
}

FeedRecords make_records() {
  FeedRecord feed;
  feed.feed.id = "fetes";
  feed.feed.folder = "fetes";
  feed.revision = 1;
  return FeedRecords(std::move(feed), true);
}

/// What a store would be given, as numbers and names.
struct Unsaved {
  std::size_t feeds = 0;
  std::vector<std::int64_t> events;
  std::vector<std::string> addresses;
  std::vector<GonePair> gone_pairs;
};

Unsaved unsaved_of(const FeedRecords& records) {
  JournalChanges changes;
  records.collect_changes(changes);
  Unsaved result;
  result.feeds = changes.feeds.size();
  for (const EventRecord* event : changes.events) result.events.push_back(event->number);
  for (const AddressRecord& address : changes.addresses)
    result.addresses.push_back(address.slug + " " + std::to_string(address.event));
  for (const auto& [folder, pair] : changes.gone_pairs) result.gone_pairs.push_back(pair);
  return result;
}

constexpr Instant kNow{seconds(1'800'000'000)};

}  // namespace

TEST_CASE("a record is found by path, by UID and by every slug it had") {
  FeedRecords records = make_records();
  const std::size_t place = records.add(make_record(1, "fetes/bal.md", "u1"));
  CHECK(records.find_by_path("fetes/bal.md") == place);
  CHECK(records.find_by_uid("u1") == place);
  CHECK(records.find_by_slug("bal") == place);

  records.move(place, "fetes/grand-bal.md");
  CHECK(!records.find_by_path("fetes/bal.md"));
  CHECK(records.find_by_path("fetes/grand-bal.md") == place);
  CHECK(records[place].slug == "grand-bal");
  CHECK(records.find_by_slug("bal") == place);
  CHECK(records.find_by_slug("grand-bal") == place);

  records.set_uid(place, "u2");
  CHECK(!records.find_by_uid("u1"));
  CHECK(records.find_by_uid("u2") == place);
}

TEST_CASE("records are found when many more have come, and when all have been moved") {
  FeedRecords first = make_records();
  for (int i = 1; i <= 500; ++i) {
    const std::string name = std::to_string(i);
    first.add(make_record(i, "fetes/" + name + ".md", name));
  }
  const FeedRecords records = std::move(first);
  for (std::size_t place = 0; place < 500; ++place) {
    const std::string name = std::to_string(place + 1);
    CHECK(records.find_by_path("fetes/" + name + ".md") == place);
    CHECK(records.find_by_uid(name) == place);
  }
}

TEST_CASE("a slug that another record has is not given again, unless that one is gone") {
  FeedRecords records = make_records();
  const std::size_t first = records.add(make_record(1, "fetes/2026-05-10-bal.md", "u1"));
  const std::size_t second = records.add(make_record(2, "fetes/2027-05-10-bal.md", "u2"));
  CHECK(records[second].slug == "2027-05-10-bal");
  CHECK(records.misnamed() == std::set<std::size_t>{second});
  records.make_gone(first);
  const std::size_t third = records.add(make_record(3, "fetes/2028-05-10-bal.md", "u3"));
  CHECK(records[third].slug == "bal");
  CHECK(records.find_by_slug("bal") == third);
}

TEST_CASE("addresses may be given to another record") {
  FeedRecords records = make_records();
  const std::size_t first = records.add(make_record(1, "fetes/bal.md", "u1"));
  records.move(first, "fetes/grand-bal.md");
  const std::size_t second = records.add(make_record(2, "fetes/copy.md", "u2"));
  records.mark_saved();
  records.give_addresses({{first, second}});
  CHECK(records.find_by_slug("bal") == second);
  CHECK(records.find_by_slug("grand-bal") == second);
  const Unsaved unsaved = unsaved_of(records);
  CHECK(std::set<std::string>(unsaved.addresses.begin(), unsaved.addresses.end()) ==
        std::set<std::string>{"bal 2", "grand-bal 2"});
}

TEST_CASE("what is edited is saved once, what is changed waits for its revision") {
  FeedRecords records = make_records();
  records.restore(make_record(1, "fetes/a.md", "u1"));
  records.restore(make_record(2, "fetes/b.md", "u2"));
  CHECK(!records.have_changed());
  CHECK(unsaved_of(records).events.empty());

  records.edit(1).since = kNow;
  CHECK(unsaved_of(records).events == std::vector<std::int64_t>{2});
  records.change(0).modified = kNow;
  CHECK(unsaved_of(records).events == std::vector<std::int64_t>{2});
  CHECK(unsaved_of(records).feeds == 0);
  CHECK(records.have_changed());
  CHECK(records.has_changed(0));
  CHECK(!records.has_changed(1));
  CHECK(records.latest_change() == kNow);

  records.mark_saved();
  CHECK(records.has_changed(0));
  records.give_revision(7, kNow);
  CHECK(!records.have_changed());
  CHECK(records[0].revision == 7);
  CHECK(records[1].revision == 0);
  CHECK(records.feed().revision == 7);
  CHECK(records.feed().modified == kNow);
  CHECK(unsaved_of(records).events == std::vector<std::int64_t>{1});
  CHECK(unsaved_of(records).feeds == 1);
  records.mark_saved();
  CHECK(unsaved_of(records).events.empty());
  CHECK(unsaved_of(records).feeds == 0);
}

TEST_CASE("a change of the feed itself waits for a revision too") {
  FeedRecords records = make_records();
  Feed feed = records.feed().feed;
  records.set_feed(feed);
  CHECK(!records.feed_has_changed());
  feed.name = "Fêtes";
  records.set_feed(feed);
  records.set_feed(feed);
  CHECK(records.feed_has_changed());
  CHECK(unsaved_of(records).feeds == 0);
  records.give_revision(2, kNow);
  CHECK(!records.feed_has_changed());
  CHECK(unsaved_of(records).feeds == 1);
}

TEST_CASE("a slug and a UID that part are a gone pair, once they were served") {
  FeedRecords records = make_records();
  const std::size_t place = records.add(make_record(1, "fetes/bal.md", "u1"));
  SECTION("never served") {
    records.move(place, "fetes/b.md");
    records.give_revision(2, kNow);
    CHECK(records.gone_pairs().empty());
  }
  SECTION("by another slug, by another UID, by all") {
    records.give_revision(2, kNow);
    records.move(place, "fetes/b.md");
    CHECK(records.gone_pairs().empty());
    records.give_revision(3, kNow);
    records.set_uid(place, "u2");
    records.give_revision(4, kNow);
    records.make_gone(place);
    records.give_revision(5, kNow);
    CHECK(unsaved_of(records).gone_pairs ==
          std::vector<GonePair>{{"bal", "u1", 3}, {"b", "u1", 4}, {"b", "u2", 5}});
    CHECK(records.gone_pairs().size() == 3);
    CHECK(records[place].presence == Presence::gone);
  }
}

TEST_CASE("an address of a record that is not there leads nowhere") {
  FeedRecords records = make_records();
  records.restore(make_record(1, "fetes/bal.md", "u1"));
  records.restore(AddressRecord{"fetes", "old", 1});
  records.restore(AddressRecord{"fetes", "lost", 2});
  CHECK(records.find_by_slug("old") == 0);
  CHECK(!records.find_by_slug("lost"));
}

TEST_CASE("a feed takes over the records, addresses and pairs of another folder") {
  FeedRecords former = make_records();
  former.add(make_record(1, "fetes/bal.md", "u1"));
  former.give_revision(5, kNow);
  former.move(0, "fetes/sous/b.md");
  former.give_revision(6, kNow);

  FeedRecord feed;
  feed.feed.id = "rendez-vous";
  feed.feed.folder = "rendez-vous";
  FeedRecords records(std::move(feed), false);
  records.adopt(std::move(former));
  CHECK(records.feed().former_ids == std::vector<std::string>{"fetes"});
  CHECK(records.feed().modified == kNow);
  CHECK(records.feed_has_changed());
  CHECK(records.find_by_path("rendez-vous/sous/b.md") == 0);
  CHECK(records[0].folder == "rendez-vous");
  CHECK(records.find_by_slug("bal") == 0);
  CHECK(records.find_by_slug("b") == 0);
  const Unsaved unsaved = unsaved_of(records);
  CHECK(unsaved.events == std::vector<std::int64_t>{1});
  CHECK(unsaved.addresses.size() == 2);
  CHECK(unsaved.gone_pairs == std::vector<GonePair>{{"bal", "u1", 6}});
}
