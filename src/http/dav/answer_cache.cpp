#include "http/dav/answer_cache.hpp"

#include <utility>

#include "base/heap_size.hpp"

namespace almanach::dav {
namespace {

/// An answer with what it holds for.
struct AboutFeed : KeptAnswer {
  AboutFeed(const std::shared_ptr<const PublishedFeed>& about, std::string at, Answer given)
      : feed(about), token(std::move(at)), answer(std::move(given)) {}

  std::size_t memory() const override {
    constexpr std::size_t kLinks = 4 * sizeof(void*);   // of a node of the headers' tree
    constexpr std::size_t kCounts = 2 * sizeof(void*);  // of who shares it
    std::size_t bytes = heap_size(kCounts + sizeof *this) + heap_size(token) +
                        heap_size(answer.logged_target) + answer.body.memory();
    for (const auto& header : answer.headers) {
      bytes +=
          heap_size(kLinks + sizeof header) + heap_size(header.first) + heap_size(header.second);
    }
    return bytes;
  }

  const std::weak_ptr<const PublishedFeed> feed;
  const std::string token;
  const Answer answer;
};

}  // namespace

std::optional<Answer> AnswerCache::find(const Digest& request,
                                        const std::shared_ptr<const PublishedFeed>& feed,
                                        const std::string& token) {
  const auto kept = std::static_pointer_cast<const AboutFeed>(store_->find({shelf_, request}));
  if (!kept || kept->feed.lock() != feed || kept->token != token) return std::nullopt;
  return kept->answer;
}

Answer AnswerCache::get(const Digest& request, const std::shared_ptr<const PublishedFeed>& feed,
                        const std::string& token, const Make& make) {
  if (auto kept = find(request, feed, token)) return std::move(*kept);
  Answer answer = make();
  if (answer.body.size() <= kLargest)
    store_->put({shelf_, request}, std::make_shared<const AboutFeed>(feed, token, answer), feed);
  return answer;
}

}  // namespace almanach::dav
