#include "cli/edition.hpp"

#include <thread>

#include "support/catch.hpp"
#include "support/fixed_clock.hpp"

using namespace almanach;

TEST_CASE("nothing is served before the first edition") {
  const EditionHolder holder;
  CHECK(holder.get() == nullptr);
  CHECK(holder.number() == 0);
}

TEST_CASE("an edition is switched whole, and its number never runs ahead of it", "[threads]") {
  const almanach::testing::FixedClock clock;
  const Fetches fetches(clock.now());
  EditionHolder holder;
  const auto set = [&](std::uint64_t number) {
    auto config = std::make_shared<Config>();
    config->feed_budget = number;
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->revision = number;
    auto router = std::make_shared<const Router>(config, clock, fetches);
    holder.set(std::move(config), std::move(snapshot), std::move(router));
  };
  set(1);
  constexpr std::uint64_t kLast = 200;
  std::jthread writer([&] {
    for (std::uint64_t number = 2; number <= kLast; ++number) set(number);
  });
  bool whole = true;
  for (std::uint64_t seen = 0; seen < kLast;) {
    const std::uint64_t asked = holder.number();
    const std::shared_ptr<const Edition> edition = holder.get();
    seen = edition->number;
    whole = whole && asked <= seen && edition->snapshot->revision == seen &&
            edition->config->feed_budget == seen;
  }
  CHECK(whole);
}
