#include "render/dialect_lines.hpp"

#include "support/catch.hpp"

using namespace almanach;

using Lines = std::vector<std::string>;

TEST_CASE("how a folder is read is told in French") {
  DialectDescription description;
  description.feed = "agenda";
  description.files = 4;
  description.fields = {{"title", {{"title", 4, 0}}},
                        {"start", {{"date", 3, 3}, {"debut", 1, 1}}},
                        {"all_day", {{"all_day", 4, 0}}}};
  description.undated = 5;
  description.first_undated = {"a.md", "b.md", "c.md"};
  description.evidence = {"02/03/2027 is 2 March: the day comes first in 1 file"};
  CHECK(
      write_description(description, Language::french) ==
      Lines{"agenda : start : `date` (3 sur 4 fichiers) ou `debut` (1 sur 4 fichiers), all "
            "day : `all_day` ; 5 fichiers n’ont ni l’une ni l’autre (a.md, b.md, c.md et 2 autres)",
            "  title : `title`",
            "  - 02/03/2027 est le 2 mars : le jour vient en premier dans 1 fichier"});
  CHECK(write_description(description, Language::english) == write_description(description));
}
