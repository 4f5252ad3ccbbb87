#include "http/dav/answer_cache.hpp"

namespace almanach::dav {

std::optional<Answer> AnswerCache::find(const std::string& request,
                                        const std::shared_ptr<const PublishedFeed>& feed,
                                        const std::string& token) {
  const std::lock_guard lock(mutex_);
  const auto found = by_request_.find(request);
  if (found == by_request_.end() || found->second->feed.lock() != feed ||
      found->second->token != token)
    return std::nullopt;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->answer;
}

Answer AnswerCache::get(const std::string& request,
                        const std::shared_ptr<const PublishedFeed>& feed, const std::string& token,
                        const Make& make) {
  if (auto kept = find(request, feed, token)) return std::move(*kept);
  Answer answer = make();
  if (answer.body.size() <= kLargest) keep({request, feed, token, answer});
  return answer;
}

void AnswerCache::keep(Entry entry) {
  const std::lock_guard lock(mutex_);
  if (const auto known = by_request_.find(entry.request); known != by_request_.end()) {
    bytes_ -= known->second->answer.body.size();
    entries_.erase(known->second);
    by_request_.erase(known);
  }
  bytes_ += entry.answer.body.size();
  entries_.push_front(std::move(entry));
  by_request_[entries_.front().request] = entries_.begin();
  while (entries_.size() > kMostEntries || (bytes_ > kMostBytes && entries_.size() > 1)) {
    bytes_ -= entries_.back().answer.body.size();
    by_request_.erase(entries_.back().request);
    entries_.pop_back();
  }
}

}  // namespace almanach::dav
