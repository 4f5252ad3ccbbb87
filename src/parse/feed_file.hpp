#pragma once

#include <string>
#include <string_view>

#include "config/config.hpp"
#include "content/folder.hpp"
#include "model/feed.hpp"

namespace almanach {

/// Whether a path is that of a feed.yml.
bool is_feed_file(std::string_view path);

/// That a file of the content could not be read, and why.
Problem describe_unreadable(const std::string& path, const std::string& reason);

/// What to tell of a file or folder whose name is not UTF-8. The problem's file is the path, with
/// its odd octets escaped.
Problem describe_misnamed(std::string_view path);

/// What the feed.yml of one folder says; a folder without one has none but the configured settings.
/// One thread.
class FeedFile {
 public:
  bool exists() const { return !path_.empty(); }
  /// Empty: it does not exist.
  const std::string& path() const { return path_; }
  /// As it was when it was last read; that of no file where it could not be.
  const FileStamp& stamp() const { return stamp_; }
  const Problems& problems() const { return problems_; }

  /// Takes over what is in the file, which exists, now; what cannot be read of it stays as it was,
  /// and is reported. True: the feed is another.
  bool take_over(const ReadResult& read, const std::string& path);
  /// The file is gone. True: the feed is another.
  bool forget();

  /// The feed of the folder, without an id. `root_name` is the name of the content folder itself.
  Feed make_feed(const std::string& folder, const std::string& root_name,
                 const Config& config) const;

 private:
  FeedSettings settings_;
  std::string path_;
  FileStamp stamp_;
  Problems problems_;
};

}  // namespace almanach
