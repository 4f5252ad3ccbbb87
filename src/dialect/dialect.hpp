#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/yaml.hpp"
#include "config/config.hpp"
#include "dialect/date_style.hpp"
#include "dialect/survey.hpp"

namespace almanach {

/// A value of the front matter, found under one of a field's names.
struct FoundField {
  std::string name;  ///< the name that it stands under; a path where it stands in a mapping
  Position key_position;
  const YamlNode* value = nullptr;  ///< owned by the front matter; never null

  Position position() const { return value->position; }
};

/// How one folder writes its events: which key holds which field. Immutable but for the functions
/// that make a new one; any thread.
///
/// Keys come from, in this order: `fields:` of the configuration; the names of
/// front_matter_fields(); what the folder's own keys say as words (see read_key()). A key that is
/// to tell a day has to do so in half of the files that have it.
///
/// Day or month first is what a number over 12 shows in any of its dates, unless others show the
/// contrary.
///
/// An offset is that of the instant, unless it is of the zone's other season, or the texts of the
/// folder tell otherwise, or a program filled it in: see DateStyle::Offsets.
///
/// `date` is the day of the event where no file of the folder has another key that says when; the
/// day of publication where one has, and in folders of articles (`_posts`, `blog`). In a whole site
/// it is so only in folders and lists of events: their names say so, or their keys tell a place or
/// hours.
class Dialect {
 public:
  /// Where nothing is known of the folder: the built-in names, with `configured` before or instead
  /// of them. `is_whole_site`: the content folder is the top of a site, where folders of all kinds
  /// lie.
  explicit Dialect(const FieldSettings& configured, bool is_whole_site = false);

  /// This, but what `said` tells of dates is so, whatever the files show. Precondition: this is of
  /// no folder.
  Dialect with_settings(const DateSettings& said) const;

  /// What the files of the folder at `folder` (below the content folder) show, on top of this;
  /// `keys`: of all of them.
  /// Precondition: this is of no folder.
  Dialect learn(const std::string& folder, const KeyCounts& keys) const;

  /// Whether a file with such keys is read with this as it is: each was there when it was learned.
  bool knows(const Survey& survey) const;
  /// This, with the keys of one more file; nothing else of it changes. But a list has a dialect of
  /// its own: what its items show together says what `date` means there, and day or month first.
  Dialect with(const Survey& survey) const;

  /// A digest of all that this says of a file with such keys: where it stays the same, the file is
  /// read as before.
  Digest reading_of(const Survey& survey) const;

  /// What was learned, as text: with the same configuration, read_text() makes this of it again.
  std::string write_text() const;
  /// What write_text() wrote, on top of this; what the configuration says of a key counts more.
  /// Precondition: this is of no folder. Throws std::invalid_argument.
  Dialect read_text(std::string_view text) const;

  /// This as builds had it that learned nothing from files: no key is added to it, and numeric
  /// dates have the day first. Precondition: this is of no folder.
  Dialect without_learning() const;

  /// The value under the first of `field`'s names that has one: neither null nor blank text.
  std::optional<FoundField> find(const YamlNode& front_matter, std::string_view field) const;

  /// Every value under one of `field`'s names, in the order of the file.
  std::vector<FoundField> find_all(const YamlNode& front_matter, std::string_view field) const;

  /// The names of a field, in the order that they are looked up. Precondition: `field` is one.
  const std::vector<std::string>& names(std::string_view field) const;

  /// The field that has a name `key`; empty where none has.
  std::string field_of(std::string_view key) const;

  /// All names of all fields.
  std::vector<std::string> all_names() const;

  /// Whether `date` is the day of the event.
  bool date_is_start() const { return date_is_start_; }

  /// Whether the day in a file's name ("2027-05-10-bal.md") is that of its event: no file of the
  /// folder says when under a key.
  bool name_is_start() const { return name_is_start_; }

  /// How the dates are written.
  const DateStyle& date_style() const { return date_style_; }

 private:
  struct Learned {
    std::string_view field;  ///< empty: it is not read
    int rank = 0;
  };

  Digest read_with(const Survey& survey) const;
  void take_key(const std::string& path, bool names_days, bool has_digits);
  void give_key(const std::string& path, std::string_view field, int rank);
  void sort_names();
  bool tells_events(const KeyCounts& keys) const;
  void give_days(const KeyCounts& keys);
  void read_date_as_start();
  void read_as_clock(const std::string& name);
  void weigh_offsets(const KeyCounts& keys);
  void keep_settings();

  /// Cheaper than the alphabet: each file of a folder asks for each field.
  struct ShorterFirst {
    using is_transparent = void;
    bool operator()(std::string_view a, std::string_view b) const {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    }
  };

  std::map<std::string, std::vector<std::string>, ShorterFirst> names_;  ///< by field
  std::set<std::string, std::less<>> closed_;  ///< fields whose names are the configuration's alone
  std::map<std::string, std::string, std::less<>> fields_;  ///< by name
  std::map<std::string, Learned, std::less<>> learned_;     ///< by path; all keys that were seen
  std::set<std::string> clocks_;  ///< built-in names of days that tell hours here
  bool learns_ = true;
  DateSettings said_;  ///< by the configuration
  bool date_is_start_ = false;
  bool name_is_start_ = false;
  bool is_whole_site_ = false;
  DateStyle date_style_;
};

}  // namespace almanach
