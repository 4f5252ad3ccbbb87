#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace almanach {

/// A field of front matter: a fact that a file tells under one of several names.
struct FrontMatterField {
  std::string name;  ///< in the words of DESIGN's table, and of `fields:` where that knows it
  std::string_view member;  ///< the row of kEventFields that it fills or helps to fill; or empty
  std::vector<std::string> names;  ///< the built-in ones, in the order that they are looked up
  /// Whether `fields:` of the configuration may add to the names or replace them.
  bool configurable = true;
};

/// All fields of front matter that are read, each once. Any thread.
const std::vector<FrontMatterField>& front_matter_fields();

}  // namespace almanach
