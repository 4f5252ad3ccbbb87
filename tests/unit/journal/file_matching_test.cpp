#include "journal/file_matching.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

constexpr const char* kLongText = "Venez danser toute la nuit sur la place, avec un orchestre.";

Event make_event(const std::string& title, int day = 10) {
  Event event;
  event.title = title;
  event.span = DaySpan{Day(2027, 5, day), Day(2027, 5, day)};
  return event;
}

Event with_uid(Event event, const std::string& uid) {
  event.uid = uid;
  return event;
}

/// A feed's records and the files of its folder, and which of them belong together.
class Pairing {
 public:
  /// Adds a record of "fetes/<name>"; its UID is `uid` or, where that is empty, the name.
  EventRecord& remember(const std::string& name, const Event& event, const std::string& uid = "") {
    EventRecord record;
    record.number = static_cast<std::int64_t>(records_.size()) + 1;
    record.path = "fetes/" + name;
    record.uid = uid.empty() ? name : uid;
    record.event = std::make_shared<const Event>(event);
    return records_.edit(records_.add(std::move(record)));
  }
  void put(const std::string& name, const Event& event, const std::string& address = "") {
    contents_.events.push_back(
        {"fetes/" + name, std::make_shared<const Event>(event), {}, address});
  }
  /// A file that is there and cannot be read.
  void spoil(const std::string& name) {
    contents_.events.push_back({"fetes/" + name, nullptr, {}, ""});
  }

  /// Each match as "file <- record's path", "file: new" without record; in the order given out.
  std::vector<std::string> match() {
    reads = 0;
    const Matching matching = match_files(contents_, records_, [&](std::size_t place) {
      ++reads;
      return records_[place].event.get();
    });
    problems = matching.problems;
    std::vector<std::string> result;
    for (const auto& [file, record] : matching.matches) {
      const std::string name = file->path.substr(6);
      result.push_back(record ? name + " <- " + records_[*record].path.substr(6) : name + ": new");
    }
    return result;
  }

  Problems problems;
  int reads = 0;  ///< events that the last matching asked for

 private:
  FeedRecords records_{FeedRecord{}, true};
  FolderContents contents_;
};

using Pairs = std::vector<std::string>;

}  // namespace

TEST_CASE("a file belongs to the record of its path, whatever it says") {
  Pairing pairing;
  pairing.remember("bal.md", make_event("Bal"));
  pairing.put("bal.md", make_event("Concert", 20));
  CHECK(pairing.match() == Pairs{"bal.md <- bal.md"});
  CHECK(pairing.reads == 0);
}

TEST_CASE("a file that cannot be read belongs to the record of its path, or to none") {
  Pairing pairing;
  pairing.remember("bal.md", make_event("Bal"));
  pairing.spoil("bal.md");
  pairing.spoil("new.md");
  CHECK(pairing.match() == Pairs{"bal.md <- bal.md"});
}

TEST_CASE("a file of a gone record's path brings that record back") {
  Pairing pairing;
  pairing.remember("bal.md", make_event("Bal")).presence = Presence::gone;
  pairing.put("bal.md", make_event("Bal"));
  CHECK(pairing.match() == Pairs{"bal.md <- bal.md"});
}

TEST_CASE("a file without record belongs to a missing one that says the same") {
  Pairing pairing;
  pairing.remember("bal.md", make_event("Bal"));
  SECTION("renamed") {
    pairing.put("grand-bal.md", make_event("Bal"));
    CHECK(pairing.match() == Pairs{"grand-bal.md <- bal.md"});
  }
  SECTION("moved into a list") {
    pairing.put("list.yml#bal", make_event("Bal"));
    CHECK(pairing.match() == Pairs{"list.yml#bal <- bal.md"});
  }
  SECTION("not where the file of the record is there: that is a copy") {
    pairing.put("bal.md", make_event("Bal"));
    pairing.put("copy.md", make_event("Bal"));
    CHECK(pairing.match() == Pairs{"bal.md <- bal.md", "copy.md: new"});
  }
  SECTION("not another day") {
    pairing.put("grand-bal.md", make_event("Bal", 11));
    CHECK(pairing.match() == Pairs{"grand-bal.md: new"});
  }
}

TEST_CASE("a gone record is not found by what it said") {
  Pairing pairing;
  pairing.remember("bal.md", make_event("Bal")).presence = Presence::gone;
  pairing.put("grand-bal.md", make_event("Bal"));
  CHECK(pairing.match() == Pairs{"grand-bal.md: new"});
  CHECK(pairing.reads == 0);
}

TEST_CASE("a record whose event is lost is not found by what it said") {
  Pairing pairing;
  pairing.remember("bal.md", make_event("Bal")).event.reset();
  pairing.put("grand-bal.md", make_event("Bal"));
  CHECK(pairing.match() == Pairs{"grand-bal.md: new"});
  CHECK(pairing.reads == 1);
}

TEST_CASE("a file that was renamed with a small edit and the same start is found") {
  Pairing pairing;
  Event before = make_event("Bal");
  before.description = Description(kLongText, "");
  pairing.remember("bal.md", before);
  Event after = before;
  SECTION("the same title") {
    after.description = Description("Venez.", "");
    pairing.put("x.md", after);
    CHECK(pairing.match() == Pairs{"x.md <- bal.md"});
  }
  SECTION("the same description") {
    after.title = "Grand bal";
    pairing.put("x.md", after);
    CHECK(pairing.match() == Pairs{"x.md <- bal.md"});
  }
  SECTION("not both others") {
    after.title = "Grand bal";
    after.description = Description("Venez.", "");
    pairing.put("x.md", after);
    CHECK(pairing.match() == Pairs{"x.md: new"});
  }
  SECTION("not another start") {
    after.span = DaySpan{Day(2027, 5, 11), Day(2027, 5, 11)};
    pairing.put("x.md", after);
    CHECK(pairing.match() == Pairs{"x.md: new"});
  }
}

TEST_CASE("a short description that two events share says nothing") {
  Pairing pairing;
  Event before = make_event("Bal");
  before.description = Description("Entrée libre.", "");
  pairing.remember("bal.md", before);
  Event other = make_event("Concert");
  other.description = before.description;
  pairing.put("concert.md", other);
  CHECK(pairing.match() == Pairs{"concert.md: new"});
}

TEST_CASE("of two candidates the one that says the same is taken, and each once") {
  Pairing pairing;
  Event first = make_event("Bal");
  first.location = "Halle";
  Event second = make_event("Bal");
  second.location = "Place";
  pairing.remember("a.md", first);
  pairing.remember("b.md", second);
  SECTION("both renamed, one edited: the other finds its own first") {
    Event edited = first;
    edited.location = "Salle";
    pairing.put("x.md", edited);
    pairing.put("y.md", first);
    CHECK(pairing.match() == Pairs{"y.md <- a.md", "x.md <- b.md"});
  }
  SECTION("both alike: the record that came first, then the next, then none") {
    Event edited = first;
    edited.location = "Salle";
    pairing.put("x.md", edited);
    pairing.put("y.md", edited);
    pairing.put("z.md", edited);
    CHECK(pairing.match() == Pairs{"x.md <- a.md", "y.md <- b.md", "z.md: new"});
  }
}

TEST_CASE("a file that gives a UID belongs to the record of that UID") {
  Pairing pairing;
  pairing.remember("bal.md", make_event("Bal"), "u1");
  SECTION("wherever it lies, whatever it says") {
    pairing.put("fete.md", with_uid(make_event("Fête", 20), "u1"));
    CHECK(pairing.match() == Pairs{"fete.md <- bal.md"});
    CHECK(pairing.reads == 0);
  }
  SECTION("a gone one too") {
    pairing.remember("old.md", make_event("Old"), "u2").presence = Presence::gone;
    pairing.put("new.md", with_uid(make_event("New"), "u2"));
    CHECK(pairing.match() == Pairs{"new.md <- old.md"});
  }
  SECTION("a UID of no record is another for the record of the path") {
    pairing.put("bal.md", with_uid(make_event("Bal"), "u9"));
    CHECK(pairing.match() == Pairs{"bal.md <- bal.md"});
  }
  SECTION("it is not renamed away by another file that says the same") {
    pairing.put("other.md", make_event("Bal"));
    pairing.put("x.md", with_uid(make_event("Bal"), "u1"));
    CHECK(pairing.match() == Pairs{"x.md <- bal.md", "other.md: new"});
  }
}

TEST_CASE("a renamed file may be given a UID with a small edit, not with none") {
  Pairing pairing;
  pairing.remember("bal.md", make_event("Bal"), "u1");
  pairing.put("grand-bal.md", with_uid(make_event("Bal"), "u9"));
  // By its title, in the second pass: a file that gives a UID is not looked for by its content.
  CHECK(pairing.match() == Pairs{"grand-bal.md <- bal.md"});
}

TEST_CASE("two files that swap their UIDs swap their records") {
  Pairing pairing;
  pairing.remember("a.md", make_event("A", 1), "u1");
  pairing.remember("b.md", make_event("B", 2), "u2");
  pairing.put("a.md", with_uid(make_event("A", 1), "u2"));
  pairing.put("b.md", with_uid(make_event("B", 2), "u1"));
  CHECK(pairing.match() == Pairs{"a.md <- b.md", "b.md <- a.md"});
  CHECK(pairing.problems.empty());
}

TEST_CASE("a UID that a record has just given up is free for the next file") {
  Pairing pairing;
  pairing.remember("a.md", make_event("A", 1), "u1");
  pairing.put("a.md", with_uid(make_event("A", 1), "u9"));
  pairing.put("b.md", with_uid(make_event("B", 2), "u1"));
  CHECK(pairing.match() == Pairs{"a.md <- a.md", "b.md: new"});
  CHECK(pairing.problems.empty());
}

TEST_CASE("a UID given twice is the first file's, the second is left out") {
  Pairing pairing;
  SECTION("of a record") {
    pairing.remember("a.md", make_event("A", 1), "u1");
    pairing.put("a.md", make_event("A", 1));
    pairing.put("b.md", with_uid(make_event("B", 2), "u1"));
    CHECK(pairing.match() == Pairs{"a.md <- a.md"});
  }
  SECTION("of two new events") {
    pairing.put("a.md", with_uid(make_event("A", 1), "u1"));
    pairing.put("b.md", with_uid(make_event("B", 2), "u1"));
    CHECK(pairing.match() == Pairs{"a.md: new"});
  }
  SECTION("of a record that was given it just before") {
    pairing.remember("a.md", make_event("A", 1), "u9");
    pairing.put("a.md", with_uid(make_event("A", 1), "u1"));
    pairing.put("b.md", with_uid(make_event("B", 2), "u1"));
    CHECK(pairing.match() == Pairs{"a.md <- a.md"});
  }
  SECTION("of a record that was found elsewhere") {
    pairing.remember("z.md", make_event("A", 1), "u1");
    pairing.put("a.md", with_uid(make_event("A", 1), "u1"));
    pairing.put("b.md", with_uid(make_event("B", 2), "u1"));
    CHECK(pairing.match() == Pairs{"a.md <- z.md"});
  }
  REQUIRE(pairing.problems.size() == 1);
  CHECK(pairing.problems[0].file == "fetes/b.md");
  CHECK(pairing.problems[0].message ==
        "duplicate uid \"u1\": fetes/a.md has it already, this event is left out");
}

TEST_CASE("of two editions of a calendar file only the newer has matches") {
  Pairing pairing;
  const auto edition = [](int sequence) {
    Event event = with_uid(make_event("Bal"), "u1");
    event.kept_lines = "BEGIN:VEVENT\nSEQUENCE:" + std::to_string(sequence) + "\nEND:VEVENT\n";
    return event;
  };
  pairing.remember("a.ics", edition(1), "u1");
  pairing.put("a.ics", edition(1));
  pairing.put("b.ics", edition(2));
  CHECK(pairing.match() == Pairs{"b.ics <- a.ics"});
  REQUIRE(pairing.problems.size() == 1);
  CHECK(pairing.problems[0].file == "fetes/a.ics");
}

TEST_CASE("a list that cannot be read holds its events, but for those found elsewhere") {
  Pairing pairing;
  pairing.remember("list.yml#a", make_event("A", 1));
  pairing.remember("list.yml#b", make_event("B", 2));
  pairing.remember("other.yml#c", make_event("C", 3));
  pairing.spoil("list.yml");
  pairing.put("b.md", make_event("B", 2));
  CHECK(pairing.match() == Pairs{"b.md <- list.yml#b", "list.yml <- list.yml#a"});
}

TEST_CASE("what is called as before but for the language is the same event") {
  Pairing pairing;
  pairing.remember("bal.fr.md", make_event("Bal"));
  pairing.remember("gala.en.md", make_event("Gala"));
  pairing.put("bal.en.md", make_event("Dance", 11), "fetes/bal.md");
  pairing.put("gala.md", make_event("Soirée", 12));
  CHECK(pairing.match() == Pairs{"bal.en.md <- bal.fr.md", "gala.md <- gala.en.md"});
}

TEST_CASE("what the site does not take for a language names another event") {
  Pairing pairing;
  pairing.remember("bal.md", make_event("Bal"));
  pairing.put("bal.no.md", make_event("Dance", 11));
  CHECK(pairing.match() == Pairs{"bal.no.md: new"});
}

TEST_CASE("a language that was served before on its own is the event that lives") {
  Pairing pairing;
  pairing.remember("bal.en.md", make_event("Dance"), "old").presence = Presence::gone;
  pairing.remember("bal.fr.md", make_event("Bal"));
  pairing.put("bal.en.md", make_event("Dance"), "fetes/bal.md");
  CHECK(pairing.match() == Pairs{"bal.en.md <- bal.fr.md"});
}
