#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/digest.hpp"
#include "dialect/dialect.hpp"
#include "dialect/survey.hpp"

namespace almanach {

/// How the files of one feed write their events, kept up to date with them; and how they were read
/// when the feed was last served. The two differ where new evidence makes old keys mean something
/// else: such files are contested, see choose_reading(). Several threads may read what no other
/// changes.
class FolderDialect {
 public:
  /// `base`: of no folder, with what is configured; never null.
  FolderDialect(std::string folder, std::shared_ptr<const Dialect> base)
      : folder_(std::move(folder)), base_(std::move(base)), dialect_(base_) {}

  /// Other things are configured from now on; what was learned, and what is kept, stays.
  void rebase(std::shared_ptr<const Dialect> base);

  /// As the files show it now; never null.
  const Dialect& dialect() const { return *dialect_; }
  const std::shared_ptr<const Dialect>& shared_dialect() const { return dialect_; }
  /// What most of the files are read with: `dialect()` or, where that would change what is served,
  /// `kept()` with the keys that have come since.
  Dialect in_force() const;
  /// As the feed was served last; null where it was not.
  const Dialect* kept() const { return kept_.get(); }
  const std::shared_ptr<const Dialect>& shared_kept() const { return kept_; }

  /// How the feed was served before the program began: `text` as kept_text() had it. Where it makes
  /// no sense, and where there is none, it was served by a build that learned nothing from files.
  void restore(const std::optional<std::string>& text);

  /// Learns from the keys of all files as they are now. False: nothing of them has changed since
  /// that makes a difference.
  bool learn(const KeyCounts& keys);
  /// Nothing was learned yet.
  bool is_new() const { return keys_.empty(); }

  /// From now on the feed is served as its files show it. True: that is another dialect. Where
  /// nothing was learned yet, nothing happens.
  bool settle();
  /// What settle() took over, as text; empty: nothing yet.
  const std::string& kept_text() const { return kept_text_; }

  /// Whether a file that shows `survey` is read otherwise than it was. `served`: it had events that
  /// were served; only these count where the feed was served by a build that learned nothing.
  bool is_contested(const Survey& survey, bool served) const;
  /// A digest of all that is said here of such a file: where it stays the same, the file is read as
  /// before. Found out once for all files that show the same.
  const Digest& reading_of(const SharedSurvey& survey, bool served);

 private:
  Digest find_reading(const Survey& survey, bool served) const;
  bool may_contest(bool served) const { return kept_ && !agrees_ && (served || kept_learned_); }

  std::string folder_;
  std::shared_ptr<const Dialect> base_;
  std::shared_ptr<const Dialect> dialect_;  ///< never null
  std::shared_ptr<const Dialect> kept_;
  std::string kept_text_;
  bool kept_learned_ = true;  ///< the build that served it did
  bool agrees_ = true;        ///< `kept_` and `dialect_` say the same
  KeyCounts keys_;
  std::map<std::pair<SharedSurvey, bool>, Digest> readings_;
};

}  // namespace almanach
