#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/digest.hpp"
#include "dialect/dialect.hpp"
#include "dialect/survey.hpp"

namespace almanach {

/// How one folder writes its events, kept up to date with its files. Several threads may read what
/// no other changes.
class FolderDialect {
 public:
  /// `base`: of no folder; borrowed.
  FolderDialect(std::string folder, const Dialect& base)
      : folder_(std::move(folder)), base_(base), dialect_(base) {}

  const Dialect& dialect() const { return dialect_; }

  /// A file shows `now`, and showed `before` (null: it is new). What comes back is to be handed in
  /// as `before` the next time.
  std::shared_ptr<const Survey> replace(const std::shared_ptr<const Survey>& before, Survey now);
  /// A file that showed `survey` is gone; null: it showed nothing.
  void remove(const std::shared_ptr<const Survey>& survey);

  /// Learns from the files as they are now. False: nothing of them has changed since.
  bool learn();
  /// Nothing was learned yet.
  bool is_new() const { return is_new_; }

  /// Dialect::reading_of(), found out once for all files that show the same.
  const Digest& reading_of(const std::shared_ptr<const Survey>& survey);

 private:
  const std::string folder_;
  const Dialect& base_;
  Dialect dialect_;
  FolderSurvey survey_;
  std::map<std::shared_ptr<const Survey>, Digest> readings_;
  bool changed_ = false;
  bool is_new_ = true;
};

}  // namespace almanach
