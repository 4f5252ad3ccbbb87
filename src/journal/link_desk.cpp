#include "journal/link_desk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/secret.hpp"
#include "base/text.hpp"

namespace almanach {
namespace {

constexpr std::size_t kLongestName = 100;

const LinkRecord* find_by_name(const std::vector<LinkRecord>& links, std::string_view name) {
  const auto found = std::find_if(links.begin(), links.end(), [&](const LinkRecord& link) {
    return !link.revoked && link.name == name;
  });
  return found == links.end() ? nullptr : &*found;
}

const FeedRecord* find_feed(const std::vector<FeedRecord>& feeds, const std::string& named) {
  const auto find = [&](auto is_meant) {
    const auto found = std::find_if(feeds.begin(), feeds.end(), is_meant);
    return found == feeds.end() ? nullptr : &*found;
  };
  if (const auto* feed = find([&](const auto& one) { return one.feed.id == named; })) return feed;
  if (const auto* feed = find([&](const auto& one) { return one.feed.folder == named; }))
    return feed;
  return find([&](const auto& one) {
    return std::find(one.former_ids.begin(), one.former_ids.end(), named) != one.former_ids.end();
  });
}

/// What stands between others in addresses and logs must not be in a name.
std::optional<LinkRefusal> refuse_name(const std::string& name) {
  const auto is_odd = [](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet < 0x20 || octet == 0x7F || c == '/' || c == '"' || c == '\\';
  };
  if (name.size() > kLongestName)
    return LinkRefusal{fmt::format("the name is longer than {} bytes", kLongestName)};
  if (name == "-" || find_invalid_utf8(name) || clean(name) != name ||
      std::any_of(name.begin(), name.end(), is_odd)) {
    return LinkRefusal{
        "a name is text in UTF-8 without control characters, \"/\", quotes and backslashes, and is "
        "not \"-\""};
  }
  return std::nullopt;
}

std::string free_name(const std::vector<LinkRecord>& links) {
  for (int number = 1;; ++number) {
    std::string name = fmt::format("link-{}", number);
    const bool is_taken = std::any_of(links.begin(), links.end(),
                                      [&](const LinkRecord& link) { return link.name == name; });
    if (!is_taken) return name;
  }
}

}  // namespace

std::variant<NewLink, LinkRefusal> make_link(const std::vector<LinkRecord>& links,
                                             const std::vector<FeedRecord>& feeds,
                                             const LinkWish& wish, Instant now) {
  LinkRecord link;
  if (!wish.feed.empty()) {
    const FeedRecord* feed = find_feed(feeds, wish.feed);
    if (feed == nullptr) return LinkRefusal{fmt::format("there is no feed \"{}\"", wish.feed)};
    if (feed->feed.is_public()) {
      return LinkRefusal{fmt::format(
          "the feed \"{}\" is public: write \"access: link\" in its feed.yml first", wish.feed)};
    }
    link.feed = feed->feed.id;
  }
  link.name = std::string(trim(wish.name));
  if (link.name.empty()) link.name = free_name(links);
  if (auto refusal = refuse_name(link.name)) return *std::move(refusal);
  if (find_by_name(links, link.name) != nullptr) {
    return LinkRefusal{fmt::format(
        "there is a link \"{}\" already: give another --name, or revoke it first", link.name)};
  }
  if (wish.expires && *wish.expires <= now)
    return LinkRefusal{"the link would have expired before it is made"};
  for (const LinkRecord& other : links) link.number = std::max(link.number, other.number);
  ++link.number;
  link.made = now;
  link.expires = wish.expires;
  std::string secret = draw_secret();
  link.secret = digest(secret);
  return NewLink{std::move(link), std::move(secret)};
}

std::variant<LinkRecord, LinkRefusal> revoke_link(const std::vector<LinkRecord>& links,
                                                  std::string_view name, Instant now) {
  const LinkRecord* found = find_by_name(links, trim(name));
  if (found == nullptr) {
    return LinkRefusal{
        fmt::format("there is no link \"{}\" that is not revoked: almanach link list", name)};
  }
  LinkRecord revoked = *found;
  revoked.revoked = now;
  return revoked;
}

}  // namespace almanach
