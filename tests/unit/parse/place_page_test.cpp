#include "parse/place_page.hpp"

#include <map>

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::list_problems;

namespace {

/// A folder in memory.
class Pages : public SitePages {
 public:
  explicit Pages(std::map<std::string, std::string> files) : files_(std::move(files)) {}

 private:
  std::optional<std::string> find(const std::string& path) override {
    const auto found = files_.find(path);
    return found == files_.end() ? std::nullopt : std::optional(found->second);
  }

  std::map<std::string, std::string> files_;
};

struct Resolved {
  std::string location;
  bool is_geo = false;
  std::size_t problems = 0;
};

Resolved resolve(const std::string& value, const std::string& file = "agenda/bal.md") {
  Pages pages({{"lieux/halle.md", "---\ntitle: Halle\ncity: Toulouse\nlat: 43.6\nlon: 1.4\n---\n"},
               {"salles/index.md", "---\nname: Salles\n---\n"},
               {"lieux/vide.md", "---\nlayout: place\n---\n"},
               {"lieux/texte.md", "no front matter"}});
  const Config config = read_config("", "", {});
  const Dialect fields(config.fields);
  Feed feed;
  feed.zone = config.timezone;
  FileWork work(kMostStepsOfFile);
  const ParsedFile parsed = parse_content_file(
      file,
      "---\ntitle: Bal\nstart: 2027-05-10 20:00\nend: 2027-05-10 22:00\nlieu: " + value + "\n---\n",
      {config, fields, feed, work, &pages});
  const Event& event = *parsed.entries.at(0).event;
  return {event.location, event.geo.has_value(), parsed.problems.size()};
}

}  // namespace

TEST_CASE("a path is told from a name") {
  for (const std::string_view path :
       {"lieux/halle.md", "halle.md", "/lieux/halle", "a b/c.markdown"})
    CHECK(is_site_path(path));
  for (const std::string_view name : {"Halle", "Salle A/B", "https://www.example.fr/halle.md",
                                      "//www.example.fr/x.md", "/", "/ 3e étage", ""})
    CHECK_FALSE(is_site_path(name));
}

TEST_CASE("a place is read from the page that its path means") {
  for (const std::string value : {"lieux/halle.md", "/lieux/halle.md", "../lieux/halle.md",
                                  "src/lieux/halle.md", "/lieux/halle", "/lieux/halle/"}) {
    const Resolved resolved = resolve(value);
    CHECK(resolved.location == "Halle, Toulouse");
    CHECK(resolved.is_geo);
    CHECK(resolved.problems == 0);
  }
  CHECK(resolve("/salles/").location == "Salles");
}

TEST_CASE("a place whose page is not in reach, or says nothing, is left aside and told") {
  for (const std::string value : {"lieux/autre.md", "../../lieux/halle.md", ".git/halle.md",
                                  "lieux/vide.md", "lieux/texte.md", "agenda/bal.md"}) {
    const Resolved resolved = resolve(value);
    CHECK(resolved.location.empty());
    CHECK(resolved.problems == 1);
  }
}

TEST_CASE("a place that is a name stays one") {
  CHECK(resolve("Halle aux grains").location == "Halle aux grains");
}
