#include "server/worker_pool.hpp"

#include <atomic>
#include <functional>
#include <future>
#include <vector>

#include "support/catch.hpp"

using namespace almanach;

namespace {

constexpr std::size_t kRoom = 1'000;

class Call : public WorkerPool::Job {
 public:
  explicit Call(std::function<void()> call) : call_(std::move(call)) {}
  void run() noexcept override { call_(); }

 private:
  std::function<void()> call_;
};

std::unique_ptr<WorkerPool::Job> job(std::function<void()> call = [] {}) {
  return std::make_unique<Call>(std::move(call));
}

/// A pool of one thread that is busy until it is let go.
struct Busy {
  Busy() {
    pool.submit("busy", job([this] {
                  begun.set_value();
                  go.get_future().wait();
                }));
    begun.get_future().wait();
  }
  std::promise<void> begun;
  std::promise<void> go;
  ByteBudget answers{kRoom};
  WorkerPool pool{1, answers};
};

}  // namespace

TEST_CASE("clients take turns, whoever asks for most", "[threads]") {
  Busy busy;
  std::string order;
  std::promise<void> done;
  const std::string asked = "aaaaabbc";
  for (const char client : asked) {
    REQUIRE(busy.pool.submit(std::string(1, client), job([&, client] {
                               order += client;
                               if (order.size() == asked.size()) done.set_value();
                             })) != 0);
  }
  busy.go.set_value();
  done.get_future().wait();
  CHECK(order == "abcabaaa");
}

TEST_CASE("so many wait of one client, and so many of all; a proxy's are limited as all") {
  ByteBudget answers(kRoom);
  WorkerPool pool(0, answers, {5, 2});
  CHECK(pool.submit("192.0.2.1", job()) != 0);
  const std::uint64_t second = pool.submit("192.0.2.1", job());
  CHECK(second != 0);
  CHECK(pool.submit("192.0.2.1", job()) == 0);
  for (int i = 0; i < 3; ++i) CHECK(pool.submit("127.0.0.1", job()) != 0);
  CHECK(pool.submit("127.0.0.1", job()) == 0);
  CHECK(pool.submit("192.0.2.2", job()) == 0);
  CHECK(pool.withdraw("192.0.2.1", second) != nullptr);
  CHECK(pool.submit("192.0.2.2", job()) != 0);
}

TEST_CASE("one client never has all threads", "[threads]") {
  ByteBudget answers(kRoom);
  std::promise<void> first_begun;
  std::promise<void> go;
  std::atomic<int> begun{0};
  WorkerPool pool(2, answers);
  for (int i = 0; i < 4; ++i) {
    pool.submit("192.0.2.1", job([&] {
                  if (++begun == 1) first_begun.set_value();
                  if (begun == 1) go.get_future().wait();
                }));
  }
  first_begun.get_future().wait();
  std::promise<void> answered;
  pool.submit("192.0.2.2", job([&] { answered.set_value(); }));
  answered.get_future().wait();
  CHECK(begun == 1);
  go.set_value();
}

TEST_CASE("nothing is begun for a client that has no room for its answer", "[threads]") {
  Busy busy;
  std::promise<void> other;
  std::promise<void> own;
  std::atomic<bool> begun{false};
  ByteBudget::Charge held = busy.answers.take("192.0.2.1", kRoom / 4);
  busy.pool.submit("192.0.2.1", job([&] {
                     begun = true;
                     own.set_value();
                   }));
  busy.pool.submit("192.0.2.2", job([&] { other.set_value(); }));
  busy.go.set_value();
  other.get_future().wait();
  CHECK_FALSE(begun);
  CHECK(busy.pool.is_held_up());
  held = {};
  own.get_future().wait();
  CHECK(begun);
  CHECK_FALSE(busy.pool.is_held_up());
}
