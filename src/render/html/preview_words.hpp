#pragma once

#include <string_view>

#include "render/html/language.hpp"

namespace almanach {

/// What the preview says to those who write the events. Plain text; "{}" stands for what
/// fmt::format puts in.
struct PreviewWords {
  std::string_view title;
  std::string_view lead;    ///< folder
  std::string_view search;  ///< label of the field
  std::string_view find;
  std::string_view found;     ///< number shown, number of all
  std::string_view left_out;  ///< number
  std::string_view none_found;
  std::string_view files;
  std::string_view elsewhere;
  std::string_view errors;    ///< number
  std::string_view warnings;  ///< number
  std::string_view events;    ///< number
  // Why a file gives no event.
  std::string_view section;
  std::string_view resource;  ///< the event's file
  std::string_view variant;   ///< likewise
  std::string_view ignored;
  std::string_view unreadable;
  std::string_view no_event;
  // One file.
  std::string_view missing;
  std::string_view missing_more;
  std::string_view gives_none;
  std::string_view choose;
  std::string_view is_draft;        ///< behind a title
  std::string_view published_page;  ///< a link
  std::string_view draft;
  std::string_view not_public;
  std::string_view held;
  std::string_view kept_version;
  std::string_view problems;
  std::string_view no_problem;
  std::string_view error;
  std::string_view warning;
  std::string_view lines;
  std::string_view lines_more;
  // How it was read.
  std::string_view reading;
  std::string_view field;
  std::string_view written;
  std::string_view where;
  std::string_view line;       ///< number
  std::string_view file_name;  ///< where the day of a file's name stands
  std::string_view file_text;  ///< where the text below the fields stands
  std::string_view later;      ///< a key that is looked up before it has a value
  std::string_view assumed;
  std::string_view assumed_end;   ///< minutes
  std::string_view assumed_zone;  ///< zone
  std::string_view unread;
  std::string_view unread_more;
  std::string_view evidence;
  std::string_view renewed;  ///< time, for the script
};

/// In that language. Any thread.
const PreviewWords& preview_words(Language language);

/// What a field is called, as front_matter_fields() has it; the field's own name where there is no
/// other. Any thread.
std::string_view name_field(std::string_view field, Language language);

}  // namespace almanach
