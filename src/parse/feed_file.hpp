#pragma once

#include <string>
#include <string_view>

#include "config/config.hpp"
#include "content/folder.hpp"
#include "model/feed.hpp"

namespace almanach {

/// Whether a path is that of a feed.yml.
bool is_feed_file(std::string_view path);
/// Whether a file is called nearly so ("feed.yaml", "Feed.yml"): it is not read, and may be meant.
bool is_misnamed_feed_file(std::string_view path);

/// The problem that a file of the content could not be read: an error, `reason` in its message,
/// `cure` (see Unreadable) in its hint.
Problem describe_unreadable(const std::string& path, const std::string& reason,
                            const std::string& cure);

/// The problem of a file or folder whose name is not UTF-8: an error; its file is `path` with odd
/// octets escaped.
Problem describe_misnamed(std::string_view path);

/// The settings in the feed.yml of one folder; a folder without the file has the configured ones
/// alone. One thread.
class FeedFile {
 public:
  bool exists() const { return !path_.empty(); }
  /// The file's path below the content folder; empty: it does not exist.
  const std::string& path() const { return path_; }
  /// The file's stamp when it was last read; where it could not be read, the stamp of no file.
  const FileStamp& stamp() const { return stamp_; }
  const Problems& problems() const { return problems_; }

  /// Takes over the settings of the file, which exists. Where it cannot be read, the settings stay
  /// as they are (an error in problems()). True: the settings are others than before.
  bool take_over(const ReadResult& read, const std::string& path);
  /// Notes that the file is gone. True: it existed before.
  bool forget();

  /// Whether what the file says of who may see the folder, or does not say, is certain: it could be
  /// read when it was last looked at, and all its keys are known. True where there is none.
  bool is_access_sure() const { return is_access_sure_; }

  /// Whether what the file says of the feed's end, or does not say, is certain, in the same way.
  bool is_end_sure() const { return is_end_sure_; }

  /// What the file says of the folder and, where it says nothing, the configuration.
  FeedSettings settings(const std::string& folder, const Config& config) const;

  /// The feed of the folder, without an id. `root_name` is the name of the content folder itself;
  /// `title` what the folder's section page calls it, empty where there is none: that counts where
  /// no setting names the feed.
  Feed make_feed(const std::string& folder, const std::string& root_name, const Config& config,
                 const std::string& title = "") const;

 private:
  FeedSettings settings_;
  std::string path_;
  FileStamp stamp_;
  Problems problems_;
  bool is_access_sure_ = true;
  bool is_end_sure_ = true;
};

}  // namespace almanach
