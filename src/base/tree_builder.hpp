#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/tree.hpp"

namespace almanach {

/// Stops a parser; carries the fault past a library that knows no other way out of a handler.
/// Caught by those who read a text into a tree, and nowhere else.
struct TreeRefusal {
  YamlFault fault;
};

/// Builds the tree of one document, whatever language it is written in, and holds it to the limits
/// of base/content_limits.hpp. One thread.
class TreeBuilder {
 public:
  /// How the limits are told in the language of the text: literals, to which no std::string that
  /// goes away turns by itself.
  struct Words {
    const char* too_many;       ///< the message for more values than there may be,
    const char* too_many_hint;  ///< and its cure
    const char* too_deep_hint;  ///< the cure for more levels than there may be
  };

  /// `reading` is borrowed for the life of this, and receives the root and remarks.
  TreeBuilder(YamlReading& reading, const Words& words) : reading_(reading), words_(words) {}

  /// Counts values that were read. Throws TreeRefusal beyond kMostYamlValues.
  void count(std::size_t values, Position position);
  /// Counts values that are kept besides the tree: they take memory, but are not in it.
  void keep_aside(std::size_t values, Position position);

  /// A list or a mapping begins, and counts as a value. Throws TreeRefusal beyond kMostYamlLevels.
  void open(YamlNode::Kind kind, Position position);
  /// The one that was opened last is finished; it is not put anywhere yet. Precondition: there is
  /// one.
  YamlNode close();

  /// A finished value: of the list that is open, or by turns a key and its value of the mapping
  /// that is, or the root. It is counted by whoever puts it. Throws TreeRefusal for a list or a
  /// mapping as a key. A key given before is replaced, which is a remark of the reading.
  void put(YamlNode&& node);

  /// Read so far.
  std::size_t values() const { return values_; }
  /// How many lists and mappings are open.
  std::size_t depth() const { return open_.size(); }

 private:
  /// The entries of a mapping in the making, found by their keys.
  class MappingEntries {
   public:
    /// Takes the place of an earlier entry of that key; whether there was one.
    bool put(YamlNode::Entry&& entry);
    std::vector<YamlNode::Entry> take();

   private:
    std::optional<std::size_t> find(const std::string& key);

    std::vector<YamlNode::Entry> entries_;
    /// By key: its place in `entries_`; empty while there are few.
    std::unordered_map<std::string, std::size_t> last_;
    std::vector<std::size_t> replaced_;  ///< of `entries_`
  };

  struct Open {
    YamlNode node;
    MappingEntries entries;  ///< of a mapping
    bool has_key = false;
    std::string key;
    Position key_position;
  };

  void put_in_mapping(Open& mapping, YamlNode&& node);

  YamlReading& reading_;
  Words words_;
  std::vector<Open> open_;
  std::size_t values_ = 0;
  std::size_t kept_aside_ = 0;
};

/// What makes `text` no text at all: octets that are not UTF-8, a NUL; empty where it is one. Any
/// thread.
std::optional<YamlFault> find_no_text(std::string_view text, int first_line);

}  // namespace almanach
