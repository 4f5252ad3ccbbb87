#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/description.hpp"

namespace almanach {

/// What lines of a description are made with: formats, whose values are named behind them.
struct DescriptionWords {
  std::string_view of_one = "{}: {}";                     ///< a folder or field, what is said of it
  std::string_view some_files = "`{}` ({} of {} files)";  ///< a key, its files, all files
  std::string_view either = " or ";                       ///< between the keys of a field
  std::string_view more_keys = "{} more";                 ///< count
  std::string_view day_of_name = "start: the day in a file's name";
  std::string_view no_key = "no key says when";
  // Files without a day, where one key says when or several do: count, names
  std::string_view one_has_none = "; {} file has none ({})";
  std::string_view one_has_neither = "; {} file has neither ({})";
  std::string_view some_have_none = "; {} files have none ({})";
  std::string_view some_have_neither = "; {} files have neither ({})";
  std::string_view more_names = " and {} more";  ///< count
};

/// The description as lines for a person: the first says when, the second what else, one follows
/// for each piece of evidence. No line ends with a newline, none is empty. Any thread.
std::vector<std::string> write_description(const DialectDescription& description,
                                           const DescriptionWords& words = {});
/// The first of them.
std::string summarize_description(const DialectDescription& description,
                                  const DescriptionWords& words = {});

}  // namespace almanach
