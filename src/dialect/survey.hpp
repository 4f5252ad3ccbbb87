#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.hpp"

namespace almanach {

/// The forms that the values of a key have in a file.
struct ValueForms {
  bool date = false;         ///< a value that names a day, its year too
  bool other = false;        ///< a value that does not
  bool digit = false;        ///< a value with a digit in it
  bool day_first = false;    ///< "24/02/2022"
  bool month_first = false;  ///< "02/24/2022"
  bool unordered = false;    ///< "02/03/2022": only the folder can tell

  bool operator==(const ValueForms&) const = default;
  auto operator<=>(const ValueForms&) const = default;
};

/// A key that a file has, and what is written there. Keys without a value do not count.
struct KeyUse {
  std::string path;  ///< the keys from the top on, parted by dots
  ValueForms forms;

  bool operator==(const KeyUse&) const = default;
  auto operator<=>(const KeyUse&) const = default;
};

/// What a file shows of how its site writes events.
struct Survey {
  std::vector<KeyUse> uses;  ///< sorted by path, each path once
  bool is_list = false;      ///< of a data file, which is written in a way of its own
  bool of_events = false;    ///< of a data file whose name says that it holds events

  bool operator==(const Survey&) const = default;
  auto operator<=>(const Survey&) const = default;
};

/// What the front matter of a page shows: its keys, and those of mappings that only hold others
/// (`extra`, `params`, `event`) or a span (`dates: {start, end}`). Pure; any thread.
Survey survey_page(const YamlNode& front_matter);

/// What a data file shows: as a page where it is a mapping without lists of mappings, else what all
/// the items of these lists show together, at most kDeepestList lists deep. Pure; any thread.
Survey survey_list(const YamlNode& root);
inline constexpr int kDeepestList = 4;

/// What a survey's text says; see read_survey_text().
std::string write_survey_text(const Survey& survey);
/// The survey that write_survey_text() wrote. Throws std::invalid_argument.
Survey read_survey_text(std::string_view text);

/// The files that have a key, and those of them that show a form there.
struct KeyCount {
  std::size_t files = 0;
  std::size_t dates = 0;
  std::size_t digits = 0;
  std::size_t day_first = 0;
  std::size_t month_first = 0;

  bool operator==(const KeyCount&) const = default;
};
using KeyCounts = std::map<std::string, KeyCount>;  ///< by path

/// What the files of a folder show together. Files that show the same share their survey. One
/// thread.
class FolderSurvey {
 public:
  /// Counts a file's survey; what comes back stays valid for its owner.
  std::shared_ptr<const Survey> add(Survey survey);
  /// The file that showed it is gone, or shows something else.
  void remove(const std::shared_ptr<const Survey>& survey);

  /// Adds the files that are no lists to those that are counted in `keys`.
  void add_to(KeyCounts& keys) const;
  bool empty() const { return surveys_.empty(); }

 private:
  struct Less {
    bool operator()(const std::shared_ptr<const Survey>& a,
                    const std::shared_ptr<const Survey>& b) const {
      return *a < *b;
    }
  };

  std::map<std::shared_ptr<const Survey>, std::size_t, Less> surveys_;  ///< and how many files
};

}  // namespace almanach
