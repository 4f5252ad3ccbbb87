#include "model/event_addresses.hpp"

#include <algorithm>

#include "support/catch.hpp"

using namespace almanach;

using Names = std::map<std::string, std::string>;

TEST_CASE("feed ids are made of the folder's path") {
  Problems problems;
  CHECK(assign_feed_ids({"", "_evenements", "ville/Fêtes d'été"}, {}, "seed", problems) ==
        Names{{"", "seed"},
              {"_evenements", "evenements"},
              {"ville/Fêtes d'été", "ville--fetes-d-ete"}});
  CHECK(problems.empty());
}

TEST_CASE("a reserved or taken feed id gets a number and is reported") {
  Problems problems;
  CHECK(assign_feed_ids({"all", "fetes", "fêtes"}, {}, "x", problems) ==
        Names{{"all", "all-2"}, {"fetes", "fetes"}, {"fêtes", "fetes-2"}});
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].file == "all");
  CHECK(problems[1].file == "fêtes");
}

TEST_CASE("a feed that has an id keeps it, whoever comes before it") {
  Problems problems;
  CHECK(assign_feed_ids({"Fêtes", "fetes"}, {{"fetes", "fetes"}}, "x", problems) ==
        Names{{"Fêtes", "fetes-2"}, {"fetes", "fetes"}});
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].file == "Fêtes");
}

namespace {

/// The slugs of files that are named one after the other.
std::vector<std::string> choose_slugs(const std::vector<std::string>& paths) {
  std::vector<std::string> slugs;
  for (const std::string& path : paths) {
    slugs.push_back(choose_slug(path, [&](const std::string& slug) {
      return std::find(slugs.begin(), slugs.end(), slug) != slugs.end();
    }));
  }
  return slugs;
}

using Slugs = std::vector<std::string>;

}  // namespace

TEST_CASE("a date before the name is not part of the address") {
  CHECK(choose_slugs({"a/2023-05-10-conference.md", "a/Été.markdown", "a/<<x>>.html"}) ==
        Slugs{"conference", "ete", "x"});
  CHECK(!describe_other_slug("a/2023-05-10-conference.md", "conference"));
}

TEST_CASE("of two files for one address the later keeps its date, else gets a number") {
  CHECK(choose_slugs({"2023-05-10-fete.md", "2024-05-10-fete.md", "fete.html", "fete.md"}) ==
        Slugs{"fete", "2024-05-10-fete", "fete-2", "fete-3"});
  const auto problem = describe_other_slug("fete.html", "fete-2");
  REQUIRE(problem);
  CHECK(
      problem->message ==
      "duplicate slug: the address \"fete\" is another file's, this event is served as \"fete-2\"");
}

TEST_CASE("addresses that mean something else are not given to events") {
  CHECK(choose_slugs({"embed.md", "日本.md"}) == Slugs{"embed-2", "event"});
}

TEST_CASE("an event of several in a file is named by the file and its key") {
  CHECK(make_event_path("a/list.yml", "bal") == "a/list.yml#bal");
  CHECK(make_event_path("a/bal.md", "") == "a/bal.md");
  CHECK(file_of("a/list.yml#bal") == "a/list.yml");
  CHECK(key_of("a/list.yml#bal") == "bal");
  CHECK(file_of("a/c#-night.md") == "a/c#-night.md");
  CHECK(key_of("a/c#-night.md").empty());
  CHECK(key_of("a#b/list.md").empty());
}

TEST_CASE("the key is the address in a list, and follows the file's name elsewhere") {
  CHECK(choose_slugs({"a/list.yml#bal", "a/2026-05-10-course.md#2026-05-10", "a/other.yaml#bal"}) ==
        Slugs{"bal", "course-2026-05-10", "other-bal"});
  CHECK(choose_slugs({"list.yml#bal", "list.md", "list.yaml#list", "list.ics#list"}) ==
        Slugs{"bal", "list", "list-list", "list-2"});
  CHECK(!describe_other_slug("a/list.yml#bal", "bal"));
  const auto problem = describe_other_slug("a/other.yaml#bal", "other-bal");
  REQUIRE(problem);
  CHECK(problem->file == "a/other.yaml");
  CHECK(problem->hint == "give the event an id to choose its address yourself");
}

TEST_CASE("a file's folder is what stands before its name") {
  CHECK(folder_of("a/b/c.md") == "a/b");
  CHECK(folder_of("c.md").empty());
}
