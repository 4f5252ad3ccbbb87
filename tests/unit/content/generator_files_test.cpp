#include "content/generator_files.hpp"

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;

namespace {

/// A folder that ends the search above it.
class Site : public TemporaryFolder {
 public:
  Site() { make_folder(".git"); }

  void add(const std::string& path, const std::string& bytes = "") const {
    const std::size_t slash = path.rfind('/');
    if (slash != std::string::npos) make_folder(path.substr(0, slash));
    write(path, bytes);
  }
  GeneratorFiles find(const std::string& content) const {
    make_folder(content);
    return find_generator_files(*this / content);
  }
  /// The paths of what is found, then where the content folder lies.
  std::string list(const std::string& content) const {
    const GeneratorFiles found = find(content);
    std::string list;
    for (const GeneratorFile& file : found.files) list += file.path + " ";
    return list + "(" + found.below + ")";
  }
};

}  // namespace

TEST_CASE("a generator's configuration is found in the content folder and above it") {
  Site site;
  site.add("_config.yml", "title: x\n");
  CHECK(site.list("") == "_config.yml ()");
  CHECK(site.list("_events") == "_config.yml (_events)");
  CHECK(site.list("src/_events/2027") == "_config.yml (src/_events/2027)");
  CHECK(site.find("_events").files[0].bytes == "title: x\n");
}

TEST_CASE("a link to the content folder is the folder that it leads to") {
  Site site;
  site.add("site/_config.yml");
  site.make_folder("site/_events");
  site.make_folder("elsewhere");
  site.link("../site/_events", "elsewhere/events");
  CHECK(find_generator_files(site / "elsewhere/events").below == "_events");
}

TEST_CASE("the search for a generator's configuration ends at the top of a site") {
  Site site;
  site.add("_config.yml");
  site.make_folder("inner/.git");
  CHECK(site.list("inner/events") == "()");
  site.add("astro/astro.config.mjs");
  CHECK(site.list("astro/src/content/events") == "()");
  CHECK(site.find("astro/src/content/events").programmed == ProgrammedGenerator::astro);
  site.add("eleventy/.eleventy.js");
  CHECK(site.find("eleventy/events").programmed == ProgrammedGenerator::eleventy);
  CHECK(site.find("inner/events").programmed == ProgrammedGenerator::none);
  site.add("hugo/hugo.toml");
  CHECK(site.list("hugo/content/events") == "hugo.toml (content/events)");
}

TEST_CASE("a config.toml is a generator's where it says what theirs do") {
  Site site;
  site.add("hugo/config.toml", "baseURL = '/'\n");
  CHECK(site.list("hugo/content") == "config.toml (content)");
  site.add("zola/config.toml", "base_url = '/'\n");
  CHECK(site.list("zola/content") == "config.toml (content)");
  site.add("other/config.toml", "[database]\nhost = 'localhost'\n");
  CHECK(site.list("other/content") == "()");
}

TEST_CASE("Hugo's folder of configuration comes by name, production last") {
  Site site;
  site.add("config/production/hugo.toml");
  site.add("config/_default/permalinks.toml");
  site.add("config/_default/hugo.yaml");
  site.add("config/_default/.hidden.toml");
  site.add("config/_default/notes.txt");
  CHECK(site.list("content") ==
        "config/_default/hugo.yaml config/_default/permalinks.toml config/production/hugo.toml "
        "(content)");
}

TEST_CASE("a generator's configuration that may not be read is told") {
  Site site;
  site.add("_config.yml");
  site.set_permissions("_config.yml", 0000);
  const Unprivileged unprivileged;
  const GeneratorFiles found = find_generator_files(site / "");
  REQUIRE(found.files.size() == 1);
  CHECK_FALSE(found.files[0].bytes);
  CHECK(found.files[0].reason == "Permission denied");
}

TEST_CASE("a content folder that does not exist has no generator") {
  CHECK(find_generator_files("/nonexistent/events") == GeneratorFiles{});
}

TEST_CASE("the names that a generator is looked for by are known, others are not") {
  for (const char* const name :
       {"_config.yml", "hugo.toml", "config.json", ".eleventy.js", "astro.config.mjs", "conf.py"})
    CHECK(may_be_generator_file(name));
  for (const char* const name : {"photo.jpg", "index.js", "bal.md", "Gemfile"})
    CHECK_FALSE(may_be_generator_file(name));
}
