#include "parse/parse_cache.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;
using almanach::testing::Parser;

TEST_CASE("the cache gives back all that a file held") {
  const TemporaryFolder disk;
  const ParsedFile list = Parser().parse_all(
      "- title: Bal\n  start: 2026-07-13\n  description: \"Une ligne\\tet\\n\\nune autre\"\n"
      "- title: Faux\n  start: nonsense\n"
      "- start: 2026-07-14\n");
  REQUIRE(list.entries.size() == 3);
  const ParsedFile nothing;
  const FileStamp stamp{"agenda/list.yml", 10, 1'000'000'000, 3, 4, 1'000'000'000};
  const FileStamp other{"agenda/page.md", 10, 1'000'000'000, 5, 4, 1'000'000'000};
  const Digest bytes = digest("bytes");
  const Digest context = digest("context");
  {
    ParseCache cache(disk / "cache.db");
    cache.keep(stamp, bytes, context, list);
    cache.keep(other, bytes, context, nothing);
    cache.flush();
  }
  const ParseCache cache(disk / "cache.db");
  const auto found = cache.find(stamp, context);
  REQUIRE(found);
  CHECK(found->parsed.problems == list.problems);
  REQUIRE(found->parsed.entries.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(found->parsed.entries[i].key == list.entries[i].key);
    CHECK(found->parsed.entries[i].event == list.entries[i].event);
  }
  CHECK(cache.find("agenda/list.yml", bytes, context));
  CHECK(!cache.find(stamp, digest("another context")));
  const auto empty = cache.find(other, context);
  REQUIRE(empty);
  CHECK(empty->parsed.entries.empty());
}
