#include "dialect/shape.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

/// Files by path; "+" before it: it has a day.
class SiteOf {
 public:
  SiteFiles site;

  SiteOf(std::initializer_list<std::string_view> files) {
    for (const std::string_view file : files) {
      const bool has_day = file.starts_with('+');
      site.files.push_back({std::string(file.substr(has_day ? 1 : 0)), has_day, true});
    }
    std::sort(site.files.begin(), site.files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    site.language_of = [](const std::string&) { return std::string("fr"); };
    site.are_alike = [this](const std::string&, const std::string&) { return alike; };
  }

  /// Each event as "feed: what its address is made from", in the order of the files.
  std::vector<std::string> events() const {
    const Shape shape = find_shape(site);
    std::vector<std::string> events;
    for (const FileFacts& file : site.files) {
      const FilePlace place = shape.place(file.path);
      if (place.role == FileRole::event && file.has_day)
        events.push_back(place.feed + ": " + place.name);
    }
    return events;
  }
  FileRole role(const std::string& path) const { return find_shape(site).place(path).role; }
  std::string main(const std::string& path) const { return find_shape(site).place(path).main; }
  std::size_t told() const { return find_shape(site).problems().size(); }

  bool alike = true;
};

using Events = std::vector<std::string>;

}  // namespace

TEST_CASE("a folder whose index alone has a day is that event of the folder above") {
  const SiteOf site{"+fetes/bal/index.md", "fetes/bal/programme.md", "fetes/bal/photos/un.md",
                    "+fetes/gala.md"};
  CHECK(site.events() == Events{"fetes: fetes/bal.md", "fetes: fetes/gala.md"});
  CHECK(site.role("fetes/bal/programme.md") == FileRole::resource);
  CHECK(site.main("fetes/bal/photos/un.md") == "fetes/bal/index.md");
  CHECK(site.told() == 0);
}

TEST_CASE("an index of the content folder itself is an event as any other") {
  CHECK(SiteOf{"+index.md"}.events() == Events{": index.md"});
}

TEST_CASE("where an index and others have a day, all are events, and that is told") {
  const SiteOf site{"+bals/index.md", "+bals/un.md"};
  CHECK(site.events() == Events{"bals: bals/index.md", "bals: bals/un.md"});
  CHECK(site.told() == 1);
}

TEST_CASE("where folders are events elsewhere, a day in a resource makes no other of it") {
  const SiteOf site{"+bal/index.md", "+bal/slides.md", "+gala/index.md", "+loto/index.md"};
  CHECK(site.events() == Events{": bal.md", ": gala.md", ": loto.md"});
  CHECK(site.role("bal/slides.md") == FileRole::resource);
  CHECK(site.told() == 1);
}

TEST_CASE("a folder that was served as an event stays one when a file with a day comes into it") {
  SiteOf site{"+bal/index.md", "+bal/programme.md"};
  CHECK(site.events() == Events{"bal: bal/index.md", "bal: bal/programme.md"});
  site.site.bundles = {"bal"};
  CHECK(site.events() == Events{": bal.md"});
  CHECK(site.told() == 1);
}

TEST_CASE("an index without a day is a section page where other files have one") {
  CHECK(SiteOf{"bals/index.md", "+bals/un.md"}.role("bals/index.md") == FileRole::section);
  CHECK(SiteOf{"bals/index.md", "+bals/un/index.md"}.role("bals/index.md") == FileRole::section);
  CHECK(SiteOf{"bals/index.md", "+fetes/un.md"}.role("bals/index.md") == FileRole::event);
}

TEST_CASE("_index is never an event") {
  const SiteOf site{"+_index.md", "+bals/_index.fr.md", "+bals/un.md"};
  CHECK(site.role("_index.md") == FileRole::section);
  CHECK(site.role("bals/_index.fr.md") == FileRole::section);
  CHECK(site.events() == Events{"bals: bals/un.md"});
}

TEST_CASE("names that begin with an underscore are no pages, but for collections") {
  SiteOf site{"+_events/un.md", "+_events/_deux.md", "+bals/_vieux/trois.md", "+_layouts/quatre.md",
              "+_six.md"};
  CHECK(site.events() == Events{"_events: _events/un.md"});
  CHECK(site.told() == 2);  // what lies in a generator's folder is told apart
  site.site.known = {"bals/_vieux"};
  CHECK(site.events() == Events{"_events: _events/un.md", "bals/_vieux: bals/_vieux/trois.md"});
}

TEST_CASE("at the top of a whole site what programs make or bring is no content") {
  SiteOf site{"+_events/un.md", "+public/deux.md", "+themes/x/content/trois.md",
              "+src/public/q.md"};
  CHECK(site.events() == Events{"_events: _events/un.md", "public: public/deux.md",
                                "src/public: src/public/q.md",
                                "themes/x/content: themes/x/content/trois.md"});
  site.site.is_whole_site = true;
  CHECK(site.events() == Events{"_events: _events/un.md", "src/public: src/public/q.md"});
  CHECK(site.told() == 1);
  site.site.known = {"public"};
  CHECK(site.events() ==
        Events{"_events: _events/un.md", "public: public/deux.md", "src/public: src/public/q.md"});
}

TEST_CASE("folders that are dates are no feeds") {
  const SiteOf site{"+bals/2026/01/30/un.md", "+bals/2026-02/deux.md", "+bals/2026-2027/trois.md",
                    "+2026/quatre.md",        "+01/cinq.md",           "+bals/2026/13/six.md"};
  CHECK(site.events() == Events{"01: 01/cinq.md", ": 2026/quatre.md", "bals: bals/2026-02/deux.md",
                                "bals: bals/2026-2027/trois.md", "bals: bals/2026/01/30/un.md",
                                "bals/2026/13: bals/2026/13/six.md"});
}

TEST_CASE("a date is the name of an event that has no other") {
  CHECK(SiteOf{"+bals/2026/01/30/index.md"}.events() == Events{"bals: bals/2026-01-30.md"});
}

TEST_CASE("a folder with settings of its own is a feed, whatever it is called") {
  SiteOf site{"+bals/2026/un.md", "+bals/gala/index.md"};
  site.site.settled = {"bals/2026", "bals/gala"};
  CHECK(site.events() == Events{"bals/2026: bals/2026/un.md", "bals/gala: bals/gala/index.md"});
}

TEST_CASE("files of one name in several languages are one event") {
  const SiteOf site{"+bal.en.md", "+bal.fr.md", "+gala.en.md", "+loto.md", "+loto.de.md"};
  CHECK(site.events() == Events{": bal.md", ": gala.md", ": loto.md"});
  CHECK(site.main("bal.en.md") == "bal.fr.md");
  CHECK(site.main("loto.de.md") == "loto.md");
}

TEST_CASE("a language at the end of a name counts where the site shows that it is one") {
  CHECK(SiteOf{"+rencontre.no.md", "+bal.md"}.events() == Events{": bal.md", ": rencontre.no.md"});
  CHECK(SiteOf{"+un.fr.md", "+2026/deux.fr.md"}.events() == Events{": 2026/deux.md", ": un.md"});
  CHECK(SiteOf{"_index.md", "_index.en.md", "+un.en.md", "+bal.md"}.events() ==
        Events{": bal.md", ": un.md"});
}

TEST_CASE("folders named as languages with the same files are one feed") {
  const SiteOf site{"+en/bal.md", "+en/gala.md", "+fr/bal.md", "+en/fetes/un.md",
                    "+fr/fetes/un.md"};
  CHECK(site.events() == Events{": gala.md", ": bal.md", "fr/fetes: fetes/un.md"});
  CHECK(site.main("en/bal.md") == "fr/bal.md");
  CHECK(SiteOf{"+en/ball.md", "+fr/bal.md"}.events() == Events{"en: en/ball.md", "fr: fr/bal.md"});
}

TEST_CASE("an index in several languages is one folder") {
  const SiteOf site{"+bal/index.en.md", "+bal/index.fr.md", "bal/menu.md"};
  CHECK(site.events() == Events{": bal.md"});
  CHECK(site.main("bal/index.en.md") == "bal/index.fr.md");
}

TEST_CASE("a translation without a day belongs to the event that has one") {
  CHECK(SiteOf{"bal.fr.md", "+bal.en.md"}.main("bal.fr.md") == "bal.en.md");
}

TEST_CASE("copies beside their originals are no events") {
  for (const std::string copy :
       {"bal (1).md", "bal copie.md", "bal - Copie.md", "bal - Copy (2).md", "bal copy 2.md",
        "Copie de bal.md", "bal.sync-conflict-20260130-101500-ABCDEFG.md",
        "bal (conflicted copy 2026-01-30 101500).md", "bal (Copie en conflit de Léa).md"}) {
    INFO(copy);
    const std::string dated = "+" + copy;
    if (copy != "bal - Copy (2).md") {
      CHECK(SiteOf{"+bal.md", dated}.role(copy) == FileRole::ignored);
    }
    CHECK(SiteOf{"+gala.md", dated}.role(copy) == FileRole::event);
  }
  CHECK(SiteOf{"+bal.md", "+bal (1).md"}.told() == 1);
}

TEST_CASE("a copy that was made to write another event is one") {
  SiteOf site{"+bal.md", "+bal copie.md", "+bal (conflicted copy).md"};
  site.alike = false;
  CHECK(site.role("bal copie.md") == FileRole::event);
  CHECK(site.role("bal (conflicted copy).md") == FileRole::ignored);
}

TEST_CASE("templates are no events") {
  const SiteOf site{"+template.md", "+modele-evenement.md", "+template-atelier.md",
                    "+archetypes/default.md", "+sample.md"};
  CHECK(site.events() == Events{": template-atelier.md"});
}

TEST_CASE("what was served under a name stays that event in the language that is left") {
  SiteOf site{"+fetes/bal.en.md", "+fetes/gala.md"};
  CHECK(site.events() == Events{"fetes: fetes/bal.en.md", "fetes: fetes/gala.md"});
  site.site.names = {"fetes/bal.md"};
  CHECK(site.events() == Events{"fetes: fetes/bal.md", "fetes: fetes/gala.md"});
}
