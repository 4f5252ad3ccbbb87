#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/yaml.hpp"
#include "model/zone.hpp"

namespace almanach {

/// Reads the values of one YAML mapping, key by key, and tells what is wrong with each where it
/// stands. Keys are named first, each with what takes its value; then read() walks the mapping. One
/// thread.
class SettingsReader {
 public:
  using Take = std::function<void(const YamlNode&)>;

  /// `node` and `problems` are borrowed; `file` is named in the problems.
  SettingsReader(const YamlNode& node, std::string file, Problems& problems);

  /// What takes the value of `key`.
  SettingsReader& on(std::string key, Take take);

  /// The text of one value, trimmed; empty for null, and, with an error, for a list or a mapping.
  std::optional<std::string> scalar(const YamlNode& value, std::string_view key);
  /// The texts of a list, or of one value.
  std::vector<std::string> list(const YamlNode& value, std::string_view key);
  /// A number of bytes; empty, with an error, for anything else or more than `most`.
  std::optional<std::uint64_t> size(const YamlNode& value, std::uint64_t most);
  /// A length of time; empty, with an error, for anything else.
  std::optional<std::chrono::seconds> duration(const YamlNode& value);
  /// A time zone of the system; empty for null, and, with an error, for anything else. `key` is
  /// named in the error.
  std::optional<Zone> zone(const YamlNode& value, std::string_view key);
  /// The index of the value in `choices`; empty, with an error, for any other value.
  std::optional<std::size_t> choice(const YamlNode& value,
                                    std::initializer_list<std::string_view> choices);

  /// Adds a problem of the file at `position`; `hint` says what to write instead, and may be empty.
  void error(Position position, std::string message, std::string hint);

  /// Walks the mapping; a key that nobody takes is an error that names the nearest known one.
  void read();
  /// Whether read() found a key that nobody takes, or no mapping at all.
  bool has_unknown_key() const { return has_unknown_key_; }

  const std::string& file() const { return file_; }
  Problems& problems() { return problems_; }

 private:
  void refuse_key(const YamlNode::Entry& entry);

  const YamlNode& node_;
  std::string file_;
  Problems& problems_;
  bool has_unknown_key_ = false;
  std::vector<std::pair<std::string, Take>> takers_;
};

}  // namespace almanach
