#include "publish/content_view.hpp"

#include "publish/private_feeds.hpp"
#include "support/catch.hpp"
#include "support/site_pipeline.hpp"

using namespace almanach;
using almanach::testing::SitePipeline;

namespace {

std::string event(const std::string& title, const std::string& extra = "") {
  return "---\ntitle: " + title + "\nstart: 2027-05-12 14:00\nend: 2027-05-12 16:00\n" + extra +
         "---\n";
}

struct Previewed : SitePipeline {
  Previewed() { config.has_preview = true; }

  static const ContentView& view_of(const Snapshot& snapshot) {
    return *snapshot.private_feeds->files();
  }
};

}  // namespace

TEST_CASE("without --preview nothing is kept of the files") {
  SitePipeline pipeline;
  pipeline.folder.put("a/un.md", event("Un"));
  const auto snapshot = pipeline.rescan();
  CHECK(snapshot->private_feeds == nullptr);
}

TEST_CASE("the view has all content files, with what they are") {
  Previewed pipeline;
  pipeline.folder.put("a/un.md", event("Un"));
  pipeline.folder.put("a/liste.yml",
                      "- {title: X, start: 2027-01-01}\n- {title: Y, start: 2027-01-02}\n");
  pipeline.folder.put("a/_index.md", "---\ntitle: Agenda\n---\n");
  pipeline.folder.put("a/cache.md", event("Caché", "draft: true\n"));
  pipeline.folder.put("a/image.png", "x");
  const auto snapshot = pipeline.rescan();
  const ContentView& view = Previewed::view_of(*snapshot);
  REQUIRE(view.files.size() == 4);
  CHECK(view.find("a/liste.yml")->role == FileRole::event);
  CHECK(view.find("a/_index.md")->role == FileRole::section);
  CHECK(view.find("a/un.md")->feed == "a");
  CHECK(view.find("a/image.png") == nullptr);
  CHECK(view.find("../a/un.md") == nullptr);
}

TEST_CASE("a file is read again as it is now, in the dialect of its feed") {
  Previewed pipeline;
  for (int i = 0; i < 4; ++i) {
    pipeline.folder.put("a/" + std::to_string(i) + ".md", "---\ntitle: T\njour_debut: 2027-05-1" +
                                                              std::to_string(i) + " 20:00\n---\n");
  }
  const auto snapshot = pipeline.rescan();
  const ContentView& view = Previewed::view_of(*snapshot);
  pipeline.folder.put("a/2.md", "---\ntitle: Nouveau\njour_debut: 2027-06-01 20:00\n---\n");
  const ViewedReading reading =
      read_again(view, *view.find("a/2.md"), pipeline.folder, pipeline.config);
  CHECK(reading.bytes.find("Nouveau") != std::string::npos);
  REQUIRE(reading.parsed.entries.size() == 1);
  CHECK(reading.parsed.entries.front().event->title == "Nouveau");
  REQUIRE(reading.events.size() == 1);
  CHECK(reading.events.front().read.at(1).key == "jour_debut");
  pipeline.folder.remove("a/2.md");
  const ViewedReading gone =
      read_again(view, *view.find("a/2.md"), pipeline.folder, pipeline.config);
  CHECK(gone.bytes.empty());
  CHECK(gone.parsed.entries.empty());
}

TEST_CASE("a file that cannot be read is news once, not at each look") {
  Previewed pipeline;
  pipeline.config.max_file_size = 1'000;
  pipeline.folder.put("a/un.md", event("Un"));
  pipeline.folder.put("a/_index.md", std::string(2'000, 'x'));
  pipeline.folder.put("a/gros.md", event("Gros", "# " + std::string(2'000, 'x') + "\n"));
  const auto first = pipeline.rescan();
  REQUIRE(first->problems.size() == 1);
  CHECK(first->problems.front()->size() == 2);
  CHECK(pipeline.rescan() == nullptr);
  pipeline.folder.set_unreadable("a/gros.md", "denied");
  CHECK(pipeline.rescan() != nullptr);
  CHECK(pipeline.rescan() == nullptr);
  pipeline.folder.set_readable("a/gros.md");
  pipeline.folder.put("a/gros.md", event("Mince"));
  const auto mended = pipeline.rescan();
  REQUIRE(mended != nullptr);
  CHECK(mended->find_feed("a")->events.size() == 2);
}

TEST_CASE("who writes a file sees each save of it, subscribers only what changes for them") {
  for (const bool has_preview : {false, true}) {
    SitePipeline pipeline;
    pipeline.config.has_preview = has_preview;
    pipeline.folder.put("a/un.md", event("Un"));
    const auto before = pipeline.rescan();
    pipeline.folder.put("a/un.md", event("Un", "# un commentaire\n"));
    const auto after = pipeline.site.update({false, {"a/un.md"}});
    CHECK((after != nullptr) == has_preview);
    if (after) CHECK(after->find_feed("a")->revision == before->find_feed("a")->revision);
    CHECK(pipeline.site.update({true, {}}) == nullptr);
  }
}
