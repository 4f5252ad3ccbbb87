#include "journal/renamed_events.hpp"

#include <fmt/format.h>

#include "journal/fingerprint.hpp"

namespace almanach {
namespace {

constexpr std::size_t kTellingLength = 40;

std::string content_key(const Event& event) {
  return to_hex(seen_digest(event, "", ""));
}

std::string title_key(const Event& event) {
  return fmt::format("{} {}", covered_time(event).start.time_since_epoch().count(), event.title);
}

/// Empty where the description tells too little.
std::string description_key(const Event& event) {
  if (event.description.plain_size() < kTellingLength) return {};
  return fmt::format("{} {}", covered_time(event).start.time_since_epoch().count(),
                     event.description.plain());
}

}  // namespace

void RenamedEvents::add(std::size_t place, const Event& event) {
  contents_.emplace(content_key(event), place);
  titles_.emplace(title_key(event), place);
  if (const std::string key = description_key(event); !key.empty())
    descriptions_.emplace(key, place);
}

std::optional<std::size_t> RenamedEvents::take_same(const Event& event) {
  if (contents_.empty()) return std::nullopt;
  return take(contents_, content_key(event));
}

std::optional<std::size_t> RenamedEvents::take_similar(const Event& event) {
  if (titles_.empty()) return std::nullopt;
  if (const auto place = take(titles_, title_key(event))) return place;
  return take(descriptions_, description_key(event));
}

std::optional<std::size_t> RenamedEvents::take(const Index& index, const std::string& key) {
  const auto [begin, end] = index.equal_range(key);
  for (auto found = begin; found != end; ++found) {
    if (taken_.insert(found->second).second) return found->second;
  }
  return std::nullopt;
}

}  // namespace almanach
