#include "content/path_trace.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;
using Kind = PathStep::Kind;

namespace {

std::vector<PathStep> trace(const std::string& folder, const std::string& path) {
  return trace_path(folder, path, [](const std::string&) { return 7; });
}

}  // namespace

TEST_CASE("an absolute path is followed from the root") {
  const TemporaryFolder folder;
  folder.write("a.md", "x");
  const std::string path = (folder / "a.md").string();
  const auto steps = trace("", path);
  REQUIRE_FALSE(steps.empty());
  CHECK(steps.front().folder == "/");
  CHECK(steps.back().folder == std::filesystem::path(path).parent_path());
  CHECK(steps.back().name == "a.md");
  CHECK(steps.back().kind == Kind::other);
  CHECK(steps.back().watch == 7);
}

TEST_CASE("the steps end at what is missing") {
  const TemporaryFolder folder;
  const auto steps = trace((folder / "").string(), "a/b/c");
  REQUIRE(steps.size() == 1);
  CHECK(steps[0].name == "a");
  CHECK(steps[0].kind == Kind::missing);
}

TEST_CASE("links on the way are steps, and so is each part of where they lead") {
  const TemporaryFolder folder;
  folder.make_folder("releases/42/content");
  folder.link("./releases/latest", "current");
  folder.link("42", "releases/latest");
  std::vector<std::string> names;
  for (const PathStep& step : trace((folder / "").string(), "current/content/"))
    names.push_back(step.name);
  CHECK(names == std::vector<std::string>{"current", "releases", "latest", "42", "content"});
}

TEST_CASE("the folder above a linked one is the real one's") {
  const TemporaryFolder folder;
  folder.make_folder("elsewhere/deep");
  folder.write("elsewhere/a.md", "x");
  folder.link("elsewhere/deep", "link");
  const auto steps = trace((folder / "").string(), "link/../a.md");
  REQUIRE_FALSE(steps.empty());
  CHECK(steps.back().name == "a.md");
  CHECK(steps.back().kind == Kind::other);
}

TEST_CASE("links in a circle end") {
  const TemporaryFolder folder;
  folder.link("b", "a");
  folder.link("a", "b");
  const auto steps = trace((folder / "").string(), "a");
  CHECK(steps.size() == 41);
  CHECK(steps.back().kind == Kind::link);
}

TEST_CASE("a folder is watched before a name is looked up in it") {
  const TemporaryFolder folder;
  const auto steps = trace_path((folder / "").string(), "late.md", [&](const std::string&) {
    folder.write("late.md", "x");
    return 1;
  });
  REQUIRE(steps.size() == 1);
  CHECK(steps[0].kind == Kind::other);
}
