#include "base/parallel.hpp"

#include <atomic>
#include <stdexcept>
#include <vector>

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("each index is worked on once", "[threads]") {
  for (const std::size_t count : {std::size_t{0}, std::size_t{3}, std::size_t{1'000}}) {
    std::vector<std::atomic<int>> seen(count);
    for_each_index(count, [&](std::size_t i) { ++seen[i]; });
    for (const auto& times : seen) CHECK(times == 1);
  }
}

TEST_CASE("an exception of one thread comes out", "[threads]") {
  CHECK_THROWS_AS(for_each_index(1'000,
                                 [](std::size_t i) {
                                   if (i == 500) throw std::runtime_error("no");
                                 }),
                  std::runtime_error);
}
