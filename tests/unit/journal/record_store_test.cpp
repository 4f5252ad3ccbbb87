#include "journal/record_store.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("what is not to be kept is a new journal at each start") {
  EventRecord record;
  record.number = 7;
  record.event = std::make_shared<const Event>();
  JournalChanges changes;
  changes.site_id = "example.org";
  changes.events.push_back(&record);
  NoStore store;
  const std::string id = store.load().id;
  store.save(changes);
  CHECK(store.read_event(7) == nullptr);
  const JournalContents contents = store.load();
  CHECK(contents.events.empty());
  CHECK(contents.site_id.empty());
  CHECK(contents.id.size() == 32);
  CHECK(contents.id != id);
}
