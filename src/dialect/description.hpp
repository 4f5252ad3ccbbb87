#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "config/date_settings.hpp"
#include "dialect/dialect.hpp"
#include "dialect/survey.hpp"

namespace almanach {

/// A file of a feed and what it shows.
struct ShownFile {
  std::string path;
  const Survey* survey = nullptr;  ///< borrowed; files that show the same may share it
};

/// A key, and how many files have it.
struct DescribedKey {
  std::string key;
  std::size_t files = 0;
  std::size_t dates = 0;  ///< of them, those with a day there

  bool operator==(const DescribedKey&) const = default;
};

/// A field, and the keys that hold it: each file counts for the one key that is read there, so that
/// a key may have no file where others go before it.
struct DescribedField {
  std::string field;               ///< in the words of front_matter_fields()
  std::vector<DescribedKey> keys;  ///< in the order that they are looked up

  bool operator==(const DescribedField&) const = default;
};

/// How the files of one feed are read, for people.
struct DialectDescription {
  std::string feed;                    ///< its folder; empty: the content folder itself
  std::size_t files = 0;               ///< that have front matter, or are lists
  std::vector<DescribedField> fields;  ///< that a file has, in the order of front_matter_fields()
  std::vector<DescribedKey>
      others;               ///< keys that no field has: those with days, then the commonest
  std::size_t undated = 0;  ///< files without a key that says when
  std::vector<std::string> first_undated;  ///< the first kFirst of them
  std::vector<std::string> evidence;       ///< why it is read so, a phrase each
  bool day_of_name = false;                ///< the day in a file's name is the event's
  bool articles = false;  ///< `date` is the day of publication, and nothing else says when
  /// No file yields an event, and not because each says that it is not to be published.
  bool barren = false;
  /// What keeps the dates as they are read, where the files have such dates and it is one thing in
  /// all of them.
  DateSettings dates;
  std::size_t held = 0;  ///< files that are read as they were served, not as the files say now

  bool operator==(const DialectDescription&) const = default;
};

/// So many of several files are named.
inline constexpr std::size_t kFirst = 3;

/// Describes what `files`, sorted by path, are read with. `folder`: the feed's. `barren` is left to
/// the caller, who knows the events, as is hold_description(). Pure; any thread.
DialectDescription describe_dialect(const std::string& folder, const Dialect& dialect,
                                    const std::vector<ShownFile>& files);

/// Says that so many files are read as they were served, in place of why they are.
void hold_description(DialectDescription& description, std::size_t files);

/// Whether a field, as front_matter_fields() names it, says when an event is. Any thread.
bool says_when_it_is(std::string_view field);

/// Whether both read the same keys of the same feed as the same fields; how many files have them is
/// not asked. Any thread.
bool reads_alike(const DialectDescription& a, const DialectDescription& b);

/// An error for each feed that is barren, its folder in place of a file. Where other folders have
/// events, articles are none, nor are pages without any day. Any thread.
Problems describe_barren(const std::vector<DialectDescription>& descriptions, bool has_events);

}  // namespace almanach
