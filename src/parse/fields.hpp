#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.hpp"
#include "config/config.hpp"
#include "dialect/date_style.hpp"
#include "parse/file_work.hpp"

namespace almanach {

/// A value of the front matter, found under one of a field's names.
struct FoundField {
  std::string name;  ///< the name that it stands under
  Position key_position;
  const YamlNode* value = nullptr;  ///< owned by the front matter; never null

  Position position() const { return value->position; }
};

/// Which names of front matter hold which field of an event. Immutable; any thread.
class FieldTable {
 public:
  /// The table of the built-in names, with `configured` before or instead of them.
  explicit FieldTable(const std::map<std::string, FieldNames>& configured);

  /// The value under the first of `field`'s names that has one: neither null nor blank text.
  std::optional<FoundField> find(const YamlNode& front_matter, std::string_view field) const;

  /// The names of a field, in the order that they are looked up. Precondition: `field` is one.
  const std::vector<std::string>& names(std::string_view field) const;

  /// How the dates are written: nothing is known of it.
  DateStyle date_style() const { return {}; }

  /// The field that has a name `key`; empty where none has.
  std::string field_of(std::string_view key) const;

  /// Every value under one of `field`'s names, in the order of the file.
  std::vector<FoundField> find_all(const YamlNode& front_matter, std::string_view field) const;

  /// Each key of the front matter that nobody reads but that looks like a name of a field which the
  /// file does not give: the key's position, the key, and the name that was probably meant.
  struct Lookalike {
    Position position;
    std::string key;
    std::string meant;
  };
  std::vector<Lookalike> find_lookalikes(const YamlNode& front_matter, FileWork& work) const;

 private:
  /// Which names `key` may be a slip for: `perhaps` only where the file does not give their field.
  Guess guess(const std::string& key) const;

  std::map<std::string, std::vector<std::string>, std::less<>> names_;
  std::set<std::string, std::less<>> known_;  ///< all of them, and what others keep in front matter
};

}  // namespace almanach
