#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/digest.hpp"
#include "base/problem.hpp"
#include "cache/parse_cache.hpp"
#include "config/config.hpp"
#include "content/folder.hpp"
#include "content/folder_changes.hpp"
#include "dialect/description.hpp"
#include "model/feed.hpp"
#include "parse/feed_file.hpp"
#include "parse/parsed_file.hpp"
#include "publish/content_sight.hpp"
#include "publish/content_view.hpp"
#include "publish/contested_file.hpp"
#include "publish/feed_layout.hpp"
#include "publish/file_references.hpp"
#include "publish/folder_access.hpp"
#include "publish/folder_dialect.hpp"
#include "publish/reading_order.hpp"

namespace almanach {

/// What a journal says of how events were served before the program began.
struct ServedBefore {
  std::set<std::string> bundles;                ///< folders that were an event each: they stay one
  std::set<std::string> files;                  ///< that had events
  std::set<std::string> names;                  ///< Journal::names()
  std::map<std::string, std::string> dialects;  ///< Library::dialect_text(), by folder
  /// Feed::access and Feed::is_access_own, by folder.
  std::map<std::string, std::pair<Access, bool>> accesses;
};

/// The events of the content folder, kept up to date: the pipeline's first two stages, reading and
/// parsing. What has not changed is neither read nor parsed again.
///
/// Two kinds of looks. A rescan lists the whole folder: the first look, after a failure, where the
/// watch has gaps, and whenever something may be gone for good. A partial look goes to the files
/// that FolderChanges names, and to no other.
///
/// What is read. A rescan compares stamps (size, times of the last write and of the last change,
/// inode, device; see FileStamp) and reads the files whose stamp is another, also one with an older
/// time. A partial look reads each file that it names, whatever its stamp.
///
/// What belongs where. FeedLayout says which feed a file's events are in, and which files are none.
/// That depends on what the files hold: where it turns out to be another than was thought, the
/// files that are to be read otherwise are read again in the same update.
///
/// What is parsed. Bytes that are read are digested; where the digest is the one before, the events
/// stay. Where a feed.yml comes, goes or gets other settings, every file of its folder is read and
/// parsed again: the events' zone and language come from there. Files are read and parsed on all
/// cores (see for_each_run()), after the feed.yml files.
///
/// How events are written. Each folder has its dialect, learned from what all its files show. A
/// few files of a folder that is new come first, so that the others are read in the light of
/// theirs; what was read otherwise than the folder's files together say is read again. A feed that
/// was served before goes on being read as it was, see choose_reading(): what its files say now is
/// taken over once that changes no event, or is accepted (accept_readings()).
///
/// What hangs on others. A file that names another one (its place's page) is parsed again when that
/// one changes, comes or goes; it is not kept in the cache.
///
/// What waits. Small files come first. Once the files of an update have taken kStepsOfUpdate, those
/// that are not begun wait for the next one (is_behind()), so that a save is not held up by others
/// that cost much; until then they are as they were, and nothing counts as gone. The first update
/// may take kStepsOfStart, many times what the largest site does: what is served is to be complete.
///
/// What the cache spares. A file that this library sees for the first time takes its events from
/// ParseCache where stamp and context are those of the row: it is not even read. Where only the
/// digest is that of the row, the file is read and not parsed. The context is a digest of program,
/// zone data, configuration and feed. The cache believes no stamp of the last two seconds, within
/// which a file can change without another stamp.
///
/// What stays the same object. An event that is parsed again and equal to the one before under its
/// key stays the object that it was, so that later stages see by its address that nothing changed.
///
/// What is gone. A file is dropped when a partial look finds it gone, or a rescan does not list it
/// although its folder could be looked into. Not dropped: what lies in or below a folder that could
/// not be read, and everything while the content folder is missing or empty (which is more likely
/// a mount or a checkout in the making). A file that is there but cannot be read keeps its path
/// with an event that is null. contents() says with each answer how well the folder is known (see
/// Sight): blind where it could not be looked into, partial after a partial look, else complete.
/// Whether an event counts as deleted is the journal's to say.
///
/// One thread.
class Library {
 public:
  /// `root_name` names the feed of events that lie in the content folder itself. `feed_ids` holds
  /// the ids that feeds were served under before, by folder. `folder` and `config` are borrowed for
  /// the library's life, as is `cache` (null: there is none).
  Library(const Folder& folder, const Config& config, std::string root_name,
          std::map<std::string, std::string> feed_ids = {}, ParseCache* cache = nullptr);

  /// What was served before the program began. To be told before the first update.
  void note_served(ServedBefore served);

  /// Looks at what may have changed. Returns the folders whose feed, events or problems may be
  /// others than before. Throws std::bad_alloc; then the next look is to be a rescan.
  std::set<std::string> update(FolderChanges changes);

  /// From the next update on, feeds are read as their files say now, whatever that changes.
  void accept_readings();

  /// How a feed is written that is served as its files say, as text (see Dialect); empty for one of
  /// which that is not so, or not known yet.
  std::string dialect_text(const std::string& folder) const;

  /// Files wait to be read: another update is due at once, with or without changes.
  bool is_behind() const { return !waiting_.empty(); }

  /// The folders that are feeds, in the order of their paths.
  std::vector<std::string> feed_folders() const;

  /// Null where `folder` is none of feed_folders(). Valid until the next update.
  const Feed* find_feed(const std::string& folder) const;
  /// Where the feed of `folder` is said to go on, and where that is said; empty: nowhere.
  std::optional<Successor> successor_of(const std::string& folder) const;
  /// Whether it is certain when the feed of `folder` ends, or that it does not.
  bool is_end_sure(const std::string& folder) const;
  /// The events in `folder`, sorted by path; none where the folder is not known.
  FolderContents contents(const std::string& folder) const;
  /// The events of the files of a feed that the last update has read anew, where the feed differs
  /// from what it was in these events alone: no file has come or gone, nor an event of one, nor is
  /// any placed or read otherwise. Empty: more may have changed.
  std::optional<std::vector<CurrentEvent>> edits(const std::string& folder) const;
  /// The events of a feed in other languages than its own, by language tag, then by the path of the
  /// event that they are a translation of.
  std::map<std::string, std::map<std::string, std::shared_ptr<const Event>>> translations(
      const std::string& folder) const;
  /// Whether a feed.yml or a content file, with or without events, lies in the folder now.
  bool has_content(const std::string& folder) const;

  /// The folders that were feeds and whose events belong to another feed now.
  std::set<std::string> dissolved_folders() const;

  /// Whether the last rescan could look into every folder, and found the content folder neither
  /// missing nor empty.
  bool sees_everything() const { return sight_.sees_everything(); }
  /// What hides content that may come into sight without a change of the folder being told (the
  /// content folder is missing or empty, a folder or a file cannot be read), one line; empty where
  /// all of it is seen.
  std::string obstacle() const;
  /// Calls `visit` with the path of each content file that is there, or was when it was last in
  /// sight. The path stays where it is until the next update.
  void for_each_path(const std::function<void(const std::string& path)>& visit) const;

  /// All content files, and how they are read.
  ContentView view() const;

  /// Who may see what lies in a folder, which need not be there.
  Access access_of(const std::string& folder) const;
  /// Whether what a problem tells of is nothing that everybody may see: its file, or a file or
  /// folder that its text names.
  bool is_private(const Problem& problem) const;

  /// The problems of a folder's files, feed or not, sorted; none for a folder that is not known.
  Problems problems(const std::string& folder) const;
  /// The problems of the content as a whole: the content folder is missing or empty, a folder
  /// cannot be read, a feed's id is taken.
  const Problems& general_problems() const { return general_problems_; }
  /// How the files of a feed are read; empty where `folder` is no feed's, or has no files with
  /// front matter. Takes a pass over the feed's files.
  std::optional<DialectDescription> describe_feed(const std::string& folder) const;
  /// Whether the last update has learned anything of how a feed's files are written.
  bool was_relearned(const std::string& folder) const { return relearned_.count(folder) != 0; }
  /// describe_feed() of all folders, in the order of their paths.
  std::vector<DialectDescription> describe_feeds() const;
  /// All folders that were ever looked into.
  std::vector<std::string> folders() const;

 private:
  struct FileState {
    FileStamp stamp;  ///< without its path
    Digest digest{};
    Problems problems;
    std::vector<ParseCache::Entry> events;  ///< null: a faulty one; no key twice
    bool readable = true;
    bool served = false;  ///< it had events when an update ended, or before the program began
    SharedSurvey survey;  ///< null: the file was not parsed yet
    Digest reading{};     ///< FolderDialect::reading_of() when it was read
    std::optional<Digest> context;  ///< that the events were parsed in
  };
  struct FolderState {
    explicit FolderState(FolderDialect learned) : dialect(std::move(learned)) {}

    FolderSurvey shown;     ///< by the folder's own files
    FolderDialect dialect;  ///< of a feed, with the folders that belong to it
    FeedFile feed_file;
    /// Once a feed, always one: an address that was subscribed to goes on answering.
    bool is_feed = false;
    AccessRuling ruling;  ///< who may see the folder
    std::string title;    ///< that its section page gives it
    Feed feed;
    std::optional<Digest> context;  ///< see ParseCache; empty: the feed has changed
    std::map<std::string, FileState> files;
    std::set<std::string> faulty;  ///< of `files`: those that have problems

    void note_problems(const std::string& path, FileState& file, Problems problems);
  };
  struct Outcome {
    ReadResult read;
    Digest digest{};
    std::optional<ParsedFile> parsed;  ///< empty: the bytes were the same
    bool cached = false;               ///< `parsed` is the cache's
    std::optional<Digest> reading;     ///< the cache's; empty: as the dialect of now reads it
    bool postponed = false;            ///< not begun
    std::optional<HeldReading> held;   ///< `parsed` is as the file was served
    std::uint64_t steps = 0;           ///< that parsing it took
  };

  std::vector<FileToRead> find_work(const FolderChanges& changes, std::set<std::string>& touched);
  std::vector<FileToRead> find_work_by_listing(std::set<std::string>& touched);
  void drop(const std::string& path, std::set<std::string>& touched);
  void read_feed_files(std::vector<FileToRead>& work, std::set<std::string>& touched);
  void read_section_pages(std::vector<FileToRead>& work, std::set<std::string>& touched);
  void renew_feed(const std::string& folder, std::set<std::string>& touched);
  void read_all(std::vector<FileToRead> work, std::atomic<std::uint64_t>& spent,
                std::set<std::string>& touched);
  std::vector<FileToRead> take_samples(std::vector<FileToRead>& work) const;
  void take_former_dialect(FolderState& state) const;
  void learn_dialects();
  void settle_dialects();
  void note_names();
  void rule_access(std::set<std::string>& touched);
  bool is_there(const std::string& folder) const;
  void tell_missing_folders();
  void note_misnamed_feed_file(const std::string& path, std::set<std::string>& touched);
  Access feed_access(const std::string& feed) const;
  bool is_known_file(const std::string& path) const;
  void add_doubts(const std::string& folder, Problems& problems) const;
  bool was_served(const std::string& path) const;
  bool is_in_sight(const std::string& feed) const;
  std::map<std::string, HeldReading> held_of(const std::string& feed) const;
  void add_held(const std::string& feed, const FolderDialect& dialect, Problems& problems) const;
  void add_disagreements(const std::string& feed, Problems& problems) const;
  SiteFiles describe_files(const std::vector<FileToRead>& work) const;
  void arrange(const std::vector<FileToRead>& work, std::set<std::string>& touched);
  void name_feeds(std::set<std::string>& touched);
  void add_outdated(std::vector<FileToRead>& work);
  bool are_alike(const std::string& path, const std::string& other) const;
  bool is_event(const std::string& path) const;
  bool has_events(const std::string& folder) const;
  void add_events(const std::string& folder, std::vector<CurrentEvent>& events) const;
  void add_events(const std::string& path, const FileState& file,
                  std::vector<CurrentEvent>& events) const;
  bool add_edits(const std::string& folder, std::vector<CurrentEvent>& events) const;
  bool may_hide(const std::string& feed) const;
  const FileState* find_file(const std::string& path) const;
  const FolderState& feed_state(const std::string& path) const;
  /// Fills in `outcomes` from `begin` up to `end`, which is not included. Any thread.
  void process_run(std::span<const FileToRead> work, std::size_t begin, std::size_t end,
                   std::atomic<std::uint64_t>& spent, std::span<Outcome> outcomes) const;
  void find_cached(std::span<const FileToRead> work, std::size_t begin, std::size_t end,
                   std::span<Outcome> outcomes) const;
  Outcome process(const FileToRead& work) const;
  ParsedFile parse(const std::string& path, std::string_view bytes, const FolderState& folder,
                   const Dialect& dialect, std::uint64_t& steps) const;
  void read_as_served(const std::string& path, std::string_view bytes, const FolderState& folder,
                      Outcome& outcome) const;
  void note_shown(FolderState& folder, FileState& file, SharedSurvey survey);
  void add_referrers(std::vector<FileToRead>& work);
  static bool take_over(std::vector<ParsedEntry>& entries, FileState& file);
  void store(const std::string& path, Outcome outcome, std::set<std::string>& touched);
  void assign_ids(std::set<std::string>& touched);
  FolderState& state_of(const std::string& folder);
  std::shared_ptr<const Dialect> configured_dialect(const FeedSettings& settings) const;

  const Folder& folder_;
  const Config& config_;
  std::string root_name_;
  std::map<std::string, std::string> feed_ids_;
  ParseCache* cache_;
  std::shared_ptr<const Dialect> fields_;  ///< of no folder
  Digest context_;  ///< of all that parsing depends on besides the file and its feed
  std::map<std::string, FolderState> folders_;
  ContentSight sight_;
  std::set<std::string> unread_files_;  ///< that are there
  bool complete_ = false;               ///< the last update looked at everything
  bool began_ = false;                  ///< there was an update
  std::vector<FileToRead> waiting_;     ///< for the next update
  /// Files of which the last update has found other events under the same keys, by folder.
  std::map<std::string, std::set<std::string>> edited_;
  std::set<std::string> reshaped_;  ///< folders of which the last update may have changed more
  FileReferences references_;
  std::set<std::string> gone_;  ///< paths that files hung on, since the last update
  FeedLayout layout_;
  std::map<std::string, std::string> section_titles_;  ///< by the page's path
  std::set<std::string> bundles_;  ///< folders that are, or were before, an event
  ServedBefore before_;            ///< without the bundles
  /// Paths without language of events that were served, see SiteFiles; not of pages that are there
  /// under such a path.
  std::set<std::string> names_;
  FolderAccess access_;
  /// What may be meant as a feed.yml, and is not read: who may see the folder is in doubt.
  std::set<std::string> misnamed_feed_files_;
  /// Folders that the configuration makes private and that were not there at the last look at
  /// everything.
  std::set<std::string> missing_private_;
  /// Paths of folders, and ids of feeds, that not everybody may see.
  std::set<std::string> private_names_;
  std::set<std::string> relearned_;          ///< feeds, by the last update
  std::map<std::string, HeldReading> held_;  ///< by file
  std::vector<std::string> fresh_;           ///< files that were stored since the last update ended
  bool facts_changed_ = true;                ///< the layout may be another
  bool contexts_changed_ = true;             ///< files may have to be parsed anew
  bool shown_changed_ = true;                ///< feeds may write their events otherwise
  bool accepts_readings_ = false;            ///< see accept_readings()
  Problems general_problems_;
};

}  // namespace almanach
