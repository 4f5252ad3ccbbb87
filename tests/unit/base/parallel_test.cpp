#include "base/parallel.hpp"

#include <atomic>
#include <stdexcept>
#include <vector>

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("each index is worked on once", "[threads]") {
  for (const std::size_t count : {std::size_t{0}, std::size_t{3}, std::size_t{1'000}}) {
    std::vector<std::atomic<int>> seen(count);
    std::atomic<bool> runs_are_long = true;
    for_each_run(count, [&](std::size_t begin, std::size_t end) {
      if (begin >= end) runs_are_long = false;
      for (std::size_t i = begin; i < end; ++i) ++seen.at(i);
    });
    CHECK(runs_are_long);
    for (const auto& times : seen) CHECK(times == 1);
  }
}

TEST_CASE("an exception of one thread comes out", "[threads]") {
  for (const std::size_t count : {std::size_t{3}, std::size_t{1'000}}) {
    CHECK_THROWS_AS(for_each_run(count,
                                 [&](std::size_t begin, std::size_t end) {
                                   if (begin <= count / 2 && count / 2 < end)
                                     throw std::runtime_error("no");
                                 }),
                    std::runtime_error);
  }
}
