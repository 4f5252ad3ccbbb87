#include "publish/selection.hpp"

#include "support/catch.hpp"
#include "support/publisher.hpp"

using namespace almanach;
using almanach::testing::Publisher;
using almanach::testing::titles_of;

namespace {

using Titles = std::vector<std::string>;

/// A feed around the clock's day, 15 January 2027, and what subscribers choose of it.
class Shop {
 public:
  Shop() {
    publisher.put("fetes/vieux.md", "Vieux bal", "2026-09-01 10:00", "categories: [Bal]\n");
    publisher.put("fetes/hier.md", "Hier", "2027-01-14 10:00", "categories: [Été]\n");
    publisher.put("fetes/jour.md", "Jour", "2027-01-15 08:00",
                  "lieu: Hôtel de ville\ncategories: [Bal, Été]\n");
    publisher.put("fetes/annule.md", "Sans suite", "2027-02-01 10:00", "statut: annulé\n");
    publisher.put("autres/loin.md", "Loin", "2027-06-01 10:00", "description: Venez **danser**\n");
    snapshot = publisher.rescan();
  }

  std::shared_ptr<const Representation> select(std::string_view query,
                                               std::string_view feed = "fetes") {
    const Choices choices = std::get<Choices>(read_choices(query));
    if (feed.empty())
      return selections.select(source_of(*snapshot, publisher.config), choices, work);
    return selections.select(*snapshot->find_feed(feed), choices, work);
  }
  Titles titles(std::string_view query, std::string_view feed = "fetes") {
    return titles_of(*select(query, feed));
  }
  std::string text(std::string_view query, std::string_view feed = "fetes") {
    return select(query, feed)->body().join();
  }

  Publisher publisher;
  std::shared_ptr<const Snapshot> snapshot;
  std::uint64_t freed = 0;  ///< bytes of what was kept
  const std::shared_ptr<AnswerStore> kept =
      std::make_shared<AnswerStore>(200'000, [this](std::uint64_t bytes) { freed += bytes; });
  RepresentationCache cache{kept};
  WorkBudget work{10'000'000};
  Selections selections{publisher.config, publisher.clock, cache};
};

}  // namespace

TEST_CASE("events are chosen by category, words and time") {
  Shop shop;
  CHECK(shop.titles("category=ete") == Titles{"Hier", "Jour"});
  CHECK(shop.titles("category=ete,bal") == Titles{"Vieux bal", "Hier", "Jour"});
  CHECK(shop.titles("category=gone").empty());
  CHECK(shop.titles("q=BAL") == Titles{"Vieux bal", "Jour"});
  CHECK(shop.titles("q=hotel+jour") == Titles{"Jour"});
  CHECK(shop.titles("past=none") == Titles{"Jour", "Sans suite"});
  CHECK(shop.titles("past=1d") == Titles{"Hier", "Jour", "Sans suite"});
  CHECK(shop.titles("past=all").size() == 4);
  CHECK(shop.titles("from=2027-01-15&to=2027-01-15") == Titles{"Jour"});
  CHECK(shop.titles("to=2027-01-14") == Titles{"Vieux bal", "Hier"});
  CHECK(shop.titles("cancelled=hide") == Titles{"Vieux bal", "Hier", "Jour"});
  CHECK(shop.titles("cancelled=prefix&from=2027-02-01") == Titles{"Annulé : Sans suite"});
  CHECK(shop.titles("q=danser", "") == Titles{"Loin"});
  CHECK(shop.titles("category=gone", "").empty());
  shop.publisher.put("fetes/plus-tard.md", "Plus tard", "2027-02-01 10:00", "statut: reporté\n");
  shop.snapshot = shop.publisher.rescan();
  CHECK(shop.titles("q=reporte") == Titles{"Reporté : Plus tard"});
}

TEST_CASE("of a series it is the occurrences that count") {
  Publisher publisher;
  publisher.put("cours/danse.md", "Danse", "2026-09-01 10:00",
                "rrule: FREQ=MONTHLY;BYMONTHDAY=1;COUNT=12\n");
  const auto snapshot = publisher.rescan();
  RepresentationCache cache{std::make_shared<AnswerStore>(Limits().cache)};
  WorkBudget work{10'000'000};
  Selections selections(publisher.config, publisher.clock, cache);
  const auto titles = [&](std::string_view query) {
    return titles_of(*selections.select(source_of(*snapshot, publisher.config),
                                        std::get<Choices>(read_choices(query)), work));
  };
  CHECK(titles("past=none") == Titles{"Danse"});
  CHECK(titles("from=2027-01-01&to=2027-01-01") == Titles{"Danse"});
  CHECK(titles("from=2027-01-02&to=2027-01-31").empty());
  CHECK(titles("from=2027-08-02").empty());
}

TEST_CASE("a calendar without events is one, with its zone and its name") {
  Shop shop;
  const std::string text = shop.text("category=gone");
  CHECK(text.find("BEGIN:VTIMEZONE") != std::string::npos);
  CHECK(text.find("X-WR-CALNAME:Fetes (gone)\r\n") != std::string::npos);
  CHECK(shop.text("category=ete").find("X-WR-CALNAME:Fetes (Été)\r\n") != std::string::npos);
  CHECK(text.find("/fetes.ics?category=gone\r\n") != std::string::npos);
}

TEST_CASE("events are told as chosen") {
  Shop shop;
  const std::string alarm = shop.text("alarm=PT30M&past=none");
  CHECK(alarm.find("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT30M\r\nDESCRIPTION:Jour\r\n"
                   "END:VALARM\r\nEND:VEVENT") != std::string::npos);
  CHECK(alarm.find("DESCRIPTION:Sans suite") == std::string::npos);
  const std::string busy = shop.text("busy=busy&past=none");
  CHECK(busy.find("TRANSP:OPAQUE\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY") != std::string::npos);
  CHECK(busy.find("TRANSP:TRANSPARENT\r\n") != std::string::npos);  // the cancelled one
  CHECK(shop.text("q=danser", "").find("ALTREP") != std::string::npos);
  CHECK(shop.text("description=plain", "autres").find("ALTREP") == std::string::npos);
  CHECK(shop.text("description=plain", "autres").find("DESCRIPTION:Venez danser") !=
        std::string::npos);
  CHECK(shop.text("description=none", "autres").find("danser") == std::string::npos);
  CHECK(shop.text("").find("VALARM") == std::string::npos);
}

TEST_CASE("one event is told as chosen, and never chosen away") {
  Shop shop;
  const PublishedEvent& event = *Snapshot::find_event(*shop.snapshot->find_feed("fetes"), "vieux");
  const auto select = [&](std::string_view query) {
    return shop.selections.select(event, std::get<Choices>(read_choices(query)), shop.work);
  };
  CHECK(select("past=none&category=x") == select(""));
  CHECK(titles_of(*select("past=none&alarm=PT1H")) == Titles{"Vieux bal"});
  CHECK(select("alarm=PT1H")->body().join().find("TRIGGER:-PT1H") != std::string::npos);
}

TEST_CASE("one set of choices is made once, until the feed or the day is another") {
  Shop shop;
  const auto first = shop.select("q=bal&past=none");
  CHECK(shop.select("past=none&q=BAL+bal") == first);
  shop.publisher.put("autres/pres.md", "Près", "2027-03-01 10:00");
  shop.snapshot = shop.publisher.rescan();
  CHECK(shop.select("q=bal&past=none") == first);
  CHECK(first->last_modified() == Instant(std::chrono::seconds(1'799'967'600)));
  shop.publisher.clock.advance(std::chrono::hours(24));
  CHECK(shop.titles("q=bal&past=none").empty());
  CHECK(shop.select("q=bal&past=none")->last_modified() ==
        Instant(std::chrono::seconds(1'799'967'600 + 86'400)));
}

TEST_CASE("what many ask for is bounded") {
  Shop shop;
  const auto first = shop.select("q=bal");
  for (std::size_t i = 0; shop.freed == 0 && i < 1'000; ++i)
    shop.select("q=word" + std::to_string(i));
  CHECK(shop.freed != 0);
  CHECK(shop.select("q=bal") != first);
  CHECK(shop.select("q=bal")->digest() == first->digest());
}

TEST_CASE("cancelled occurrences are hidden with the cancelled events") {
  Publisher publisher;
  publisher.put("cours/danse.md", "Danse", "2027-02-01 10:00",
                "rrule: FREQ=WEEKLY;COUNT=2\noccurrences:\n- date: 2027-02-01\n  statut: annulé\n");
  publisher.put("cours/chant.md", "Chant", "2027-02-01 12:00",
                "rrule: FREQ=WEEKLY;COUNT=2\noccurrences:\n- date: 2027-02-01\n  statut: annulé\n"
                "- date: 2027-02-08\n  statut: annulé\n");
  const auto snapshot = publisher.rescan();
  RepresentationCache cache{std::make_shared<AnswerStore>(Limits().cache)};
  WorkBudget work{10'000'000};
  Selections selections(publisher.config, publisher.clock, cache);
  const auto select = [&](std::string_view query) {
    return selections.select(source_of(*snapshot, publisher.config),
                             std::get<Choices>(read_choices(query)), work);
  };
  CHECK(titles_of(*select("")).size() == 5);
  CHECK(titles_of(*select("cancelled=hide")) == Titles{"Danse"});
  const std::string text = select("cancelled=hide")->body().join();
  CHECK(text.find("\r\nEXDATE;TZID=Europe/Paris:20270201T100000\r\n") != std::string::npos);
  CHECK(text.find("RECURRENCE-ID") == std::string::npos);
  CHECK(titles_of(*select("cancelled=hide&to=2027-02-07")).empty());
  CHECK(titles_of(*select("to=2027-02-07")).size() == 5);
  // In the series' own calendar too.
  const PublishedEvent& dance = *snapshot->find_feed("cours")->events[0];
  CHECK(selections.select(dance, std::get<Choices>(read_choices("cancelled=hide")), work)
            ->body()
            .join()
            .find("EXDATE") != std::string::npos);
}

TEST_CASE("zones of one name that calendar files bring are told apart") {
  const auto file = [](const std::string& offset, const std::string& uid) {
    return "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTIMEZONE\nTZID:Chez nous\nBEGIN:STANDARD\n"
           "DTSTART:19700101T000000\nTZOFFSETFROM:" +
           offset + "\nTZOFFSETTO:" + offset +
           "\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:" + uid + "\nSUMMARY:" + uid +
           "\nDTSTART;TZID=Chez nous:20270201T100000\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n";
  };
  Publisher publisher;
  publisher.folder.put("a/one.ics", file("+0313", "un"), 1'700'000'000'000'000'000);
  publisher.folder.put("a/same.ics", file("+0313", "meme"), 1'700'000'000'000'000'000);
  publisher.folder.put("b/other.ics", file("+0413", "autre"), 1'700'000'000'000'000'000);
  const auto snapshot = publisher.rescan();
  const auto count = [](const std::string& text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; ++at) ++found;
    return found;
  };
  const std::string all = snapshot->all->body().join();
  CHECK(count(all, "\r\nTZID:Chez nous\r\n") == 1);
  CHECK(count(all, "\r\nTZID:Chez nous-") == 1);
  // The first in the calendar keeps the name.
  CHECK(count(all, "\r\nDTSTART;TZID=Chez nous:") == 2);
  CHECK(count(all, "\r\nDTSTART;TZID=Chez nous-") == 1);
  CHECK(count(snapshot->find_feed("a")->calendar->body().join(), "TZID:Chez nous\r\n") == 1);
  CHECK(count(snapshot->find_feed("b")->calendar->body().join(), "Chez nous-") == 0);
}

TEST_CASE("an event's own alarm is told to those who ask for it") {
  Publisher publisher;
  publisher.put("cours/danse.md", "Danse", "2027-02-01 10:00", "rappel: 2h\n");
  publisher.put("cours/chant.md", "Chant", "2027-02-01 12:00");
  const auto snapshot = publisher.rescan();
  RepresentationCache cache{std::make_shared<AnswerStore>(Limits().cache)};
  WorkBudget work{10'000'000};
  Selections selections(publisher.config, publisher.clock, cache);
  const auto text = [&](std::string_view query) {
    return selections
        .select(source_of(*snapshot, publisher.config), std::get<Choices>(read_choices(query)),
                work)
        ->body()
        .join();
  };
  const auto triggers = [&](std::string_view query) {
    std::string found;
    const std::string calendar = text(query);
    for (std::size_t at = 0; (at = calendar.find("TRIGGER:", at)) != std::string::npos; ++at)
      found += calendar.substr(at + 8, calendar.find("\r\n", at) - at - 8) + " ";
    return found;
  };
  CHECK(triggers("").empty());
  CHECK(triggers("alarm=own") == "-PT2H ");
  CHECK(triggers("alarm=PT30M") == "-PT30M -PT30M ");
  CHECK(triggers("alarm=own&alarm=PT30M") == "-PT30M -PT30M ");
}

TEST_CASE("words are found in any script, whatever their case and accents") {
  Publisher publisher;
  publisher.put("monde/a.md", "Hội chợ Tết", "2027-02-01 10:00");
  publisher.put("monde/b.md", "Βραδιά στην Αθήνα", "2027-02-02 10:00");
  publisher.put("monde/c.md", "Новогодняя ёлка", "2027-02-03 10:00");
  publisher.put("monde/d.md", "Straßenfest", "2027-02-04 10:00", "categories: [Τέχνη]\n");
  const auto snapshot = publisher.rescan();
  RepresentationCache cache{std::make_shared<AnswerStore>(Limits().cache)};
  WorkBudget work{10'000'000};
  Selections selections(publisher.config, publisher.clock, cache);
  const auto titles = [&](std::string_view query) {
    return titles_of(*selections.select(source_of(*snapshot, publisher.config),
                                        std::get<Choices>(read_choices(query)), work));
  };
  CHECK(titles("q=hoi+tet") == Titles{"Hội chợ Tết"});
  CHECK(titles("q=αθηνα") == Titles{"Βραδιά στην Αθήνα"});
  CHECK(titles("q=ЕЛКА") == Titles{"Новогодняя ёлка"});
  CHECK(titles("q=strassenfest") == Titles{"Straßenfest"});
  CHECK(titles("category=ΤΕΧΝΗ") == Titles{"Straßenfest"});
}
