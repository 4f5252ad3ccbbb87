#pragma once

#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "parse/context.hpp"
#include "parse/entry_keys.hpp"
#include "parse/parsed_file.hpp"
#include "parse/text/rich_text.hpp"

namespace almanach {

/// One event as its file writes it. Borrowed for the time of the call.
struct WrittenEvent {
  std::string file;        ///< below the content folder
  std::string key;         ///< see ParsedEntry
  const YamlNode& fields;  ///< a mapping
  Position position;       ///< of a problem with something that is missing
  std::string_view body;   ///< the text below the fields; may be empty
  int body_line = 1;       ///< the file's line on which `body` starts
  /// One of several that share `body` and most of `fields`: no remarks are made on these.
  bool is_session = false;
  /// The hours in the information entries of `fields` are those of other sessions: not read.
  bool ignore_info_hours = false;
  /// What read_body() gives, where that is known already; null: it is not.
  const RichText* text = nullptr;
};

/// The text below the fields. Pure; any thread.
RichText read_body(const WrittenEvent& written, const ParseContext& context);

/// What stands before the name of an event that is one of several in `written`, in its key.
std::string key_start(const WrittenEvent& written);

/// Reads the event that `written` holds and appends its entry to `file`, and one for each part of
/// it that is served beside it (SeriesPart): its key is the day on which it is, after that of the
/// event, its UID too where the file gives one. None: neither start nor end date, or `published:
/// false`, or `draft: true`. What is odd is appended to the file's problems; an entry without its
/// event has an error there. `keys` are those of the whole file. Pure; any thread.
void parse_event(const WrittenEvent& written, const ParseContext& context, EntryKeys& keys,
                 ParsedFile& file);

}  // namespace almanach
