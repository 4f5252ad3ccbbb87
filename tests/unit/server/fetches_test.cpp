#include "server/fetches.hpp"

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "support/catch.hpp"

using namespace almanach;

namespace {

FetchCount count_of(const Fetches& fetches, std::string_view feed, ClientFamily family) {
  return fetches.of(feed).at(static_cast<std::size_t>(family));
}

constexpr Instant kNow{std::chrono::seconds(1'800'000'000)};

}  // namespace

TEST_CASE("clients are known by what they call themselves") {
  const std::vector<std::pair<const char*, ClientFamily>> kCases = {
      {"Google-Calendar-Importer", ClientFamily::google},
      {"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
       ClientFamily::other},
      {"iOS/17.5 (21F79) dataaccessd/1.0", ClientFamily::apple},
      {"macOS/14.5 (23F79) CalendarAgent/961.5.6", ClientFamily::apple},
      {"Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17628; Pro)",
       ClientFamily::outlook},
      {"Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Thunderbird/153.7.0",
       ClientFamily::thunderbird},
      {"Evolution/3.46.4", ClientFamily::evolution},
      {"Nextcloud Webcal Service", ClientFamily::nextcloud},
      {"ICSx5/2.2.4", ClientFamily::icsx5},
      {"DAVx5/4.4.10-ose (dav4jvm; okhttp/4.12.0) Android/14", ClientFamily::davx5},
      {"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
       ClientFamily::browser},
      {"curl/7.88.1", ClientFamily::other},
      {"", ClientFamily::other}};
  for (const auto& [agent, family] : kCases) {
    INFO(agent);
    CHECK(find_client_family(agent) == family);
  }
}

TEST_CASE("fetches are counted by feed and family, with the time of the last") {
  Fetches fetches(kNow);
  fetches.record("fetes", ClientFamily::google, kNow);
  fetches.record("fetes", ClientFamily::google, kNow + std::chrono::hours(1));
  fetches.record("fetes", ClientFamily::apple, kNow);
  fetches.record("all", ClientFamily::other, kNow);
  CHECK(count_of(fetches, "fetes", ClientFamily::google).count == 2);
  CHECK(count_of(fetches, "fetes", ClientFamily::google).last == kNow + std::chrono::hours(1));
  CHECK(count_of(fetches, "fetes", ClientFamily::apple).count == 1);
  CHECK(count_of(fetches, "fetes", ClientFamily::outlook).count == 0);
  CHECK(count_of(fetches, "all", ClientFamily::other).count == 1);
  CHECK(count_of(fetches, "never", ClientFamily::other).count == 0);
}

TEST_CASE("the table of fetches is bounded, what is in it is still counted") {
  Fetches fetches(kNow);
  for (int i = 0; i < 5'000; ++i) fetches.record(std::to_string(i), ClientFamily::other, kNow);
  int known = 0;
  for (int i = 0; i < 5'000; ++i)
    known += count_of(fetches, std::to_string(i), ClientFamily::other).count == 1 ? 1 : 0;
  CHECK(known == 1'500);
  fetches.record("7", ClientFamily::other, kNow);
  CHECK(count_of(fetches, "7", ClientFamily::other).count == 2);
}

TEST_CASE("no fetch is lost where several threads count", "[threads]") {
  Fetches fetches(kNow);
  constexpr int kThreads = 4;
  constexpr int kRounds = 2'000;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&fetches] {
        for (int round = 0; round < kRounds; ++round)
          fetches.record(std::to_string(round % 50), ClientFamily::google, kNow);
      });
    }
  }
  std::uint64_t sum = 0;
  for (int feed = 0; feed < 50; ++feed)
    sum += count_of(fetches, std::to_string(feed), ClientFamily::google).count;
  CHECK(sum == kThreads * kRounds);
}
