#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/problem.hpp"
#include "cache/parse_cache.hpp"
#include "config/config.hpp"
#include "content/folder.hpp"
#include "content/watcher.hpp"
#include "model/feed.hpp"
#include "parse/feed_file.hpp"
#include "parse/fields.hpp"
#include "parse/parsed_file.hpp"

namespace almanach {

/// The events of the content folder, kept up to date: the first two stages of the pipeline
/// together. What has not changed is neither read nor parsed again. One thread.
class Library {
 public:
  /// `root_name` names the feed of events that lie in the content folder itself. `feed_ids`: by
  /// folder, those that feeds were served under before. `folder` and `config` are borrowed for the
  /// library's life, as is `cache` (null: there is none).
  Library(const Folder& folder, const Config& config, std::string root_name,
          std::map<std::string, std::string> feed_ids = {}, ParseCache* cache = nullptr);

  /// Looks at what may have changed. Returns the folders whose feed, events or problems are not
  /// what they were.
  std::set<std::string> update(FolderChanges changes);

  /// The folders that are feeds, in the order of their paths.
  std::vector<std::string> feed_folders() const;

  /// Null where `folder` is none of feed_folders(). Valid until the next update.
  const Feed* find_feed(const std::string& folder) const;
  /// Of any folder, known or not.
  FolderContents contents(const std::string& folder) const;
  /// Whether a file of ours lies in the folder now.
  bool has_content(const std::string& folder) const;

  /// Whether the last look at everything came to see all of it.
  bool sees_everything() const;
  /// Of all files of events that are there, or were when they were last in sight. What `visit` is
  /// given stays where it is until the next update.
  void for_each_path(const std::function<void(const std::string& path)>& visit) const;

  /// What is wrong in a folder, feed or not, sorted; empty for a folder that is not known.
  Problems problems(const std::string& folder) const;
  /// What is wrong with the content as a whole: it is missing, a folder cannot be read, an id is
  /// taken.
  const Problems& general_problems() const { return general_problems_; }
  /// All folders that were ever looked into.
  std::vector<std::string> folders() const;

 private:
  struct FileState {
    FileStamp stamp;  ///< without its path
    Digest digest{};
    Problems problems;
    std::vector<ParseCache::Entry> events;  ///< null: a faulty one; no key twice
    bool readable = true;
  };
  struct FolderState {
    FeedFile feed_file;
    bool is_feed =
        false;  ///< once a feed, always one: an address that was subscribed to goes on answering
    Feed feed;
    std::optional<Digest> context;  ///< see ParseCache; empty: the feed has changed
    std::map<std::string, FileState> files;
  };
  struct Work {
    std::string path;
    bool must_parse = false;  ///< even if its bytes are the same: the feed's settings have changed
    std::optional<FileStamp> stamp;  ///< where a listing told it
  };
  struct Outcome {
    ReadResult read;
    Digest digest{};
    std::optional<ParsedFile> parsed;  ///< empty: the bytes were the same
    bool cached = false;               ///< `parsed` is the cache's
  };

  std::vector<Work> find_work(const FolderChanges& changes, std::set<std::string>& touched);
  std::vector<Work> find_work_by_listing(std::set<std::string>& touched);
  void note_misnamed(std::string_view path);
  bool is_in_sight(const std::string& path) const;
  void drop(const std::string& path, std::set<std::string>& touched);
  void read_feed_files(std::vector<Work>& work, std::set<std::string>& touched);
  void renew_feed(const std::string& folder, std::vector<Work>& work,
                  std::set<std::string>& touched);
  /// Of the work from `begin` on, up to `end`.
  void process_run(const std::vector<Work>& work, std::size_t begin, std::size_t end,
                   std::vector<Outcome>& outcomes) const;
  void find_cached(const std::vector<Work>& work, std::size_t begin, std::size_t end,
                   std::vector<Outcome>& outcomes) const;
  Outcome process(const Work& work) const;
  ParsedFile parse(const std::string& path, std::string_view bytes, const Feed& feed) const;
  static void take_over(std::vector<ParsedEntry>& entries, FileState& file);
  void store(const std::string& path, Outcome outcome, std::set<std::string>& touched);
  void assign_ids(std::set<std::string>& touched);
  FolderState& state_of(const std::string& folder);

  const Folder& folder_;
  const Config& config_;
  std::string root_name_;
  std::map<std::string, std::string> feed_ids_;
  ParseCache* cache_;
  FieldTable fields_;
  Digest context_;  ///< of all that parsing depends on besides the file and its feed
  std::map<std::string, FolderState> folders_;
  Problems listing_problems_;
  bool complete_ = false;     ///< the last update looked at everything
  bool root_visible_ = true;  ///< the last look found a content folder with something in it
  std::vector<Unreadable> unreadable_;
  Problems general_problems_;
};

}  // namespace almanach
