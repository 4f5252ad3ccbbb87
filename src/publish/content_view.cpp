#include "publish/content_view.hpp"

#include <algorithm>
#include <utility>

#include "parse/content_file.hpp"
#include "publish/file_references.hpp"

namespace almanach {

const ViewedFile* ContentView::find(const std::string& path) const {
  const auto found = std::lower_bound(
      files.begin(), files.end(), path,
      [](const ViewedFile& file, const std::string& wanted) { return file.path < wanted; });
  return found == files.end() || found->path != path ? nullptr : &*found;
}

ViewedReading read_again(const ContentView& view, const ViewedFile& file, const Folder& folder,
                         const Config& config) {
  ViewedReading reading;
  ReadResult read = folder.read(file.path, config.max_file_size);
  if (!read.bytes) return reading;
  reading.bytes = std::move(*read.bytes);
  const ViewedFeed& feed = view.feeds.at(file.feed);
  const Dialect& dialect = file.is_held && feed.kept ? *feed.kept : *feed.dialect;
  FileWork work;
  FolderPages pages(folder, config.max_file_size);
  ReadingTrace trace;
  reading.parsed = parse_content_file(file.path, reading.bytes,
                                      {config, dialect, feed.feed, work, &pages, &trace});
  reading.events = trace.events();
  return reading;
}

}  // namespace almanach
