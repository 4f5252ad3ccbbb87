#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "config/alias_settings.hpp"

namespace almanach {

/// The addresses that calendars were published at before and that lead to feeds now (`aliases`).
/// Immutable once made; any thread.
class AliasTable {
 public:
  AliasTable() = default;
  /// `aliases`: see usable_aliases().
  explicit AliasTable(std::vector<Alias> aliases);

  bool empty() const { return by_path_.empty(); }

  /// The alias that a request means, by its decoded path and its query as sent: the one of that
  /// path of which most stands in the query; other parameters make no difference. Null: none.
  const Alias* find(const std::string& path, std::string_view query) const;

  /// All that are in use, by the order of their paths.
  std::vector<const Alias*> all() const;

 private:
  std::unordered_map<std::string, std::vector<Alias>> by_path_;  ///< the longest queries first
};

}  // namespace almanach
