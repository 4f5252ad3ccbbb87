#include "publish/weak_segment.hpp"

#include <string>
#include <thread>
#include <vector>

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("bytes are shared while anybody holds them, and made again after that") {
  const WeakSegment weak;
  int made = 0;
  const auto make = [&] {
    ++made;
    return std::string("bytes");
  };
  Segment first = weak.get(make);
  CHECK(*first == "bytes");
  CHECK(weak.get(make) == first);
  CHECK(made == 1);
  const WeakSegment copy(weak);
  CHECK(copy.get(make) != first);
  CHECK(made == 2);
  first.reset();
  CHECK(*weak.get(make) == "bytes");
  CHECK(made == 3);
}

TEST_CASE("all threads get the same bytes", "[threads]") {
  const WeakSegment weak;
  std::vector<Segment> seen(8);
  {
    std::vector<std::jthread> threads;
    for (Segment& place : seen)
      threads.emplace_back([&] { place = weak.get([] { return std::string("bytes"); }); });
  }
  for (const Segment& segment : seen) CHECK(segment == seen.front());
}
