#include "base/work_budget.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("a work budget lets all its steps be spent, and not one more") {
  WorkBudget budget(10);
  budget.spend(9);
  budget.spend();
  CHECK(budget.spent() == 10);
  CHECK_THROWS_AS(budget.spend(), WorkExceeded);
  CHECK_THROWS_AS(budget.spend(std::numeric_limits<std::uint64_t>::max()), WorkExceeded);
  CHECK(budget.spent() == 10);
}

TEST_CASE("work that nobody waits for ends at its next step") {
  std::atomic<bool> abandoned{false};
  WorkBudget budget(10, &abandoned);
  budget.spend();
  abandoned = true;
  CHECK_THROWS_AS(budget.spend(), WorkAbandoned);
}
