#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.hpp"
#include "dialect/offset_evidence.hpp"
#include "model/zone.hpp"

namespace almanach {

/// The forms that the values of a key have in a file.
struct ValueForms {
  bool date = false;         ///< a value that names a day, its year too
  bool other = false;        ///< a value that does not
  bool digit = false;        ///< a value with a digit in it
  bool day_first = false;    ///< "24/02/2022"
  bool month_first = false;  ///< "02/24/2022"
  bool unordered = false;    ///< "02/03/2022": only the folder can tell

  /// Offsets behind times of day, as OffsetRole says for the zone of the feed.
  bool standard = false;
  bool daylight = false;
  bool other_season = false;
  bool maybe_season = false;  ///< the same, where nobody has said that the zone is the site's
  bool foreign = false;
  /// Of the beginning and the end of one day, with offsets further apart than those of any zone's
  /// seasons: one of them at least is what a program filled in.
  bool torn = false;
  bool zulu = false;  ///< "Z"
  /// The texts of the file name the time of the digits, or that of the instant, not both.
  bool digits_told = false;
  bool instants_told = false;
  bool zulu_digits_told = false;
  bool zulu_instants_told = false;

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

/// Of files that mostly show the same, which share their survey: there are as many files as events.
using SharedSurvey = std::shared_ptr<const Survey>;

/// One of no keys; the same each time. Any thread.
SharedSurvey empty_survey();

/// What is known of the zone of local times.
struct SurveyZone {
  Zone zone;
  bool is_given = false;  ///< a person or the site's own configuration said it

  bool operator==(const SurveyZone&) const = default;
};

/// A time whose digits and instant are not the same time of day in the zone.
struct DoubtedTime {
  std::string path;  ///< of the key that it stands under
  StampedTime time;
};

/// The front matter or list that a survey is of, and what only texts can tell of it.
struct SurveyReading {
  Survey survey;
  std::vector<DoubtedTime> doubts;  ///< at most kMostDoubts

  /// Notes what the texts of the file told of a doubt.
  void settle(const DoubtedTime& doubt, bool as_digits);
};
inline constexpr std::size_t kMostDoubts = 8;

/// What the front matter of a page shows: its keys, and those of mappings that only hold others
/// (`extra`, `params`, `event`) or a span (`dates: {start, end}`). Pure; any thread.
SurveyReading survey_page(const YamlNode& front_matter, const SurveyZone& zone = {});

/// What a data file shows: as a page where it is a mapping without lists of mappings, else what all
/// the items of these lists show together, at most kDeepestList lists deep. Pure; any thread.
SurveyReading survey_list(const YamlNode& root, const SurveyZone& zone = {});
inline constexpr int kDeepestList = 4;

/// What a survey's text says; see read_survey_text().
std::string write_survey_text(const Survey& survey);
/// The survey that write_survey_text() wrote. Throws std::invalid_argument.
Survey read_survey_text(std::string_view text);

/// Files by what the offsets of a key show there; see ValueForms.
struct OffsetCounts {
  std::size_t standard = 0;
  std::size_t daylight = 0;
  std::size_t other_season = 0;
  std::size_t maybe_season = 0;
  std::size_t foreign = 0;
  std::size_t torn = 0;
  std::size_t zulu = 0;
  std::size_t digits_told = 0;
  std::size_t instants_told = 0;
  std::size_t zulu_digits_told = 0;
  std::size_t zulu_instants_told = 0;

  void add(const ValueForms& forms, std::size_t files);
  OffsetCounts& operator+=(const OffsetCounts& more);
  bool operator==(const OffsetCounts&) const = default;
};

/// The files that have a key, and those of them that show a form there.
struct KeyCount {
  std::size_t files = 0;
  std::size_t dates = 0;
  std::size_t digits = 0;
  std::size_t day_first = 0;
  std::size_t month_first = 0;
  OffsetCounts offsets;

  bool operator==(const KeyCount&) const = default;
};
using KeyCounts = std::map<std::string, KeyCount>;  ///< by path

/// What the files of a folder show together. Files that show the same share their survey. One
/// thread.
class FolderSurvey {
 public:
  /// Counts a file's survey; what comes back stays valid for its owner.
  SharedSurvey add(SharedSurvey survey);
  /// The file that showed it is gone, or shows something else.
  void remove(const SharedSurvey& survey);

  /// Adds the files that are no lists to those that are counted in `keys`.
  void add_to(KeyCounts& keys) const;
  bool empty() const { return surveys_.empty(); }

 private:
  struct Less {
    bool operator()(const SharedSurvey& a, const SharedSurvey& b) const { return *a < *b; }
  };

  std::map<SharedSurvey, std::size_t, Less> surveys_;  ///< and how many files
};

}  // namespace almanach
