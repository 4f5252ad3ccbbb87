#include "publish/file_references.hpp"

#include "support/catch.hpp"

using namespace almanach;
using Paths = std::set<std::string>;

TEST_CASE("the files that hang on a path are those that named it last") {
  FileReferences references;
  CHECK(references.empty());
  references.note("bal.md", {"halle.md", "salle.md"});
  references.note("loto.md", {"halle.md"});
  CHECK(references.referrers_of("halle.md") == Paths{"bal.md", "loto.md"});
  references.note("bal.md", {"salle.md"});
  CHECK(references.referrers_of("halle.md") == Paths{"loto.md"});
  CHECK(references.referrers_of("salle.md") == Paths{"bal.md"});
  references.note("bal.md", {});
  references.note("loto.md", {});
  CHECK(references.referrers_of("halle.md").empty());
  CHECK(references.empty());
}
