#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.hpp"
#include "dialect/dialect.hpp"
#include "parse/file_work.hpp"

namespace almanach {

/// A key that nobody reads, and that somebody may have meant to be read.
struct UnreadKey {
  Position position;
  std::string key;    ///< a path, where it stands in a mapping
  std::string meant;  ///< the name that it misses by a letter or two; or empty
  /// Where it is no slip, what it looks as if it said: "when", "where", "whether it takes place",
  /// "how it repeats"; and a field that it may be meant for; empty: it is
  /// beside the repetition that is read.
  std::string_view says;
  std::string_view field;
};

/// The keys of an event that are slips for a name, or that say when, where, whether or how often
/// without being read; those of mappings too, at most three deep. Any thread.
std::vector<UnreadKey> find_unread_keys(const YamlNode& front_matter, const Dialect& dialect,
                                        FileWork& work);

}  // namespace almanach
