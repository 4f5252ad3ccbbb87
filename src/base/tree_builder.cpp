#include "base/tree_builder.hpp"

#include <algorithm>
#include <utility>

#include "base/content_limits.hpp"
#include "base/text.hpp"

namespace almanach {

bool TreeBuilder::MappingEntries::put(YamlNode::Entry&& entry) {
  constexpr std::size_t kUsual = 4;
  const std::optional<std::size_t> earlier = find(entry.key);
  if (earlier) replaced_.push_back(*earlier);
  if (!last_.empty()) last_[entry.key] = entries_.size();
  if (entries_.empty()) entries_.reserve(kUsual);
  entries_.push_back(std::move(entry));
  return earlier.has_value();
}

/// The last of that key. Most mappings are small: to look at all costs less than to hash them.
std::optional<std::size_t> TreeBuilder::MappingEntries::find(const std::string& key) {
  constexpr std::size_t kFew = 24;
  if (entries_.size() >= kFew) {
    if (last_.empty()) {
      for (std::size_t i = 0; i < entries_.size(); ++i) last_[entries_[i].key] = i;
    }
    const auto found = last_.find(key);
    return found == last_.end() ? std::nullopt : std::optional(found->second);
  }
  for (std::size_t i = entries_.size(); i > 0; --i) {
    if (entries_[i - 1].key == key) return i - 1;
  }
  return std::nullopt;
}

std::vector<YamlNode::Entry> TreeBuilder::MappingEntries::take() {
  if (replaced_.empty()) return std::move(entries_);
  std::sort(replaced_.begin(), replaced_.end());
  std::vector<YamlNode::Entry> kept;
  auto replaced = replaced_.begin();
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (replaced != replaced_.end() && *replaced == i) {
      ++replaced;
    } else {
      kept.push_back(std::move(entries_[i]));
    }
  }
  return kept;
}

void TreeBuilder::count(std::size_t values, Position position) {
  values_ += values;
  if (values_ + kept_aside_ > kMostYamlValues)
    throw TreeRefusal{{position, words_.too_many, words_.too_many_hint}};
}

void TreeBuilder::keep_aside(std::size_t values, Position position) {
  kept_aside_ += values;
  count(0, position);
}

void TreeBuilder::open(YamlNode::Kind kind, Position position) {
  if (open_.size() >= kMostYamlLevels)
    throw TreeRefusal{{position, "nested more than 64 levels deep", words_.too_deep_hint}};
  count(1, position);
  Open next;
  next.node.kind = kind;
  next.node.position = position;
  open_.push_back(std::move(next));
}

YamlNode TreeBuilder::close() {
  Open done = std::move(open_.back());
  open_.pop_back();
  done.node.entries = done.entries.take();
  return std::move(done.node);
}

void TreeBuilder::put(YamlNode&& node) {
  if (open_.empty()) {
    reading_.root = std::move(node);
  } else if (open_.back().node.is_sequence()) {
    open_.back().node.items.push_back(std::move(node));
  } else {
    put_in_mapping(open_.back(), std::move(node));
  }
}

void TreeBuilder::put_in_mapping(Open& mapping, YamlNode&& node) {
  if (!mapping.has_key) {
    mapping.has_key = true;
    mapping.key = std::move(node.scalar);
    mapping.key_position = node.position;
    if (node.is_sequence() || node.is_mapping()) {
      throw TreeRefusal{{node.position, "a list or a mapping stands where a name is expected",
                         "put quotes around text that starts with [ or {"}};
    }
    return;
  }
  mapping.has_key = false;
  if (!mapping.entries.put({mapping.key, mapping.key_position, std::move(node)})) return;
  reading_.remarks.push_back({mapping.key_position,
                              "\"" + mapping.key + "\" is given twice; the last one counts",
                              "keep one of them"});
}

std::optional<YamlFault> find_no_text(std::string_view text, int first_line) {
  if (const auto invalid = find_invalid_utf8(text)) {
    return YamlFault{position_of(text, *invalid, first_line), "not valid UTF-8",
                     "save the file with the encoding UTF-8"};
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return YamlFault{position_of(text, nul, first_line), "a NUL character, which no text has",
                     "save the file with the encoding UTF-8 (UTF-16 has such characters)"};
  }
  return std::nullopt;
}

}  // namespace almanach
