#include "publish/subscription_update.hpp"

#include <fmt/format.h>

#include <map>
#include <random>
#include <set>

#include "publish/sync_token.hpp"
#include "support/catch.hpp"
#include "support/publisher.hpp"

using namespace almanach;
using almanach::testing::Publisher;
using Kind = SubscriptionUpdate::Kind;
using std::chrono::hours;

namespace {

/// The components of a calendar, by UID; those of a recurrence set together.
std::map<std::string, std::string> components_of(const Representation& calendar) {
  const std::string text = calendar.body().join();
  std::map<std::string, std::string> components;
  constexpr std::string_view kEnd = "END:VEVENT\r\n";
  for (std::size_t at = 0; (at = text.find("BEGIN:VEVENT\r\n", at)) != std::string::npos;) {
    const std::size_t end = text.find(kEnd, at) + kEnd.size();
    const std::string component = text.substr(at, end - at);
    const std::size_t uid = component.find("\r\nUID:") + 6;
    components[component.substr(uid, component.find("\r\n", uid) - uid)] += component;
    at = end;
  }
  return components;
}

/// A server, and subscribers who keep in step with it.
class Server {
 public:
  SubscriptionUpdate update(const std::string& feed, const Choices& choices,
                            const std::optional<std::string>& token, std::size_t limit) {
    const CalendarSource source = feed.empty()
                                      ? source_of(*snapshot, publisher.config)
                                      : source_of(*snapshot->find_feed(feed), publisher.config);
    return updates.update(*snapshot, source, choices, token, limit, work);
  }
  void rescan() { snapshot = publisher.rescan(); }

  Publisher publisher;
  std::shared_ptr<const Snapshot> snapshot;
  RepresentationCache cache{std::make_shared<AnswerStore>(Limits().cache)};
  WorkBudget work{10'000'000};
  SubscriptionUpdates updates{publisher.config, publisher.clock, cache};
};

class Subscriber {
 public:
  Subscriber(Server& server, std::string feed, const std::string& query, std::size_t limit = 0)
      : server_(server),
        feed_(std::move(feed)),
        choices_(std::get<Choices>(read_choices(query))),
        limit_(limit) {}

  /// Asks once.
  SubscriptionUpdate ask() {
    const SubscriptionUpdate update = server_.update(feed_, choices_, token, limit_);
    if (update.kind != Kind::conflict) token = update.token;
    if (update.kind != Kind::calendar) return update;
    const auto components = components_of(*update.calendar);
    // What time has taken away comes with the last part, whatever its size.
    if (limit_ > 0 && update.truncated) CHECK(components.size() == limit_);
    for (const auto& [uid, component] : components) {
      if (component.find("STATUS:DELETED") == std::string::npos) {
        copy[uid] = component;
      } else {
        copy.erase(uid);
      }
    }
    return update;
  }
  /// Asks until it has all.
  void follow() {
    while (ask().truncated) {
    }
  }
  /// What it would have if it began now.
  std::map<std::string, std::string> truth() const {
    const auto update = server_.update(feed_, choices_, std::nullopt, 0);
    return components_of(*update.calendar);
  }

  std::map<std::string, std::string> copy;
  std::optional<std::string> token;

 private:
  Server& server_;
  std::string feed_;
  Choices choices_;
  std::size_t limit_;
};

}  // namespace

TEST_CASE("a subscriber is told everything first, then what has changed") {
  Server server;
  server.publisher.put("fetes/bal.md", "Bal", "2027-02-01 10:00");
  server.publisher.put("fetes/feu.md", "Feu", "2027-02-02 10:00");
  server.rescan();
  Subscriber subscriber(server, "fetes", "");
  CHECK(subscriber.ask().kind == Kind::calendar);
  CHECK(subscriber.copy.size() == 2);
  const auto token = subscriber.token;
  CHECK(subscriber.ask().kind == Kind::unchanged);
  CHECK(subscriber.token == token);

  server.publisher.put("fetes/bal.md", "Grand bal", "2027-02-01 10:00");
  server.rescan();
  const SubscriptionUpdate update = subscriber.ask();
  REQUIRE(update.kind == Kind::calendar);
  CHECK(components_of(*update.calendar).size() == 1);
  CHECK(subscriber.copy == subscriber.truth());
  CHECK(subscriber.ask().kind == Kind::unchanged);
}

TEST_CASE("the budget does not hold for who asks for changes") {
  Server server;
  server.publisher.config.feed_budget = 5'000;
  for (int i = 1; i <= 20; ++i)
    server.publisher.put(fmt::format("fetes/e{}.md", i), fmt::format("E{}", i),
                         fmt::format("2026-{:02}-01 10:00", i % 12 + 1));
  server.rescan();
  CHECK(server.snapshot->find_feed("fetes")->cut.left_out > 0);
  Subscriber subscriber(server, "fetes", "");
  subscriber.follow();
  CHECK(subscriber.copy.size() == 20);
}

TEST_CASE("a token holds for one set and one journal") {
  Server server;
  server.publisher.put("fetes/bal.md", "Bal", "2027-02-01 10:00");
  server.publisher.put("autres/feu.md", "Feu", "2027-02-02 10:00");
  server.rescan();
  Subscriber subscriber(server, "fetes", "");
  subscriber.follow();
  const std::string token = *subscriber.token;
  const auto kind_of = [&](const std::string& feed, const std::string& query,
                           const std::string& given) {
    return server.update(feed, std::get<Choices>(read_choices(query)), given, 0).kind;
  };
  CHECK(kind_of("fetes", "", token) == Kind::unchanged);
  CHECK(kind_of("autres", "", token) == Kind::conflict);
  CHECK(kind_of("", "", token) == Kind::conflict);
  CHECK(kind_of("fetes", "past=all", token) == Kind::conflict);
  CHECK(kind_of("fetes", "", "nonsense") == Kind::conflict);
  CHECK(kind_of("fetes", "", "") == Kind::conflict);
  SECTION("it survives a restart") {
    server.publisher.restart();
    server.rescan();
    CHECK(kind_of("fetes", "", token) == Kind::unchanged);
  }
  SECTION("of a revision that is still to come it holds nothing") {
    SyncToken future = *read_sync_token(token);
    ++future.revision;
    CHECK(kind_of("fetes", "", write_sync_token(future)) == Kind::conflict);
  }
  SECTION("of another journal neither") {
    SyncToken other = *read_sync_token(token);
    other.journal = "ab";
    CHECK(kind_of("fetes", "", write_sync_token(other)) == Kind::conflict);
  }
}

TEST_CASE("what time takes away from a choice is told as deleted") {
  Server server;
  server.publisher.put("fetes/bal.md", "Bal", "2027-01-16 10:00");
  server.publisher.put("fetes/feu.md", "Feu", "2027-02-02 10:00");
  server.rescan();
  Subscriber subscriber(server, "fetes", "past=none", 1);
  subscriber.follow();
  CHECK(subscriber.copy.size() == 2);
  server.publisher.clock.advance(hours(48));
  server.rescan();
  subscriber.follow();
  CHECK(subscriber.copy.size() == 1);
  CHECK(subscriber.copy == subscriber.truth());
}

TEST_CASE("whatever happens, copies that are kept in step are the truth") {
  Server server;
  server.publisher.config.keep_cancelled = hours(24 * 3);
  const unsigned seed = GENERATE(range(1U, 13U));
  INFO("seed " << seed);
  std::mt19937 random(seed);
  const auto draw = [&](int count) {
    return static_cast<int>(random() % static_cast<unsigned>(count));
  };
  std::map<std::string, std::pair<std::string, std::string>> files;  // path: start, lines
  int made = 0;
  const auto put = [&](const std::string& path) {
    const auto& [start, lines] = files.at(path);
    server.publisher.put(path, "Event " + std::to_string(made), start, lines);
  };
  const auto add = [&] {
    const std::string path = fmt::format("{}/e{}.md", draw(2) == 0 ? "fetes" : "autres", ++made);
    std::string lines = draw(2) == 0 ? "categories: [Bal]\n" : "";
    if (draw(5) == 0) lines += "recurrence: {every: week, count: 3}\n";
    files[path] = {fmt::format("2027-01-{:02} 10:00", draw(28) + 1), lines};
    put(path);
  };
  const auto pick = [&] {
    return std::next(files.begin(), draw(static_cast<int>(files.size())))->first;
  };
  const auto remove = [&](const std::string& path) {
    server.publisher.folder.remove(path);
    files.erase(path);
  };

  for (int i = 0; i < 12; ++i) add();
  server.rescan();
  std::vector<Subscriber> subscribers;
  for (const char* feed : {"fetes", "autres", ""}) {
    for (const char* query : {"", "category=bal", "past=2d", "from=2027-01-10&to=2027-01-20"}) {
      for (const std::size_t limit : {0U, 1U, 4U})
        subscribers.emplace_back(server, feed, query, limit);
    }
  }
  for (int round = 0; round < 40; ++round) {
    INFO("round " << round);
    const int changes = draw(4);
    for (int i = 0; i < changes; ++i) {
      const std::string path = pick();
      switch (draw(7)) {
        case 0:
          add();
          break;
        case 1:
          if (files.size() > 8) remove(path);
          break;
        case 2: {  // under another name, or in another feed
          const auto file = files.at(path);
          remove(path);
          const std::string moved =
              fmt::format("{}/m{}.md", draw(3) == 0 ? "autres" : "fetes", ++made);
          files[moved] = file;
          put(moved);
          break;
        }
        case 3:
          files.at(path).first = fmt::format("2027-01-{:02} 10:00", draw(28) + 1);
          put(path);
          break;
        case 4:
          files.at(path).second = draw(2) == 0 ? "categories: [Bal]\n" : "statut: annulé\n";
          put(path);
          break;
        case 5:
          files.at(path).second += fmt::format("uid: u{}@example.org\n", ++made);
          if (files.at(path).second.find("uid:") == files.at(path).second.rfind("uid:")) put(path);
          break;
        default:
          server.publisher.restart();
      }
    }
    const int hours_on = draw(30);
    for (int step = 0; step < 2; ++step) {  // a disappearance is certain at the second look
      server.rescan();
      for (Subscriber& subscriber : subscribers) {
        if (draw(3) == 0) subscriber.ask();
      }
      server.publisher.clock.advance(hours(hours_on) + std::chrono::seconds(6));
    }
    server.rescan();
    for (std::size_t i = 0; i < subscribers.size(); ++i) {
      if (draw(2) == 0) continue;
      INFO("subscriber " << i);
      subscribers[i].follow();
      REQUIRE(subscribers[i].copy == subscribers[i].truth());
    }
  }
}
