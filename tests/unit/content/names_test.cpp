#include "content/names.hpp"

#include <string>

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("names of content are kept") {
  const std::string name = GENERATE(
      "atelier.md", "_evenements", "2023-05-10-x.markdown", "a b.html", "feed.yml", "modules",
      "tmp", "swp", "x.md.txt", "4913.md", "14913", "#1 des ateliers.md", "#", "caf\xc3\xa9.md");
  CAPTURE(name);
  CHECK_FALSE(is_ignored_name(name));
}

TEST_CASE("hidden, temporary and backup names are ignored") {
  const std::string name =
      GENERATE("", ".", "..", ".git", ".#a.md", ".a.md.swp", "a.md~", "#a.md#", "a.swp", "a.swo",
               "a.swx", "a.md.tmp", "a.bak", "a.md.orig", "a.md.rej", "a.md.part", "4913",
               "a.md___jb_tmp___", "a.md___jb_old___", "~", "node_modules", "bower_components");
  CAPTURE(name);
  CHECK(is_ignored_name(name));
}
