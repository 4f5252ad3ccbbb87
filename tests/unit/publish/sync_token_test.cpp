#include "publish/sync_token.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("a sync token is read as it was written") {
  const SyncToken whole = {"0123456789abcdef", name_set("a.ics", ""), Day(2027, 1, 15), 7, 7, ""};
  CHECK(write_sync_token(whole) == "1.0123456789abcdef." + whole.set + ".20833.7.7.");
  CHECK(read_sync_token(write_sync_token(whole)) == whole);
  SyncToken part = whole;
  part.began = 9;
  part.mark = "00ff00ff00ff00ff";
  CHECK(read_sync_token(write_sync_token(part)) == part);
}

TEST_CASE("sets of different names or choices are different") {
  CHECK(name_set("a.ics", "").size() == 16);
  CHECK(name_set("a.ics", "") != name_set("b.ics", ""));
  CHECK(name_set("a.ics", "") != name_set("a.ics", "past=all"));
}

TEST_CASE("what is no sync token is not taken for one") {
  for (const char* text :
       {"", "1", "1.......", "1.ab.cd.20833.7.7", "2.ab.cd.20833.7.7.", "1.ab.cd.20833.7.7.x",
        "1.ab.cd.-1.7.7.", "1.ab.cd.20833.7.99999999999999999999.", "1.AB.cd.20833.7.7.",
        "1.ab.cd.20833.7.7. ", "1.ab.cd.+1.7.7.", "data:,1.ab.cd.20833.7.7."}) {
    INFO(text);
    CHECK_FALSE(read_sync_token(text));
  }
  CHECK_FALSE(read_sync_token("1.ab.cd.20833.7.7." + std::string(300, 'a')));
}
