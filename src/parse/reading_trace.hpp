#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/position.hpp"
#include "base/yaml.hpp"
#include "dialect/dialect.hpp"
#include "model/component_tree.hpp"

namespace almanach {

/// A fact of an event as its file writes it.
struct WrittenFact {
  /// In the words of front_matter_fields(); empty: it is read as none.
  std::string_view field;
  /// What it stands under: a key, as a path where it stands in a mapping; in a calendar file the
  /// name of a property. Empty: under none, but in the file's name or, with a position, its text.
  std::string key;
  Position position;   ///< of the key; line 0: it does not stand in the file's text
  std::string text;    ///< the value as written, in one line, cut where it is long
  bool later = false;  ///< a key that is looked up before it has a value too
};

/// How one event of a file was read.
struct EventTrace {
  std::string key;  ///< of the event in its file, see make_event_path()
  /// What is read, in the order of front_matter_fields(); of a field first what is looked up first.
  std::vector<WrittenFact> read;
  /// Keys that no field has, in the order of the file; of a calendar file none.
  std::vector<WrittenFact> unread;
  bool is_hidden = false;  ///< the file says that it is not to be published
  bool has_zone = false;   ///< a calendar file says the zone, or the instant without one
};

/// What the parser notes of where it finds things, for one who asks how a file was read. It changes
/// what is read in one thing: an event that is not to be published comes back as any other, and is
/// marked here. One thread.
class ReadingTrace {
 public:
  /// More events of a file, and more facts of an event, are not noted.
  static constexpr std::size_t kMostEvents = 500;
  static constexpr std::size_t kMostFacts = 200;

  /// An event is about to be read from the keys of `fields`. What is noted from now on is of it.
  void begin_event(const std::string& key, const YamlNode& fields, const Dialect& dialect,
                   bool is_hidden);
  /// The key at `position` is read as if another one stood there; or none stands there, and this
  /// one says what the place is.
  void note_written_key(Position position, std::string key);

  /// An event was read from the lines of `component`, and of `changes` to single occurrences.
  void begin_event(const std::string& key, const CalendarComponent& component,
                   const std::vector<const CalendarComponent*>& changes);

  /// A fact of the present event that stands elsewhere than under a key of its field. `key`: as in
  /// WrittenFact.
  void note(std::string_view field, std::string key, Position position, std::string_view text);

  const std::vector<EventTrace>& events() const { return events_; }

 private:
  std::string written_key(const FoundField& found) const;
  void note_unread(const YamlNode& mapping, const std::string& prefix, const Dialect& dialect);

  std::vector<EventTrace> events_;
  std::map<std::pair<int, int>, std::string> written_keys_;  ///< by line and column
  bool begun_ = false;  ///< the last one noted is the present one
};

}  // namespace almanach
