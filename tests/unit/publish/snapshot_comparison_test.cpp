#include "publish/snapshot_comparison.hpp"

#include <string>

#include "support/catch.hpp"
#include "support/site_pipeline.hpp"

using namespace almanach;
using almanach::testing::SitePipeline;

namespace {

std::string event(const std::string& title, const std::string& lines = "start: 2030-05-12\n") {
  return "---\ntitle: " + title + "\n" + lines + "---\n";
}

/// "disappears Bal cancellation", a line for each change.
std::string told(const std::vector<EventChange>& changes) {
  std::string lines;
  for (const EventChange& change : changes) {
    lines += std::string(kind_name(change.kind)) + ' ' + change.shown().event().title + ' ' +
             std::string(effect_name(change.effect)) +
             (change.other_feed.empty() ? "" : ' ' + change.other_feed) +
             (change.copied ? " copied" : "") + '\n';
  }
  return lines;
}

}  // namespace

TEST_CASE("a snapshot compared with itself has no changes") {
  SitePipeline pipeline;
  pipeline.folder.put("a/un.md", event("Un"));
  const auto snapshot = pipeline.settle();
  CHECK(compare_snapshots(*snapshot, *snapshot, pipeline.clock.now()).empty());
}

TEST_CASE("what comes, goes and changes is told, the gravest first") {
  SitePipeline pipeline;
  pipeline.folder.put("a/un.md", event("Un"));
  pipeline.folder.put("a/deux.md", event("Deux"));
  pipeline.folder.put("a/trois.md", event("Trois"));
  pipeline.folder.put("a/passe.md", event("Passe", "start: 2001-05-12\n"));
  const auto before = pipeline.settle();
  pipeline.folder.put("a/un.md", event("Un", "start: 2030-05-13\n"));
  pipeline.folder.remove("a/deux.md");
  pipeline.folder.remove("a/passe.md");
  pipeline.folder.put("a/trois.md", event("Trois", "start: 2030-05-12\nuid: other\n"));
  pipeline.folder.put("a/quatre.md", event("Quatre"));
  const auto changes = compare_snapshots(*before, *pipeline.settle(), pipeline.clock.now());
  CHECK(told(changes) ==
        "disappears Passe removal\ndisappears Deux cancellation\nmoves Un update\n"
        "changed Trois replacement\nappears Quatre new\n");
  CHECK(changes[0].over);
  CHECK_FALSE(changes[1].over);
  CHECK(changes[2].file == "a/un.md");
}

TEST_CASE("the same event in another feed is told as such") {
  SitePipeline pipeline;
  pipeline.folder.put("a/un.md", event("Un"));
  pipeline.folder.put("a/deux.md", event("Deux"));
  const auto before = pipeline.settle();
  pipeline.folder.remove("a/un.md");
  pipeline.folder.put("b/un.md", event("Un"));
  CHECK(told(compare_snapshots(*before, *pipeline.settle(), pipeline.clock.now())) ==
        "disappears Un cancellation b\nappears Un new a\n");
}

TEST_CASE("an event with a copy in its feed leaves, and its address leads there") {
  SitePipeline pipeline;
  pipeline.folder.put("a/un.md", event("Un"));
  pipeline.folder.put("a/copie.md", event("Un"));
  const auto before = pipeline.settle();
  pipeline.folder.remove("a/un.md");
  CHECK(told(compare_snapshots(*before, *pipeline.settle(), pipeline.clock.now())) ==
        "disappears Un removal copied\n");
}

TEST_CASE("a file under another name is the same event at another address") {
  SitePipeline pipeline;
  pipeline.folder.put("a/un.md", event("Un"));
  const auto before = pipeline.settle();
  pipeline.folder.remove("a/un.md");
  pipeline.folder.put("a/uno.md", event("Un"));
  const auto changes = compare_snapshots(*before, *pipeline.settle(), pipeline.clock.now());
  REQUIRE(told(changes) == "address Un update\n");
  CHECK(changes[0].before->revised.uid == changes[0].now->revised.uid);
  CHECK(changes[0].now->revised.slug == "uno");
}

TEST_CASE("a link that follows from the feed's settings is a change of the link alone") {
  SitePipeline pipeline;
  pipeline.folder.put("a/un.md", event("Un"));
  const auto before = pipeline.settle();
  pipeline.folder.put("a/feed.yml", "event_url: https://www.example.org/{slug}/\n");
  const auto changes = compare_snapshots(*before, *pipeline.settle(), pipeline.clock.now());
  REQUIRE(told(changes) == "changed Un update\n");
  CHECK(changes[0].parts == std::vector<EventPart>{EventPart::link});
}
