#include "server/repeats.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/heap_size.hpp"
#include "server/header_name.hpp"

namespace almanach {
namespace {

/// What makes an answer another's, or ends the connection.
bool is_telling(std::string_view name, std::string_view value) {
  return same_name(name, "Prefer") || same_name(name, "Sync-Token") ||
         (same_name(name, "Connection") && !same_name(value, "keep-alive"));
}

/// What a reply takes that is kept under such a key.
std::size_t weigh(const std::string& key, const Reply& reply) {
  constexpr std::size_t kLinks = 3 * sizeof(void*);   // of a node of the table, with its slot
  constexpr std::size_t kCounts = 2 * sizeof(void*);  // of who shares the head
  return heap_size(sizeof key + sizeof reply + kLinks) + heap_size(key) +
         heap_size(kCounts + sizeof *reply.head) + heap_size(*reply.head) +
         heap_size(reply.logged_target) + (reply.is_in_snapshot ? 0 : reply.body.memory());
}

}  // namespace

Repeats::Repeats(std::shared_ptr<AnswerStore> store, unsigned threads)
    : store_(std::move(store)), most_(std::min(kMostBytes, store_->most() / 4 / threads)) {}

void Repeats::enter(std::uint64_t edition) {
  if (edition == edition_) return;
  edition_ = edition;
  forget();
}

const Reply* Repeats::find(const RequestHead& head) {
  key_.clear();
  if ((head.method != "GET" && head.method != "HEAD") || head.http_1_0 || head.content_length != 0)
    return nullptr;
  std::string_view accepted;
  std::string_view known;
  bool dated = false;
  for (const auto& [name, value] : head.headers) {
    if (same_name(name, "Accept-Encoding") && accepted.empty()) {
      accepted = value;
    } else if (same_name(name, "If-None-Match") && known.empty()) {
      known = value;
    } else if (same_name(name, "If-Modified-Since")) {
      dated = true;
    } else if (same_name(name, "Accept-Encoding") || same_name(name, "If-None-Match") ||
               is_telling(name, value)) {
      return nullptr;
    }
  }
  is_conditional_ = !known.empty();
  if (dated && !is_conditional_) return nullptr;
  if (head.target.size() + accepted.size() + known.size() > kLongestKey) return nullptr;
  key_.append(head.method.substr(0, 1)).append(head.target).append(1, '\n').append(accepted);
  key_.append(1, '\n').append(known);
  const auto found = replies_.find(key_);
  return found == replies_.end() ? nullptr : &found->second;
}

void Repeats::keep(const Reply& reply) {
  // An entity tag that is not ours leads to the same 200 as none; whoever makes one up at each
  // request is not to push out the others.
  const bool holds = reply.repeatable && !reply.close &&
                     reply.status == (is_conditional_ ? 304 : 200) && !key_.empty();
  if (!holds) return;
  const std::size_t bytes = weigh(key_, reply);
  if (bytes > most_) return;
  if (replies_.size() >= kMost || bytes_ + bytes > most_) forget();
  if (!replies_.emplace(key_, reply).second) return;
  bytes_ += bytes;
  store_->count_held(bytes, 0);
}

void Repeats::forget() {
  replies_.clear();
  store_->count_held(0, bytes_);
  bytes_ = 0;
}

}  // namespace almanach
