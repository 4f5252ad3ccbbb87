#include "journal/adoption.hpp"

#include <deque>

#include "journal/old_names.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

const Zone& paris() {
  static const Zone kZone = *Zone::find("Europe/Paris");
  return kZone;
}

Event make_event(const std::string& title, int day, int hour) {
  Event event;
  event.title = title;
  event.zone = paris();
  const Instant start = paris().place(WallTime(2027, 5, day, hour, 0, 0)).instant;
  event.span = TimeSpan{start, start + std::chrono::hours(2)};
  return event;
}

/// An old calendar, and what is served, put together event by event.
class Case {
 public:
  OldEvent& had(const std::string& uid, const Event& event, const std::string& url = "") {
    old.events.push_back({uid, 0, event});
    old.events.back().event.uid = uid;
    old.events.back().event.url = url;
    return old.events.back();
  }
  RevisedEvent& serve(const std::string& slug, Event event, const std::string& uid = "") {
    event.path = "agenda/" + slug + ".md";
    event.uid = uid;
    RevisedEvent& revised = events.emplace_back();
    revised.event = std::make_shared<const Event>(event);
    revised.slug = slug;
    revised.uid = uid.empty() ? "new-" + slug : uid;
    served.push_back({&revised, &feed, {slug}, "https://agenda.example.org/agenda/" + slug});
    return revised;
  }
  AdoptionPlan plan(const std::vector<std::string>& named = {}, bool accept = false) {
    feed.id = "agenda";
    feed.folder = "agenda";
    return plan_adoption(old, served, named, accept);
  }
  /// What became of an old event: a slug, or a doubt.
  std::string outcome(const AdoptionPlan& plan, std::size_t place) const {
    const AdoptionMatch& match = plan.matches[place];
    if (match.candidates.empty()) return "none";
    if (match.is_certain()) return plan.served[match.candidates.front().served].revised->slug;
    return "doubt " + std::to_string(static_cast<int>(match.doubt));
  }

  OldCalendar old;
  Feed feed;
  std::deque<RevisedEvent> events;
  std::vector<AdoptiveEvent> served;
};

std::string doubt(AdoptionDoubt doubt) {
  return "doubt " + std::to_string(static_cast<int>(doubt));
}

Event weekly(Event event) {
  event.recurrence = Recurrence();
  return event;
}

}  // namespace

TEST_CASE("title and start make a pair, whatever the case, the signs and the word for a status") {
  Case one;
  one.had("a@old", make_event("ANNULÉ - Fête &amp; bal", 10, 18));
  one.had("b@old", make_event("Conseil", 11, 20));
  one.had("c@old", make_event("Conseil", 12, 20));
  one.serve("fete", make_event("Fête & Bal", 10, 18));
  one.serve("conseil-2", make_event("CONSEIL", 12, 20));
  one.serve("conseil-1", make_event("Conseil !", 11, 20));
  const AdoptionPlan plan = one.plan();
  CHECK(one.outcome(plan, 0) == "fete");
  CHECK(one.outcome(plan, 1) == "conseil-1");
  CHECK(one.outcome(plan, 2) == "conseil-2");
  CHECK(plan.unmatched.empty());
  const std::vector<Adoption> pending = plan.list_pending();
  REQUIRE(pending.size() == 3);
  CHECK(pending[0] == Adoption{"agenda", "new-fete", "a@old", 0});
}

TEST_CASE("the address with the day makes a pair, by URL and by UID") {
  Case one;
  one.had("a@old", make_event("Repas", 10, 12),
          "https://www.example.org/agenda/2027-05-10-banquet/");
  one.had("https://www.example.org/agenda/bal.html", make_event("Grand bal", 11, 21));
  one.had("c@old", make_event("Loto", 12, 14), "https://www.example.org/agenda/loto/index.html");
  one.serve("banquet", make_event("Le banquet", 10, 13));
  one.serve("bal", make_event("Bal", 11, 21));
  one.serve("loto", make_event("Super loto", 20, 14));
  const AdoptionPlan plan = one.plan();
  CHECK(one.outcome(plan, 0) == "banquet");
  CHECK(one.outcome(plan, 1) == "bal");
  CHECK(one.outcome(plan, 2) == doubt(AdoptionDoubt::only_address));
}

TEST_CASE("an address that several old events have names none") {
  Case one;
  one.had("a@old", make_event("Un", 10, 12), "https://www.example.org/agenda/");
  one.had("b@old", make_event("Deux", 11, 12), "https://www.example.org/agenda/");
  one.serve("agenda", make_event("Trois", 10, 15));
  const AdoptionPlan plan = one.plan();
  CHECK(one.outcome(plan, 0) == "none");
  CHECK(one.outcome(plan, 1) == "none");
  CHECK(plan.unmatched.size() == 1);
}

TEST_CASE("what is not certain is doubtful, with the reason") {
  Case one;
  one.had("hour@old", make_event("Atelier", 10, 14));
  one.had("day@old", make_event("Foire", 3, 9));
  one.had("series@old", weekly(make_event("Chorale", 4, 18)));
  one.had("twice@old", make_event("Marché", 5, 8));
  one.had("cross@old", make_event("Concert", 6, 20), "https://www.example.org/agenda/recital/");
  one.serve("atelier", make_event("Atelier", 10, 15));
  one.serve("foire", make_event("Foire", 13, 9));
  one.serve("chorale", make_event("Chorale", 4, 18));
  one.serve("marche-1", make_event("Marché", 5, 8));
  one.serve("marche-2", make_event("Marché", 5, 8));
  one.serve("concert", make_event("Concert", 6, 20));
  one.serve("recital", make_event("Récital", 27, 20));
  const AdoptionPlan plan = one.plan();
  CHECK(one.outcome(plan, 0) == doubt(AdoptionDoubt::other_hour));
  CHECK(one.outcome(plan, 1) == doubt(AdoptionDoubt::other_day));
  CHECK(one.outcome(plan, 2) == doubt(AdoptionDoubt::other_kind));
  CHECK(one.outcome(plan, 3) == doubt(AdoptionDoubt::several));
  CHECK(plan.matches[3].candidates.size() == 2);
  CHECK(one.outcome(plan, 4) == doubt(AdoptionDoubt::disagreeing));
  CHECK(plan.list_pending().empty());
  const AdoptionPlan accepted = one.plan({}, true);
  CHECK(one.outcome(accepted, 0) == "atelier");
  CHECK(one.outcome(accepted, 1) == "foire");
  CHECK(one.outcome(accepted, 3) == doubt(AdoptionDoubt::several));
}

TEST_CASE("two old events are never one") {
  Case one;
  one.had("a@old", make_event("Bal", 10, 18));
  one.had("b@old", make_event("Bal", 10, 18));
  one.serve("bal", make_event("Bal", 10, 18));
  const AdoptionPlan plan = one.plan();
  CHECK(one.outcome(plan, 0) == doubt(AdoptionDoubt::shared));
  CHECK(one.outcome(plan, 1) == doubt(AdoptionDoubt::shared));
  const AdoptionPlan accepted = one.plan({}, true);
  CHECK(accepted.list_pending().empty());
}

TEST_CASE("an event that has its pair is no other's candidate") {
  Case one;
  one.had("jan@old", make_event("Conseil", 1, 20));
  one.had("feb@old", make_event("Conseil", 8, 20));
  one.serve("conseil-fev", make_event("Conseil", 8, 20));
  const AdoptionPlan plan = one.plan();
  CHECK(one.outcome(plan, 0) == "none");
  CHECK(one.outcome(plan, 1) == "conseil-fev");
}

TEST_CASE("the same UID is the same event, and is adopted once its SEQUENCE is above") {
  Case one;
  one.had("x@old", make_event("Autrefois", 1, 20)).sequence = 4;
  RevisedEvent& here = one.serve("bal", make_event("Bal", 20, 18), "x@old");
  here.sequence = 4;
  CHECK(one.plan().matches[0].state == AdoptionState::pending);
  CHECK(one.plan().list_pending().front() == Adoption{"agenda", "x@old", "x@old", 4});
  here.sequence = 5;
  CHECK(one.plan().matches[0].state == AdoptionState::adopted);
  // This very edition: the old calendar is this one.
  here.sequence = 4;
  here.modified = Instant(std::chrono::seconds(1'700'000'000));
  one.old.events[0].event.modified = here.modified;
  CHECK(one.plan().matches[0].state == AdoptionState::adopted);
}

TEST_CASE("a UID of a file, and one that is taken, stand in the way") {
  Case one;
  one.had("a@old", make_event("Bal", 10, 18));
  one.had("b@old", make_event("Loto", 11, 18));
  one.serve("bal", make_event("Bal", 10, 18), "mine@example.org");
  one.serve("loto", make_event("Loto", 11, 18));
  one.serve("autre", make_event("Autre", 12, 18), "b@old");
  const AdoptionPlan plan = one.plan();
  CHECK(plan.matches[0].state == AdoptionState::given_by_file);
  // The UID says which event it is, whatever else is alike.
  CHECK(one.outcome(plan, 1) == "autre");
}

TEST_CASE("pairs that are named are certain, and taken out of the others' way") {
  Case one;
  one.had("a=1@old", make_event("Bal", 10, 18));
  one.had("b@old", make_event("Bal", 10, 18));
  one.serve("bal", make_event("Bal", 10, 18));
  one.serve("autre", make_event("Autre", 12, 18));
  const AdoptionPlan plan = one.plan({"a=1@old=agenda/autre.md"});
  CHECK(one.outcome(plan, 0) == "autre");
  CHECK(one.outcome(plan, 1) == "bal");
  CHECK(plan.wrong_names.empty());
  CHECK(one.plan({"a=1@old=agenda/autre"}).wrong_names.empty());
  CHECK(one.plan({"nobody=agenda/autre.md", "b@old=agenda/x.md"}).wrong_names.size() == 2);
  CHECK(one.plan({"b@old=agenda/bal.md", "a=1@old=agenda/bal.md"}).wrong_names.size() == 1);
}

TEST_CASE("many events with one title cost no more than others") {
  Case one;
  for (int i = 0; i < 3'000; ++i) {
    one.had("old" + std::to_string(i), make_event("Conseil", 1 + i % 28, 8));
    one.serve("conseil-" + std::to_string(i), make_event("Conseil", 1 + i % 28, 12));
  }
  const AdoptionPlan plan = one.plan();
  CHECK(plan.matches.size() == 3'000);
  CHECK(plan.list_pending().empty());
}

TEST_CASE("names of old events are taken from URLs and UIDs") {
  OldEvent old;
  old.uid = "2027-05-12-bal@example.org";
  old.event.url = "http://www.example.org/agenda/F%C3%AAte/index.html?x=1#top";
  const std::vector<std::string> names = names_of_old(old);
  CHECK(names == std::vector<std::string>{"2027-05-12-bal", "bal",
                                          "example.org/agenda/f%c3%aate/index.html?x=1", "fete"});
  // A number of a database's row names nothing here; one in an address does.
  old.event.url.clear();
  old.uid = "2027@old.example";
  CHECK(names_of_old(old).empty());
  old.uid = "https://old.example/agenda/2027";
  CHECK(names_of_old(old) == std::vector<std::string>{"2027", "old.example/agenda/2027"});
}
