#include <atomic>
#include <thread>
#include <vector>

#include "http/dav/dav.hpp"
#include "support/catch.hpp"
#include "support/publisher.hpp"

using namespace almanach;
using namespace almanach::testing;

TEST_CASE("many ask at once, while the calendar changes", "[threads]") {
  Publisher publisher;
  for (int i = 0; i < 20; ++i)
    publisher.put("fetes/e" + std::to_string(i) + ".md", "Avant", "2027-05-12 20:00");
  const auto before = publisher.rescan();
  publisher.put("fetes/e7.md", "Après", "2027-05-12 20:00");
  const auto after = publisher.rescan();
  const dav::Dav dav(publisher.config, std::make_shared<AnswerStore>(Limits().cache));

  std::atomic<int> wrong{0};
  const auto ask = [&](int turn) {
    Request request;
    request.path = "/dav/calendars/fetes/";
    request.headers = {{"Depth", "1"}};
    request.method = turn % 3 == 0 ? "PROPFIND" : "REPORT";
    if (turn % 3 == 1)
      request.body =
          "<C:calendar-query xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'><prop>"
          "<C:calendar-data/></prop></C:calendar-query>";
    if (turn % 3 == 2)
      request.body =
          "<sync-collection xmlns='DAV:'><sync-token/><prop><getetag/></prop></sync-collection>";
    const bool changed = turn % 2 == 0;
    WorkBudget work(1'000'000);
    const Answer answer = dav.answer(
        {request, changed ? *after : *before, find_address(request.path), publisher.config, work});
    const std::string body = answer.body.join();
    if (answer.status != 207) ++wrong;
    if (turn % 3 == 1 && (body.find("Après") != std::string::npos) != changed) ++wrong;
  };
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([&, number] {
      for (int turn = 0; turn < 60; ++turn) ask(turn + number);
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
}
