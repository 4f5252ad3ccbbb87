#include "journal/file_matching.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "dialect/path_names.hpp"
#include "journal/renamed_events.hpp"
#include "model/event_addresses.hpp"
#include "model/kept_lines.hpp"

namespace almanach {
namespace {

std::int64_t sequence_of(const CurrentEvent& file) {
  return kept_sequence(file.event->kept_lines);
}

Problem describe_outdated(const CurrentEvent& file, const CurrentEvent& newest) {
  return {
      Severity::warning,
      file_of(file.path),
      0,
      0,
      fmt::format("duplicate uid \"{}\": {} has it with SEQUENCE {}, this edition with {} is "
                  "left out",
                  file.event->uid, file_of(newest.path), sequence_of(newest), sequence_of(file)),
      "delete the older file, or the event in it"};
}

/// Of a calendar that was exported twice, the events of the older file: those whose SEQUENCE is
/// lower than what another file gives the same UID.
std::set<const CurrentEvent*> find_outdated(const std::vector<CurrentEvent>& files,
                                            Problems& problems) {
  std::unordered_map<std::string_view, const CurrentEvent*> newest;
  std::vector<const CurrentEvent*> kept;
  for (const CurrentEvent& file : files) {
    if (!file.event || file.event->kept_lines.empty() || file.event->uid.empty()) continue;
    kept.push_back(&file);
    const CurrentEvent*& known = newest[file.event->uid];
    if (known == nullptr || sequence_of(file) > sequence_of(*known)) known = &file;
  }
  std::set<const CurrentEvent*> outdated;
  for (const CurrentEvent* file : kept) {
    const CurrentEvent& winner = *newest.at(file->event->uid);
    if (sequence_of(*file) == sequence_of(winner)) continue;
    outdated.insert(file);
    problems.push_back(describe_outdated(*file, winner));
  }
  return outdated;
}

/// What an event's file is called but for languages: "x.md" of "fr/x.md" and of "x.fr.md".
std::string without_languages(const std::string& event_path) {
  const std::string plain = without_language_suffix(file_of(event_path));
  std::string name;
  for (std::size_t begin = 0; begin < plain.size();) {
    const std::size_t slash = plain.find('/', begin);
    const std::string_view part = std::string_view(plain).substr(begin, slash - begin);
    if (slash == std::string::npos || !is_language_code(part))
      name.append(name.empty() ? "" : "/").append(part);
    begin = slash == std::string::npos ? plain.size() : slash + 1;
  }
  return make_event_path(name, key_of(event_path));
}

/// One matching under way; its functions are the steps of match_files(), to be called in order.
class Matcher {
 public:
  Matcher(const FolderContents& contents, const FeedRecords& records);

  void match_paths();
  void match_uids();
  void match_translations();
  void match_renamed(const EventReader& read_event);
  void match_unreadable_lists();
  Matching take_result() { return std::move(result_); }

 private:
  std::optional<Match> owner_of(const std::string& uid) const;
  void take(const CurrentEvent& file, std::size_t record);
  void add_new(const CurrentEvent& file);
  void leave_out(const CurrentEvent& file, const Match& owner);

  const std::vector<CurrentEvent>& files_;
  const FeedRecords& records_;
  std::vector<const CurrentEvent*> file_of_;  ///< by record; null: none so far
  /// The successors of withdrawn files, by the files' paths; empty: none.
  std::unordered_map<std::string_view, std::string_view> successors_;
  /// Where it is another than the records say: whose a UID is. Empty: nobody's.
  std::unordered_map<std::string_view, std::optional<Match>> owners_;
  std::vector<const CurrentEvent*> open_;  ///< files with an event and without record so far
  Matching result_;
};

Matcher::Matcher(const FolderContents& contents, const FeedRecords& records)
    : files_(contents.events), records_(records), file_of_(records.size(), nullptr) {
  for (const WithdrawnFile& file : contents.withdrawn) successors_[file.path] = file.successor;
}

/// Whose a UID is. Its file may be null: none so far. Empty: nobody's, as an empty `uid` is.
std::optional<Match> Matcher::owner_of(const std::string& uid) const {
  if (uid.empty()) return std::nullopt;
  if (const auto found = owners_.find(uid); found != owners_.end()) return found->second;
  const auto record = records_.find_by_uid(uid);
  if (!record) return std::nullopt;
  return Match{file_of_[*record], record};
}

void Matcher::take(const CurrentEvent& file, std::size_t record) {
  const Match match{&file, record};
  file_of_[record] = &file;
  result_.matches.push_back(match);
  if (!file.event || file.event->uid.empty()) return;
  const std::string& before = records_[record].uid;
  if (file.event->uid == before) return;
  owners_[before] = std::nullopt;
  owners_[file.event->uid] = match;
}

void Matcher::add_new(const CurrentEvent& file) {
  const Match match{&file, std::nullopt};
  result_.matches.push_back(match);
  if (!file.event->uid.empty()) owners_[file.event->uid] = match;
}

/// `owner` has a file already.
void Matcher::leave_out(const CurrentEvent& file, const Match& owner) {
  result_.problems.push_back(describe_duplicate_uid(file, owner.file->path));
}

void Matcher::match_paths() {
  const std::set<const CurrentEvent*> outdated = find_outdated(files_, result_.problems);
  for (const CurrentEvent& file : files_) {
    if (outdated.count(&file) != 0) continue;
    const auto record = records_.find_by_path(file.path);
    const bool known = record && (file.event == nullptr || file.event->uid.empty() ||
                                  file.event->uid == records_[*record].uid);
    const bool revived = known && file.event != nullptr && file.event->uid.empty() &&
                         records_[*record].presence == Presence::gone;
    if (known && !revived) {
      take(file, *record);
    } else if (file.event != nullptr) {
      open_.push_back(&file);
    }
  }
}

void Matcher::match_uids() {
  for (const CurrentEvent* file : std::exchange(open_, {})) {
    const auto owner = owner_of(file->event->uid);
    const auto here = records_.find_by_path(file->path);
    if (owner && owner->file != nullptr) {
      leave_out(*file, *owner);
    } else if (owner) {
      take(*file, *owner->record);
    } else if (here && file_of_[*here] == nullptr) {
      take(*file, *here);
    } else {
      open_.push_back(file);
    }
  }
}

/// Which file of a translated event is served may change: the event stays the same.
void Matcher::match_translations() {
  if (open_.empty()) return;
  std::set<std::string_view> asked;  // UIDs
  for (const CurrentEvent* file : open_) asked.insert(file->event->uid);
  std::unordered_map<std::string, std::size_t> heirs;  // by what the file is called
  for (std::size_t record = 0; record < records_.size(); ++record) {
    if (file_of_[record] != nullptr || records_[record].presence == Presence::gone) continue;
    if (asked.count(records_[record].uid) != 0) continue;
    const std::string& path = records_[record].path;
    const auto found = successors_.find(file_of(path));
    if (found == successors_.end()) {
      heirs.emplace(without_languages(path), record);
    } else if (!found->second.empty()) {
      heirs.emplace(without_languages(make_event_path(found->second, key_of(path))), record);
    }
  }
  for (const CurrentEvent* file : std::exchange(open_, {})) {
    const std::string name = without_languages(file->path);
    // Where it is not, the language is none to the site.
    const bool is_called_so = name == file->path || !file->address.empty();
    const auto heir = is_called_so && file->event->uid.empty() ? heirs.find(name) : heirs.end();
    if (heir != heirs.end() && file_of_[heir->second] == nullptr) {
      take(*file, heir->second);
    } else {
      open_.push_back(file);
    }
  }
}

void Matcher::match_renamed(const EventReader& read_event) {
  if (open_.empty()) return;
  RenamedEvents missing;
  for (std::size_t record = 0; record < records_.size(); ++record) {
    if (file_of_[record] != nullptr || records_[record].presence == Presence::gone) continue;
    if (successors_.count(file_of(records_[record].path)) != 0) continue;
    if (const Event* event = read_event(record)) missing.add(record, *event);
  }
  // The same ones first, so that a similar one does not take what is another's.
  for (const CurrentEvent* file : std::exchange(open_, {})) {
    const auto same =
        file->event->uid.empty() ? missing.take_same(*file->event) : std::optional<std::size_t>();
    if (same) {
      take(*file, *same);
    } else {
      open_.push_back(file);
    }
  }
  for (const CurrentEvent* file : std::exchange(open_, {})) {
    if (const auto owner = owner_of(file->event->uid)) {
      leave_out(*file, *owner);
    } else if (const auto similar = missing.take_similar(*file->event)) {
      take(*file, *similar);
    } else {
      add_new(*file);
    }
  }
}

void Matcher::match_unreadable_lists() {
  std::unordered_map<std::string_view, const CurrentEvent*> unreadable;
  for (const CurrentEvent& file : files_) {
    if (file.event == nullptr && key_of(file.path).empty()) unreadable.emplace(file.path, &file);
  }
  if (unreadable.empty()) return;
  for (std::size_t record = 0; record < records_.size(); ++record) {
    const std::string& path = records_[record].path;
    if (file_of_[record] != nullptr || key_of(path).empty()) continue;
    const auto found = unreadable.find(file_of(path));
    if (found != unreadable.end()) take(*found->second, record);
  }
}

}  // namespace

Matching match_files(const FolderContents& contents, const FeedRecords& records,
                     const EventReader& read_event) {
  Matcher matcher(contents, records);
  matcher.match_paths();
  matcher.match_translations();
  matcher.match_uids();
  matcher.match_renamed(read_event);
  matcher.match_unreadable_lists();
  return matcher.take_result();
}

Problem describe_duplicate_uid(const CurrentEvent& file, const std::string& owner) {
  return {Severity::error,
          file_of(file.path),
          0,
          0,
          fmt::format("duplicate uid \"{}\": {} has it already, this event is left out",
                      file.event->uid, owner),
          "give each event a uid of its own, or none"};
}

}  // namespace almanach
