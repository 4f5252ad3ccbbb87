#include "server/news_room.hpp"

#include <string>

#include "support/catch.hpp"

using namespace almanach;

namespace {

const NewsRoom::Time kStart{};

NewsRoom::Guest guest(int socket, std::uint64_t edition = 1) {
  NewsRoom::Guest one;
  one.socket = socket;
  one.edition = edition;
  one.since = kStart;
  one.request.path = "/" + std::to_string(socket);
  return one;
}

}  // namespace

TEST_CASE("who waits is called when something else is served, and not before") {
  std::atomic<int> guests = 0;
  NewsRoom room(guests);
  REQUIRE(room.admit(guest(7)));
  REQUIRE(room.admit(guest(8, 2)));
  CHECK(guests == 2);
  CHECK(room.call(1, kStart, false).size() == 1);  // 8 came in edition 2
  CHECK(guests == 1);
  const NewsRoom::Guests called = room.call(2, kStart, false);
  REQUIRE(called.size() == 1);
  CHECK(called.front().request.path == "/7");
  CHECK_FALSE(called.front().request.has_waited);
  CHECK(room.empty());
  CHECK(guests == 0);
}

TEST_CASE("nobody waits for ever") {
  std::atomic<int> guests = 0;
  NewsRoom room(guests);
  REQUIRE(room.admit(guest(7)));
  CHECK(room.call(1, kStart + NewsRoom::kPatience - std::chrono::seconds(1), false).empty());
  const NewsRoom::Guests late = room.call(1, kStart + NewsRoom::kPatience, false);
  REQUIRE(late.size() == 1);
  CHECK(late.front().request.has_waited);
  REQUIRE(room.admit(guest(9)));
  const NewsRoom::Guests last = room.call(1, kStart, true);
  REQUIRE(last.size() == 1);
  CHECK(last.front().request.has_waited);
}

TEST_CASE("all rooms together have so many guests, and those who go leave their place") {
  std::atomic<int> guests = 0;
  NewsRoom room(guests);
  {
    NewsRoom other(guests);
    for (int i = 0; i < NewsRoom::kMostGuests; ++i)
      REQUIRE((i % 2 == 0 ? room : other).admit(guest(i)));
    CHECK_FALSE(room.admit(guest(99)));
    CHECK_FALSE(other.admit(guest(99)));
    room.dismiss(0);
    room.dismiss(1);  // it waits in the other one
    CHECK(guests == NewsRoom::kMostGuests - 1);
    CHECK(other.admit(guest(99)));
  }
  CHECK(guests == NewsRoom::kMostGuests / 2 - 1);
}
