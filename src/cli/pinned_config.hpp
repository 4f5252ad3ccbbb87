#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dialect/description.hpp"

namespace almanach {

/// What a configuration is to pin.
struct FoundSettings {
  std::string content;                  ///< the folder, as the setting names it
  std::optional<std::string> timezone;  ///< where it is known to be another than the default
  std::optional<std::string> language;  ///< likewise
  std::vector<DialectDescription> dialects;
};

/// A commented configuration under which the folder is read as it was found, whatever files come:
/// YAML that read_config() takes. What means one thing in one feed and another in the next is left
/// to what the files show, and said. Any thread.
std::string write_pinned_config(const FoundSettings& found);

}  // namespace almanach
