#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "base/digest.hpp"
#include "dialect/dialect.hpp"
#include "dialect/survey.hpp"

namespace almanach {

/// How the files of one feed write their events, kept up to date with them. Several threads may
/// read what no other changes.
class FolderDialect {
 public:
  /// `base`: of no folder; borrowed.
  FolderDialect(std::string folder, const Dialect& base)
      : folder_(std::move(folder)), base_(&base), dialect_(base) {}

  const Dialect& dialect() const { return dialect_; }

  /// Learns from the keys of all files as they are now. False: nothing of them has changed since.
  bool learn(const KeyCounts& keys);
  /// Nothing was learned yet.
  bool is_new() const { return keys_.empty(); }

  /// Dialect::reading_of(), found out once for all files that show the same.
  const Digest& reading_of(const std::shared_ptr<const Survey>& survey);

 private:
  std::string folder_;
  const Dialect* base_;
  Dialect dialect_;
  KeyCounts keys_;
  std::map<std::shared_ptr<const Survey>, Digest> readings_;
};

}  // namespace almanach
