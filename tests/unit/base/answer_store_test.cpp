#include "base/answer_store.hpp"

#include <string>
#include <thread>
#include <vector>

#include "http/dav/answer_cache.hpp"
#include "publish/representation_cache.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

constexpr std::size_t kBody = 10'000;
/// What an answer with such a body takes, with all that belongs to it, is between this and a tenth
/// more.
constexpr std::size_t kEach = kBody + 400;

std::shared_ptr<const Representation> represent(std::size_t bytes = kBody) {
  Body body;
  std::string text;
  // No coding makes it shorter than by half.
  while (text.size() < bytes) text += to_hex(digest(std::to_string(text.size())));
  text.resize(bytes);
  body.append(std::move(text));
  return std::make_shared<const Representation>(std::move(body), digest("x"), "text/plain", "",
                                                Instant());
}

/// A store with a shelf of each kind.
struct Stock {
  explicit Stock(std::uint64_t most) : store(std::make_shared<AnswerStore>(most)) {}

  /// Whether what was kept under that name had to be made.
  bool makes(RepresentationCache& cache, const std::string& name, std::size_t bytes = kBody) {
    bool made = false;
    last = cache.get(digest(name), [&] {
      made = true;
      return represent(bytes);
    });
    return made;
  }
  void answer(const std::string& request, std::size_t bytes = kBody) {
    answers.get(digest(request), feed, "token", [&] {
      Answer answer;
      answer.body.append(std::string(bytes, 'x'));
      return answer;
    });
  }
  bool has_answer(const std::string& request) {
    return answers.find(digest(request), feed, "token").has_value();
  }

  std::shared_ptr<AnswerStore> store;
  RepresentationCache pages{store};
  RepresentationCache calendars{store};
  dav::AnswerCache answers{store};
  std::shared_ptr<const PublishedFeed> feed = std::make_shared<const PublishedFeed>();
  std::shared_ptr<const Representation> last;
};

}  // namespace

TEST_CASE("of all kinds, what was asked for longest ago leaves first") {
  Stock stock(4 * kEach * 11 / 10);
  CHECK(stock.makes(stock.pages, "a"));
  CHECK(stock.makes(stock.calendars, "a"));
  stock.answer("a");
  CHECK(stock.makes(stock.pages, "b"));
  CHECK_FALSE(stock.makes(stock.pages, "a"));  // asked for again
  stock.answer("b");
  CHECK(stock.makes(stock.calendars, "a"));  // had left, and sends away the next
  CHECK_FALSE(stock.has_answer("a"));
  CHECK(stock.has_answer("b"));
  CHECK_FALSE(stock.makes(stock.pages, "a"));
  CHECK_FALSE(stock.makes(stock.pages, "b"));
  CHECK(stock.store->memory() <= stock.store->most());
}

TEST_CASE("a form that is made later counts when it is made, and sends others away") {
  Stock stock(3 * kEach * 11 / 10);
  stock.makes(stock.pages, "a");
  stock.answer("b");
  stock.makes(stock.calendars, "c");
  const std::uint64_t before = stock.store->memory();
  CHECK(before > 3 * kEach);
  const std::size_t coded = stock.last->encoded(Coding::brotli).size();
  CHECK(coded > kBody / 3);
  CHECK_FALSE(stock.makes(stock.calendars, "c"));
  CHECK(stock.has_answer("b"));
  const std::uint64_t one_less = stock.store->memory();
  CHECK(one_less > before - kEach * 11 / 10 + coded);
  CHECK(one_less < before - kEach + coded + 500);
  stock.last->encoded(Coding::brotli);
  CHECK(stock.store->memory() == one_less);  // it counts once
  CHECK(stock.makes(stock.pages, "a"));
}

TEST_CASE("a form of what was sent away counts as nothing") {
  Stock stock(2 * kEach);
  stock.makes(stock.pages, "a");
  const auto gone = stock.last;
  stock.makes(stock.pages, "b");
  const std::uint64_t memory = stock.store->memory();
  gone->encoded(Coding::gzip);
  CHECK(stock.store->memory() == memory);
  stock.store.reset();
}

TEST_CASE("a text that is made later counts, too") {
  Stock stock(10 * kEach);
  const auto lazy = stock.pages.get(digest("lazy"), [] {
    return std::make_shared<const Representation>([] { return represent()->body(); }, digest("x"),
                                                  "text/plain", "", Instant());
  });
  CHECK(stock.store->memory() < 1'000);
  lazy->encoded(Coding::gzip);
  CHECK(stock.store->memory() > kBody + kBody / 3);
}

TEST_CASE("what is larger than all may be is not kept, and sends nothing away") {
  Stock stock(2 * kEach);
  CHECK(stock.makes(stock.pages, "small"));
  CHECK(stock.makes(stock.pages, "large", 3 * kEach));
  CHECK(stock.makes(stock.pages, "large", 3 * kEach));
  CHECK_FALSE(stock.makes(stock.pages, "small"));
}

TEST_CASE("without room nothing is kept, and everything is answered") {
  Stock stock(0);
  CHECK(stock.makes(stock.pages, "a"));
  CHECK(stock.last->body().size() == kBody);
  CHECK_FALSE(stock.last->encoded(Coding::gzip).segments().empty());
  CHECK(stock.makes(stock.pages, "a"));
  stock.answer("b");
  CHECK_FALSE(stock.has_answer("b"));
  CHECK(stock.store->memory() == 0);
}

TEST_CASE("small answers count with what it takes to find them") {
  Stock stock(100'000);
  for (int number = 0; number < 10'000; ++number) {
    stock.makes(stock.pages, std::to_string(number), 1);
    stock.answer(std::to_string(number), 1);
  }
  CHECK(stock.store->memory() <= 100'000);
  CHECK_FALSE(stock.makes(stock.pages, "9999", 1));
  CHECK(stock.makes(stock.pages, "9700", 1));
}

TEST_CASE("what others hold counts, and makes answers leave") {
  Stock stock(3 * kEach * 11 / 10);
  for (const char* name : {"a", "b", "c"}) stock.makes(stock.pages, name);
  stock.store->count_held(2 * kEach, 0);
  CHECK_FALSE(stock.makes(stock.pages, "c"));
  CHECK(stock.store->memory() <= stock.store->most());
  stock.store->count_held(0, 2 * kEach);
  CHECK(stock.makes(stock.pages, "b"));
  CHECK_FALSE(stock.makes(stock.pages, "c"));
}

TEST_CASE("answers about a calendar that is served no more are forgotten") {
  Stock stock(10 * kEach);
  stock.answer("a");
  stock.makes(stock.pages, "page");
  stock.store->forget_ended();
  CHECK(stock.has_answer("a"));
  const std::uint64_t memory = stock.store->memory();
  stock.feed = std::make_shared<const PublishedFeed>();
  CHECK_FALSE(stock.has_answer("a"));
  stock.store->forget_ended();
  CHECK(stock.store->memory() < memory - kBody);
  CHECK_FALSE(stock.makes(stock.pages, "page"));
  stock.answer("a");
  CHECK(stock.has_answer("a"));
}

TEST_CASE("an answer of another calendar or token takes the place of the one before") {
  Stock stock(10 * kEach);
  stock.answer("a");
  const std::uint64_t memory = stock.store->memory();
  for (int round = 0; round < 5; ++round) {
    stock.feed = std::make_shared<const PublishedFeed>();
    CHECK_FALSE(stock.has_answer("a"));
    stock.answer("a");
  }
  CHECK(stock.store->memory() == memory);
}

TEST_CASE("what a cache has kept goes with it, and what it gave stays whole") {
  Stock stock(10 * kEach);
  stock.makes(stock.pages, "a");
  const std::uint64_t memory = stock.store->memory();
  {
    RepresentationCache other(stock.store);
    CHECK(stock.makes(other, "a"));
    CHECK(stock.store->memory() == 2 * memory);
  }
  CHECK(stock.store->memory() == memory);
  CHECK(stock.last->encoded(Coding::gzip).size() > 0);
  CHECK_FALSE(stock.makes(stock.pages, "a"));
}

TEST_CASE("all threads share one bound, and get what was asked for", "[threads]") {
  const auto store = std::make_shared<AnswerStore>(20 * kEach);
  RepresentationCache pages(store);
  dav::AnswerCache answers(store);
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      auto feed = std::make_shared<const PublishedFeed>();
      for (int round = 0; round < 300; ++round) {
        const std::size_t bytes = 1'000 + static_cast<std::size_t>(round * 7 % 30) * 100;
        const auto page =
            pages.get(digest(std::to_string(bytes)), [&] { return represent(bytes); });
        page->encoded(round % 2 == 0 ? Coding::gzip : Coding::brotli);
        const Answer answer = answers.get(digest(std::to_string(round % 20)), feed, "", [&] {
          Answer made;
          made.body.append(std::string(bytes, 'x'));
          return made;
        });
        if (page->body().size() != bytes || answer.body.size() == 0) FAIL("another answer");
        if (round % 50 == thread) feed = std::make_shared<const PublishedFeed>();
        if (round % 60 == thread) store->forget_ended();
        store->count_held(1'000, 0);
        store->count_held(0, 1'000);
      }
    });
  }
  threads.clear();
  CHECK(store->memory() <= store->most());
  CHECK(store->memory() > store->most() / 2);
}
