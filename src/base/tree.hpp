#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/position.hpp"

namespace almanach {

/// Where the byte at `offset` of `text` stands. `first_line` is the file's line on which `text`
/// starts.
Position position_of(std::string_view text, std::size_t offset, int first_line = 1);

/// A value of YAML, TOML or JSON with the place it was written at. A plain tree: aliases are copied
/// in.
struct YamlNode {
  enum class Kind { null, scalar, sequence, mapping };
  struct Entry;

  Kind kind = Kind::null;
  Position position;
  std::string scalar;   ///< text as the language decodes it; no number or date is made of it
  bool quoted = false;  ///< written in quotes or as a block: a string whatever it looks like
  std::vector<YamlNode> items;  ///< of a sequence
  std::vector<Entry> entries;   ///< of a mapping, in the order written, keys as text

  /// The value of `key`, or null where this is no mapping or has no such key.
  const YamlNode* find(std::string_view key) const;
  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_sequence() const { return kind == Kind::sequence; }
  bool is_mapping() const { return kind == Kind::mapping; }
  bool is_null() const { return kind == Kind::null; }
};

struct YamlNode::Entry {
  std::string key;
  Position position;  ///< of the key
  YamlNode value;
};

/// Why a text is not what we take.
struct YamlFault {
  Position position;
  std::string message;
  std::string hint;
};

struct YamlReading {
  YamlNode root;                   ///< null for an empty document
  std::optional<YamlFault> fault;  ///< set: `root` is what was read before it, not to be used
  /// What is odd but readable: a key given twice (the last one counts).
  std::vector<YamlFault> remarks;
  std::size_t values = 0;  ///< how many were read
};

}  // namespace almanach
