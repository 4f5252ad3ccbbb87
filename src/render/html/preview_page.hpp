#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "config/config.hpp"
#include "dialect/shape.hpp"
#include "model/civil.hpp"
#include "model/feed.hpp"
#include "parse/reading_trace.hpp"
#include "render/html/document.hpp"

namespace almanach {

/// The two pages that show who writes the events how their files are read. Any thread.

/// A file in the list of all.
struct PreviewEntry {
  std::string path;
  std::size_t events = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  FileRole role = FileRole::event;
  std::string main;  ///< the file that it belongs to; may be empty
  bool is_readable = true;
};

struct PreviewList {
  std::string news;                 ///< the path where the next news is told (text/event-stream)
  std::string folder;               ///< the content folder
  std::string sought;               ///< that the names are to hold; may be empty
  std::vector<PreviewEntry> files;  ///< in the order shown
  std::size_t found = 0;            ///< those that are not shown among them
  std::size_t all = 0;
  Problems elsewhere;  ///< of what is no content file: feed.yml, folders
};

/// An event of the file that is shown. Borrowed.
struct PreviewEvent {
  const RevisedEvent* revised = nullptr;
  const Feed* feed = nullptr;
  bool is_draft = false;  ///< it is not published
  bool is_kept = false;   ///< the file is at fault: this is what it said before
};

struct PreviewFile {
  std::string news;                  ///< see PreviewList
  std::string path;                  ///< of the file
  bool is_missing = false;           ///< there is no such file; all below is empty
  std::vector<PreviewEvent> events;  ///< that the file gives
  std::size_t chosen = 0;            ///< the one shown, where there are any
  std::string lines;                 ///< its VEVENT
  bool is_held = false;              ///< see ViewedFile
  Problems problems;                 ///< of the file
  std::string source;                ///< the file's text; may be empty
  /// How it was read: the chosen event, then what gave none.
  std::vector<EventTrace> traces;
  bool traces_chosen = false;         ///< the first of them is of the chosen event
  std::string zone;                   ///< of its feed
  std::vector<std::string> evidence;  ///< how its folder is read, see write_description()
};

/// Title and rules for search engines of `page` are filled in.
std::string render_preview_list(Page page, const PreviewList& list, const Config& config);
/// `today` as in render_event_page().
std::string render_preview_file(Page page, const PreviewFile& file, Day today,
                                const Config& config);

/// The path of the page of a file, or of all where that is empty; of the event at `index` of it. In
/// the language of `here`, the address of a page of the preview.
std::string preview_path(const PageAddress& here, std::string_view file, std::size_t index = 0);

/// The Content-Security-Policy (CSP3) of these pages under that configuration: they load what they
/// show anew.
std::string preview_security_policy(const Config& config);

}  // namespace almanach
