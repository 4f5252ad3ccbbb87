#include "cli/export_folder.hpp"

#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;
namespace fs = std::filesystem;

namespace {

constexpr Instant kThen{std::chrono::seconds(1'700'000'000)};

std::string read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

ExportOutcome export_files(const fs::path& root,
                           const std::vector<std::pair<std::string, std::string>>& files) {
  ExportFolder folder(root);
  for (const auto& [path, bytes] : files) folder.stage(path, bytes, kThen);
  return folder.commit();
}

}  // namespace

TEST_CASE("an export writes, leaves and removes files of its own") {
  const TemporaryFolder temporary;
  const fs::path root = temporary / "site";
  const ExportOutcome first = export_files(root, {{"a.ics", "A"}, {"b/c.ics", "C"}});
  CHECK(first.written == 2);
  CHECK(read(root / "b" / "c.ics") == "C");
  CHECK(std::chrono::file_clock::to_sys(fs::last_write_time(root / "a.ics")) == kThen);
  const ExportOutcome second = export_files(root, {{"a.ics", "A"}, {"d.ics", "D"}});
  CHECK(second.written == 1);
  CHECK(second.unchanged == 1);
  CHECK(second.removed == 1);
  CHECK_FALSE(fs::exists(root / "b"));
  CHECK(read(root / ".almanach" / "files") ==
        "559aead08264d5795d3909718cdd05ab  a.ics\n3f39d5c348e5b79d06e842c114e6cc57  d.ics\n");
}

TEST_CASE("nothing is seen of an export that does not come to its end") {
  const TemporaryFolder temporary;
  const fs::path root = temporary / "site";
  export_files(root, {{"a.ics", "A"}});
  {
    ExportFolder folder(root);
    folder.stage("a.ics", "changed", kThen);
    folder.stage("b.ics", "B", kThen);
  }
  CHECK(read(root / "a.ics") == "A");
  CHECK_FALSE(fs::exists(root / "b.ics"));
  CHECK(export_files(root, {{"a.ics", "A"}}).unchanged == 1);
  CHECK_FALSE(fs::exists(root / ".almanach" / "new"));
}

TEST_CASE("an export that was ended between its moves is taken further") {
  const TemporaryFolder temporary;
  const fs::path root = temporary / "site";
  export_files(root, {{"a.ics", "A"}, {"old.ics", "O"}});
  // As it is then: the list has both, one file is moved, another is not.
  write(root / ".almanach" / "files",
        read(root / ".almanach" / "files") +
            "6b23c0d5f35d1b11f9b683f0b0a61735  a.ics\nb5bb9d8014a0f9b1d61e21e796d78dcc  new.ics\n");
  write(root / "a.ics", "changed");
  const ExportOutcome outcome = export_files(root, {{"a.ics", "again"}});
  CHECK(outcome.written == 1);
  CHECK(outcome.removed == 1);
  CHECK(read(root / "a.ics") == "again");
}

TEST_CASE("files of others stay") {
  const TemporaryFolder temporary;
  const fs::path root = temporary / "site";
  export_files(root, {{"a/a.ics", "A"}, {"a/b.ics", "B"}});
  write(root / "a" / "b.ics", "changed by somebody");
  write(root / "a" / "notes.txt", "notes");
  const ExportOutcome outcome = export_files(root, {});
  CHECK(outcome.removed == 1);
  CHECK(outcome.kept == std::vector<std::string>{"a/b.ics"});
  CHECK(read(root / "a" / "notes.txt") == "notes");
  // What is left is nobody's now.
  ExportFolder folder(root);
  CHECK_THROWS_AS(folder.stage("a/b.ics", "B", kThen), std::runtime_error);
  CHECK_THROWS_AS(folder.stage("a/notes.txt/c.ics", "C", kThen), std::runtime_error);
  CHECK_THROWS_AS(folder.stage("a", "A", kThen), std::runtime_error);
  CHECK_NOTHROW(folder.stage("a/notes.txt", "notes", kThen));
}

TEST_CASE("a list that cannot be read is not taken for an empty one") {
  const TemporaryFolder temporary;
  const fs::path root = temporary / "site";
  fs::create_directories(root / ".almanach");
  write(root / ".almanach" / "files", "559aead08264d5795d3909718cdd05ab a.ics\n");
  CHECK_THROWS_AS(ExportFolder(root), std::runtime_error);
}
