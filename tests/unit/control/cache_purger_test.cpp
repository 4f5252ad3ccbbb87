#include "control/cache_purger.hpp"

#include <thread>
#include <vector>

#include "support/catch.hpp"

using namespace almanach;

// What is told, and told again, is held by tests/system/test_purge.py.
TEST_CASE("whoever tells a cache that is not there goes on at once, and so does the end",
          "[threads]") {
  CacheTeller teller("http://127.0.0.1:1/");
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([&teller, number] {
      for (int turn = 0; turn < 100; ++turn)
        teller.tell({turn == 50, {"feed-" + std::to_string(number), "all"}});
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(teller.address() == "http://127.0.0.1:1/");
}

TEST_CASE("caches that stay in the configuration go on with what they are to be told") {
  CachePurger purger;
  purger.set_caches({"http://127.0.0.1:1/", "http://127.0.0.1:2/"});
  purger.purge({true, {}});
  purger.set_caches({"http://127.0.0.1:2/"});
  purger.purge({false, {"agenda"}});
  purger.set_caches({});
  purger.purge({true, {}});
}
