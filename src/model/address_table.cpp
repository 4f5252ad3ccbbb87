#include "model/address_table.hpp"

#include <algorithm>

namespace almanach {
namespace {

/// Ids and slugs that no address needs yet, kept free for those that may.
constexpr std::array<std::string_view, 6> kKeptFeedIds = {"favicon", "static", "search",
                                                          "feeds",   "api",    "admin"};
constexpr std::array<std::string_view, 5> kKeptSlugs = {"feed", "atom", "calendar", "search",
                                                        "index"};

/// Of the part of a path that `text` begins with, what stands before a full stop; empty where that
/// part is a name.
constexpr std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find_first_of("/.{*"));
}

template <std::size_t kCount>
bool contains(const std::array<std::string_view, kCount>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether `word` is what a row's path holds right after `start`.
bool follows(std::string_view start, std::string_view word) {
  if (word.empty()) return false;
  return std::any_of(kAddresses.begin(), kAddresses.end(), [&](const AddressRow& row) {
    const std::string_view text = row.pattern.text();
    return text.starts_with(start) && first_word(text.substr(start.size())) == word;
  });
}

/// Every path has a row.
static_assert(kAddresses.back().pattern.text() == "*");
static_assert(kAddresses.back().kind == AddressKind::page);

template <typename Filter>
AddressMatch find_first(std::string_view path, const Filter& is_meant) {
  for (const AddressRow& row : kAddresses) {
    if (!is_meant(row)) continue;
    if (const auto names = row.pattern.match(path)) return {&row, *names};
  }
  return {&kAddresses.back(), {}};
}

}  // namespace

std::optional<AddressNames> AddressPattern::match(std::string_view path) const {
  // Settles nearly all rows.
  if (last_ != 0 && (path.empty() || path.back() != last_)) return std::nullopt;
  if (!path.starts_with(start_)) return std::nullopt;
  path.remove_prefix(start_.size());
  if (kind_ == Kind::below) return AddressNames{};
  if (kind_ == Kind::fixed) return path.empty() ? std::optional(AddressNames{}) : std::nullopt;
  if (!path.ends_with(end_)) return std::nullopt;
  path.remove_suffix(end_.size());
  const std::size_t slash = path.find('/');
  if ((slash != std::string_view::npos) != has_slug()) return std::nullopt;
  if (!has_slug()) return AddressNames{path, {}};
  return AddressNames{path.substr(0, slash), path.substr(slash + 1)};
}

std::string AddressPattern::path(std::string_view feed, std::string_view slug) const {
  std::string path(start_);
  if (has_feed()) path += feed;
  if (has_slug()) path.append("/").append(slug);
  return path.append(end_);
}

AddressMatch find_address(std::string_view path) {
  return find_first(path, [](const AddressRow&) { return true; });
}

AddressMatch find_feed_address(std::string_view path) {
  return find_first(path, [](const AddressRow& row) { return row.pattern.has_feed(); });
}

AddressMatch find_page(std::string_view place) {
  return find_first(place, [](const AddressRow& row) { return row.kind == AddressKind::page; });
}

bool is_own_path(std::string_view path) {
  return !find_address(path).row->pattern.has_feed() || path.ends_with(".html") ||
         (path.starts_with('/') && follows("/", first_word(path.substr(1))));
}

bool is_reserved_feed_id(std::string_view id) {
  return follows("/", id) || contains(kKeptFeedIds, id);
}

bool is_reserved_slug(std::string_view slug) {
  return follows("/{feed}/", slug) || contains(kKeptSlugs, slug);
}

}  // namespace almanach
