// What the watcher is for: a picture of the folder that is mended by what it tells stays true,
// whatever is done and however that meets the reading.

#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <system_error>
#include <thread>

#include "content/disk_folder.hpp"
#include "content/watcher.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;
using namespace std::chrono_literals;

namespace {

using Picture = std::map<std::string, FileStamp>;

Picture take_picture(const Folder& folder) {
  Picture picture;
  for (const FileStamp& stamp : folder.list().files) picture.emplace(stamp.path, stamp);
  return picture;
}

void mend(Picture& picture, const Folder& folder, const FolderChanges& changes) {
  if (changes.rescan) picture = take_picture(folder);
  for (const std::string& file : changes.files) {
    const auto stamp = folder.stat(file);
    if (stamp) {
      picture.insert_or_assign(file, *stamp);
    } else {
      picture.erase(file);
    }
  }
}

/// Does at random what people and programs do to a content folder; what is not possible at the
/// moment is left undone.
class Vandal {
 public:
  Vandal(const TemporaryFolder& site, unsigned seed) : site_(site), random_(seed) {}

  void act() {
    std::error_code ignored;
    switch (pick(10)) {
      case 0:
        std::filesystem::create_directories(site_ / any_folder(), ignored);
        break;
      case 1:
        std::filesystem::rename(site_ / any_folder(), site_ / any_folder(), ignored);
        break;
      case 2:
        std::filesystem::remove_all(site_ / any_folder(), ignored);
        break;
      case 3:
        std::filesystem::create_directory_symlink(site_ / any_folder(), site_ / any_folder(),
                                                  ignored);
        break;
      case 4:
        std::filesystem::create_symlink(site_ / any_file(), site_ / any_file(), ignored);
        break;
      case 5:
        std::filesystem::rename(site_ / any_file(), site_ / any_file(), ignored);
        break;
      case 6:
        std::filesystem::remove(site_ / any_file(), ignored);
        break;
      default:
        std::ofstream(site_ / any_file()) << std::string(pick(50), 'x');
    }
  }

 private:
  unsigned pick(unsigned count) { return static_cast<unsigned>(random_() % count); }

  std::string any_folder() {
    static const char* const names[] = {"content",     "content/a",   "content/a/b", "content/c",
                                        "content/c/d", "content/a/e", "outside",     "outside/f"};
    // The content folder itself now and then only, or nothing would ever be in it.
    return names[pick(10) == 0 ? 0 : 1 + pick(7)];
  }

  std::string any_file() { return any_folder() + "/" + std::to_string(pick(4)) + ".md"; }

  const TemporaryFolder& site_;
  std::mt19937 random_;
};

}  // namespace

TEST_CASE("a picture that is mended by what is told stays true", "[threads]") {
  const TemporaryFolder site;
  site.make_folder("content");
  const DiskFolder folder(site / "content");
  Watcher watcher(site / "content");
  Picture picture = take_picture(folder);
  Vandal vandal(site, GENERATE(1U, 2U, 3U));
  for (int round = 0; round < 60; ++round) {
    std::thread other([&] {
      for (int i = 0; i < 25; ++i) vandal.act();
      watcher.interrupt();
    });
    mend(picture, folder, watcher.wait(10s, 0ms, 1ms));
    other.join();
    // Events come in order: with the marker all that was before it has been told.
    const std::string marker = "marker" + std::to_string(round) + ".md";
    std::error_code looped;
    if (!std::filesystem::is_directory(site / "content", looped)) site.remove("content");
    site.make_folder("content");
    site.write("content/" + marker, "x");
    for (int i = 0; i < 100 && !picture.contains(marker); ++i) {
      mend(picture, folder, watcher.wait(10s, 1ms, 20ms));
    }
    REQUIRE(picture.contains(marker));
    // A listing may see the marker before its events are read.
    mend(picture, folder, watcher.wait(0ms, 0ms, 0ms));
    REQUIRE(picture == take_picture(folder));
  }
}
