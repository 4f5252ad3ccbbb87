#include "dialect/description.hpp"

#include <deque>

#include "dialect/description_lines.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

struct Page {
  std::string path;
  std::string yaml;
};

DialectDescription describe(const std::vector<Page>& pages, const std::string& folder = "agenda") {
  std::deque<Survey> surveys;
  std::vector<ShownFile> files;
  FolderSurvey all;
  for (const Page& page : pages) {
    const YamlNode root = read_yaml(page.yaml).root;
    const bool is_list = page.path.ends_with(".yml");
    surveys.push_back(is_list ? survey_list(root).survey : survey_page(root).survey);
    files.push_back({page.path, &surveys.back()});
    all.add(std::make_shared<const Survey>(surveys.back()));
  }
  KeyCounts keys;
  all.add_to(keys);
  return describe_dialect(folder, Dialect({}).learn(folder, keys), files);
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a description names the keys that say when, and the files that have none") {
  const DialectDescription described = describe({{"a.md", "title: A\n"},
                                                 {"b.md", "date: 2027-05-10\nhoraire: 18h\n"},
                                                 {"c.md", "date: 2027-05-11\nhoraire: 19h\n"},
                                                 {"d.md", "date: 2027-05-12\ntitle: D\n"}});
  CHECK(described.files == 4);
  CHECK(described.undated == 1);
  CHECK(described.first_undated == Lines{"a.md"});
  CHECK(summarize_description(described) ==
        "agenda: start: `date` (3 of 4 files), hours: `horaire` (2 of 4 files); 1 file has neither "
        "(a.md)");
  CHECK(write_description(described) ==
        Lines{summarize_description(described), "  title: `title` (2 of 4 files)",
              "  - `date` is the day of the event: no other key says when",
              "  - by the words of the key: `horaire` (hours)"});
}

TEST_CASE("only the first of many files without a day are named") {
  std::vector<Page> pages = {{"z.md", "start: 2027-05-10\n"}};
  for (const char* name : {"a.md", "b.md", "c.md", "d.md", "e.md"})
    pages.push_back({name, "title: X\n"});
  CHECK(summarize_description(describe(pages)) ==
        "agenda: start: `start` (1 of 6 files); 5 files have none (a.md, b.md, c.md and 2 more)");
}

TEST_CASE("what date means is said, with the reason") {
  CHECK(describe({{"a.md", "date: 2027-05-10\nevent_day: 2027-06-10\n"}}).evidence ==
        Lines{"`date` is the day of publication: `event_day` says when",
              "by the words of the key: `event_day` (start)"});
  const DialectDescription articles = describe({{"a.md", "date: 2027-05-10\n"}}, "_posts");
  CHECK(articles.articles);
  CHECK(articles.evidence ==
        Lines{"`date` is the day of publication: a folder of this name holds articles"});
  const DialectDescription named = describe({{"2027-05-10-bal.md", "title: Bal\n"}});
  CHECK(named.day_of_name);
  CHECK(summarize_description(named) == "agenda: start: the day in a file's name");
}

TEST_CASE("day or month first is said where a file's dates depend on it") {
  CHECK(describe({{"a.md", "start: 24/02/2027\n"}, {"b.md", "start: 02/03/2027\n"}}).evidence ==
        Lines{"02/03/2027 is 2 March: the day comes first in 1 file"});
  CHECK(describe({{"a.md", "start: 02/24/2027\n"}}).evidence ==
        Lines{"02/03/2027 is February 3: the month comes first in 1 file"});
  CHECK(describe({{"a.md", "start: 02/03/2027\n"}}).evidence ==
        Lines{"02/03/2027 is refused (1 file): nothing shows whether the day or the month comes "
              "first"});
  CHECK(describe({{"a.md", "start: 2027-02-24\n"}}).evidence.empty());
}

TEST_CASE("each file counts for the key that is read") {
  const DialectDescription described = describe(
      {{"a.md", "start: 2027-05-10\ndebut: 2027-05-10\n"}, {"b.md", "debut: 2027-05-10\n"}});
  REQUIRE(described.fields.size() == 1);
  CHECK(described.fields[0].field == "start");
  CHECK(described.fields[0].keys == std::vector<DescribedKey>{{"start", 1, 1}, {"debut", 1, 1}});
}

TEST_CASE("a list is described by what its items show") {
  const DialectDescription described =
      describe({{"list.yml", "- {title: A, date: 2027-05-10}\n- {title: B, date: 2027-05-11}\n"}});
  CHECK(described.undated == 0);
  CHECK(summarize_description(described) == "agenda: start: `date`");
}

TEST_CASE("a feed without an event is an error that names keys and the cure") {
  DialectDescription described = describe({{"a.md", "title: A\nmoment_choisi: 2027-05-10\n"}});
  CHECK(describe_barren({described}, false).empty());
  described.barren = true;
  const Problems problems = describe_barren({described}, true);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].severity == Severity::error);
  CHECK(problems[0].file == "agenda");
  CHECK(problems[0].message ==
        "none of the 1 files yields an event; their keys are `moment_choisi`, `title`");
  CHECK(problems[0].hint ==
        "where one of them says when, pin it in the configuration: fields: {start: "
        "[moment_choisi]}");
}

TEST_CASE("a feed whose files say when, and are all at fault, is sent to their faults") {
  DialectDescription described =
      describe({{"a.md", "title: A\nstart: 2027-05-10\nrecurrence: {every: decade}\n"}});
  described.barren = true;
  const Problems problems = describe_barren({described}, true);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].hint == "what is told of each file says why: mend that");
}

TEST_CASE("articles without an event are an error only where nothing else has one") {
  DialectDescription described = describe({{"a.md", "date: 2027-05-10\n"}}, "blog");
  described.barren = true;
  CHECK(describe_barren({described}, true).empty());
  CHECK(describe_barren({described}, false).size() == 1);
}

TEST_CASE("pages without a day are an error only where nothing else has an event") {
  DialectDescription described = describe({{"contact.md", "title: Contact\nlayout: page\n"}});
  described.barren = true;
  CHECK(describe_barren({described}, true).empty());
  CHECK(describe_barren({described}, false).size() == 1);
}

TEST_CASE("a folder that is held says so in place of its reasons") {
  DialectDescription described = describe({{"a.md", "date: 2027-05-10\n"}});
  DialectDescription held = described;
  hold_description(held, 2);
  CHECK(held.evidence == Lines{"2 files are read as before, although the folder says something "
                               "else now: see the problems"});
  CHECK_FALSE(reads_alike(described, held));
  hold_description(described, 0);
  CHECK(described.held == 0);
  CHECK(described.evidence != held.evidence);
}

TEST_CASE("numbers of files do not make another reading") {
  const Page one = {"a.md", "date: 2027-05-10\n"};
  const Page two = {"b.md", "date: 2027-05-11\n"};
  const Page other = {"c.md", "date: 2027-05-11\nstart: 2027-06-11\n"};
  CHECK(reads_alike(describe({one}), describe({one, two})));
  CHECK_FALSE(reads_alike(describe({one}), describe({one, other})));
}

TEST_CASE("reasons that do not hold are not given") {
  CHECK(summarize_description(describe({{"a.md", "title: A\n"}})) ==
        "agenda: no key says when; 1 file has none (a.md)");
  CHECK(describe({{"l.yml", "- {title: A, start: 05/02/2027}\n- {title: B, start: 25/02/2027}\n"}})
            .evidence.empty());
}
