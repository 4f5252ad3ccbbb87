#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "journal/records.hpp"

namespace almanach {

/// A link whose secret was shown, and that is in force: what opens private feeds asks for one. Only
/// LinkBook makes it.
class OpenLink {
 public:
  bool is_to_status() const { return record_.is_to_status(); }
  /// The id of the feed that it opens, as it was when the link was made; of a link to the status
  /// empty.
  const std::string& feed() const { return record_.feed; }
  const std::string& name() const { return record_.name; }
  std::int64_t number() const { return record_.number; }

 private:
  friend class LinkBook;
  explicit OpenLink(LinkRecord record) : record_(std::move(record)) {}

  LinkRecord record_;
};

/// A link that was revoked, and whose secret was shown.
struct RevokedLink {
  std::string name;
  std::string feed;  ///< see OpenLink
};

/// No link is known by that secret, or it has expired: `name` is for the log alone.
struct NoLink {
  std::string name;  ///< empty: none is known
};

/// The secret links at one moment. Immutable; any thread.
class LinkBook {
 public:
  using Finding = std::variant<NoLink, RevokedLink, OpenLink>;

  LinkBook() = default;
  explicit LinkBook(std::vector<LinkRecord> links) : links_(std::move(links)) {}

  /// What a secret opens at that time. Looks at all links, and compares in a time that tells
  /// nothing of the secrets.
  Finding find(std::string_view secret, Instant now) const;

  const std::vector<LinkRecord>& links() const { return links_; }

 private:
  std::vector<LinkRecord> links_;
};

}  // namespace almanach
