#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "base/problem.hpp"
#include "journal/feed_records.hpp"
#include "model/feed.hpp"

namespace almanach {

/// A file's event, and the record that it belongs to.
struct Match {
  const CurrentEvent* file = nullptr;  ///< one of the files given
  std::optional<std::size_t> record;   ///< its place; empty: an event that has no record yet
};

/// Which record each file belongs to. A record in no match has no file.
struct Matching {
  /// Each record once at the most, in the order in which the records are to be brought up to date.
  /// A file that cannot be read stands for all records whose events it may still hold.
  std::vector<Match> matches;
  Problems problems;  ///< of the files that are left out, because another has their UID
};

/// Gives the event of the record at a place, as its file last had it; null: nobody knows it.
/// Borrowed until the records change. May throw StoreError.
using EventReader = std::function<const Event*(std::size_t)>;

/// Matches a folder's files, sorted by path, with a feed's records. Changes neither; the matches
/// borrow from `contents`. In this order:
///
/// 1. Of a UID that calendar files (`.ics`) give twice with different SEQUENCEs, only the file with
///    the highest counts; the others are left out.
/// 2. A file belongs to the record of its path, unless it gives a UID that is not the record's.
/// 3. A file that gives a UID belongs to the record of that UID, wherever that record's file was;
///    where a file has matched that record already, the second one is left out. A UID of no record
///    replaces the one of the record at the file's path.
/// 4. A file without record that is the successor of withdrawn ones belongs to the first record of
///    theirs. Records of withdrawn files are in no other match. One that is called as a record's
///    file was but for the language, and whose address comes from that name, belongs to the record,
///    where that has no file. Before 3, this holds for files whose own record is gone, too.
/// 5. A file that is still without record was renamed, or is new. It belongs to a record without
///    file, not gone, whose event is the same; after all of those, to one whose event is similar
///    (see RenamedEvents). Else the event is new.
/// 6. A list of events that cannot be read holds every record that was in it and has no file yet.
///
/// `read_event` is asked for the records without file, and only where step 5 has a file to place.
/// What it throws is passed on.
Matching match_files(const FolderContents& contents, const FeedRecords& records,
                     const EventReader& read_event);

/// What to tell of a file that gives a UID which the event at `owner` has already.
Problem describe_duplicate_uid(const CurrentEvent& file, const std::string& owner);

}  // namespace almanach
