#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "config/config.hpp"
#include "content/folder.hpp"
#include "dialect/dialect.hpp"
#include "dialect/shape.hpp"
#include "model/feed.hpp"
#include "parse/parsed_file.hpp"
#include "parse/reading_trace.hpp"

namespace almanach {

/// A content file as it was when it was read last.
struct ViewedFile {
  std::string path;  ///< below the content folder
  std::string feed;  ///< the folder of its feed
  FileRole role = FileRole::event;
  std::string main;         ///< the file that it belongs to, see FilePlace; empty: none
  bool is_readable = true;  ///< else a problem says why not
  bool is_held = false;     ///< it is read as it was served, not as the feed's files say now
};

/// What the files of a feed are read in.
struct ViewedFeed {
  Feed feed;
  std::shared_ptr<const Dialect> dialect;  ///< as the files say now; never null
  std::shared_ptr<const Dialect> kept;     ///< as the feed was served; null: it was not
};

/// All content files and how each is read: for one who writes them, on this machine, and nobody
/// else. Immutable; any thread.
struct ContentView {
  std::vector<ViewedFile> files;            ///< sorted by path
  std::map<std::string, ViewedFeed> feeds;  ///< by folder; of each file's

  /// Null: there was no content file of that path.
  const ViewedFile* find(const std::string& path) const;
};

/// A file read once more, to see how that is done.
struct ViewedReading {
  std::string bytes;               ///< as they are now; empty where they cannot be had
  ParsedFile parsed;               ///< with events that are not to be published, too
  std::vector<EventTrace> events;  ///< in the order that they were read
};

/// Reads a file of `view`, of `folder`, as it is now, in the light of the others as they were when
/// the view was made. `config`: that of the view. Takes what it takes to read the file; throws as
/// Folder does. Any thread.
ViewedReading read_again(const ContentView& view, const ViewedFile& file, const Folder& folder,
                         const Config& config);

}  // namespace almanach
