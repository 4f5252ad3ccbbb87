#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "config/feed_settings.hpp"
#include "model/feed.hpp"
#include "model/retirement.hpp"

namespace almanach {

/// Ids that feeds had before, each with the id that the feed has now.
using FormerIds = std::map<std::string, std::string>;

/// The ends that feeds announce (`retired`, `successor`), and the closing events that they hold for
/// it. What an end leads to depends on the other feeds, of which only public ones can follow: the
/// address of a private one is nobody's to tell. One thread.
class FeedEnds {
 public:
  /// `base_url`: the site's public address.
  explicit FeedEnds(std::string base_url) : base_url_(std::move(base_url)) {}

  /// Takes over all feeds of the site as they are now. Returns the folders whose closing event is
  /// another than before, or has come or gone.
  std::set<std::string> update(const std::vector<Feed>& feeds, const FormerIds& former = {});

  /// Whether the feed of a folder announces its end.
  bool has_closing_event(const std::string& folder) const { return ends_.count(folder) != 0; }
  /// Adds the closing event of a folder's feed to what the folder holds at `now`; nothing where the
  /// feed announces no end. While its successor is lost the event is null, as that of a file that
  /// cannot be read: what was told before stands, and nothing new is told.
  void add_closing_event(const std::string& folder, Instant now, FolderContents& contents) const;
  /// The same for its events in another language, by path.
  void add_closing_event(const std::string& folder, const std::string& language,
                         std::map<std::string, std::shared_ptr<const Event>>& texts) const;

  /// What is wrong with the successor of a folder's feed; `written`: where it is named, empty: not
  /// known.
  std::optional<Problem> describe_fault(const std::string& folder,
                                        const std::optional<Successor>& written) const;

  /// Takes over since when subscribers are told what the closing events say now, by folder; until
  /// it is known of one, that is now.
  void note_told(const std::map<std::string, Instant>& since);

  /// All ends as they stand at `now`, by the feeds' ids.
  std::map<std::string, Retirement> at(Instant now) const;
  /// When time alone next makes at() another; empty: never.
  std::optional<Instant> next_change(Instant now) const;

 private:
  struct End {
    Feed feed;
    std::string successor_feed;          ///< its id; empty: it is none of this site
    std::string successor_address;       ///< empty: there is none, or it cannot be found
    bool lost = false;                   ///< one is named, and cannot be found
    bool circular = false;               ///< because it leads back to this one
    std::string nearest;                 ///< the id that may be meant in place of a lost one
    std::shared_ptr<const Event> event;  ///< null: `lost`
    std::optional<Instant> told;         ///< see note_told()
  };
  using ById = std::map<std::string, const Feed*>;  ///< former ids, too

  End find_end(const Feed& feed, const ById& feeds) const;
  std::optional<std::string> find_own(const std::string& successor) const;
  static Instant closes_at(const End& end, Instant now);
  bool leads_back(const Feed& feed, const ById& feeds) const;

  std::string base_url_;
  std::map<std::string, End> ends_;  ///< by folder
};

}  // namespace almanach
