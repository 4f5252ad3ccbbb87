#include "content/addresses.hpp"

#include "support/catch.hpp"

using namespace almanach;

using Names = std::map<std::string, std::string>;

TEST_CASE("feed ids are made of the folder's path") {
  Problems problems;
  CHECK(assign_feed_ids({"", "_evenements", "ville/Fêtes d'été"}, "seed", problems) ==
        Names{{"", "seed"},
              {"_evenements", "evenements"},
              {"ville/Fêtes d'été", "ville--fetes-d-ete"}});
  CHECK(problems.empty());
}

TEST_CASE("a reserved or taken feed id gets a number and is reported") {
  Problems problems;
  CHECK(assign_feed_ids({"all", "fetes", "fêtes"}, "x", problems) ==
        Names{{"all", "all-2"}, {"fetes", "fetes"}, {"fêtes", "fetes-2"}});
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].file == "all");
  CHECK(problems[1].file == "fêtes");
}

TEST_CASE("a date before the name is not part of the address") {
  Problems problems;
  CHECK(assign_slugs({"a/2023-05-10-conference.md", "a/Été.markdown", "a/<<x>>.html"}, problems) ==
        Names{{"a/2023-05-10-conference.md", "conference"},
              {"a/Été.markdown", "ete"},
              {"a/<<x>>.html", "x"}});
  CHECK(problems.empty());
}

TEST_CASE("of two files for one address the later keeps its date, else gets a number") {
  Problems problems;
  CHECK(assign_slugs({"2023-05-10-fete.md", "2024-05-10-fete.md", "fete.html", "fete.md"},
                     problems) == Names{{"2023-05-10-fete.md", "fete"},
                                        {"2024-05-10-fete.md", "2024-05-10-fete"},
                                        {"fete.html", "fete-2"},
                                        {"fete.md", "fete-3"}});
  CHECK(problems.size() == 3);
}

TEST_CASE("addresses that mean something else are not given to events") {
  Problems problems;
  CHECK(assign_slugs({"embed.md", "日本.md"}, problems) ==
        Names{{"embed.md", "embed-2"}, {"日本.md", "event"}});
}

TEST_CASE("a file's folder is what stands before its name") {
  CHECK(folder_of("a/b/c.md") == "a/b");
  CHECK(folder_of("c.md").empty());
}
