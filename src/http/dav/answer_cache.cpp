#include "http/dav/answer_cache.hpp"

namespace almanach::dav {

Answer AnswerCache::get(const std::string& request,
                        const std::shared_ptr<const PublishedFeed>& feed, const std::string& token,
                        const Make& make) {
  {
    const std::lock_guard lock(mutex_);
    if (const Entry* found = find(request, feed, token)) {
      entries_.splice(entries_.begin(), entries_, by_request_.at(request));
      return found->answer;
    }
  }
  Answer answer = make();
  if (answer.body.size() <= kLargest) keep({request, feed, token, answer});
  return answer;
}

bool AnswerCache::has(const std::string& request, const std::shared_ptr<const PublishedFeed>& feed,
                      const std::string& token) {
  const std::lock_guard lock(mutex_);
  return find(request, feed, token) != nullptr;
}

const AnswerCache::Entry* AnswerCache::find(const std::string& request,
                                            const std::shared_ptr<const PublishedFeed>& feed,
                                            const std::string& token) {
  const auto found = by_request_.find(request);
  if (found == by_request_.end()) return nullptr;
  const Entry& entry = *found->second;
  return entry.feed.lock() == feed && entry.token == token ? &entry : nullptr;
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
