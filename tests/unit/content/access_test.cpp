#include "content/access.hpp"

#include <unistd.h>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;

namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a denial names the account, the folder that refuses and the cure") {
  const TemporaryFolder root;
  root.make_folder("site/agenda");
  root.write("site/agenda/a.md", "one");
  root.set_permissions("site", 0700);
  root.set_permissions("site/agenda", 0750);
  const std::string site = root / "site";
  std::string folder;
  std::string file;
  std::string below;
  {
    const Unprivileged nobody;
    folder = explain_denial(site);
    below = explain_denial(site + "/agenda/a.md");
  }
  root.set_permissions("site", 0755);
  root.set_permissions("site/agenda", 0755);
  root.set_permissions("site/agenda/a.md", 0600);
  {
    const Unprivileged nobody;
    file = explain_denial(site + "/agenda/a.md");
  }
  CHECK(holds(folder, "may not read " + site + " (mode 0700, "));
  CHECK(holds(folder, "rX " + site + "; or, where its group may: SupplementaryGroups="));
  CHECK(holds(below, "may not pass through " + site + " (mode 0700, "));
  CHECK(holds(below, ":x " + site + ";"));
  CHECK(holds(file, "setfacl -m u:"));
  CHECK(holds(file, ":r " + site + "/agenda/a.md;"));
  CHECK(holds(account_name(), "uid "));
}

TEST_CASE("a folder that is missing is told by what there is of its way") {
  const TemporaryFolder root;
  root.make_folder("srv");
  const std::string srv = root / "srv";
  CHECK(explain_missing(srv + "/site/agenda") == srv + " has no \"site\"");
  CHECK(explain_missing(srv + "/site/") == srv + " has no \"site\"");
  CHECK(explain_missing("/typo") == "/ has no \"typo\"");
}
