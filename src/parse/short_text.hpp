#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/content_limits.hpp"
#include "parse/context.hpp"

namespace almanach {

/// The text of a scalar, or of a list's scalars joined by ", "; empty for anything else. Any
/// thread.
std::string text_of(const YamlNode& node);

/// `text`, or its start (a warning at `position`) where it is longer than `most` bytes. `name` is
/// what the file calls it. Any thread.
std::string keep_short(std::string text, std::string_view name, Position position,
                       ProblemSink& problems, std::size_t most = kLongestLine);

/// Whether an address may be shown: not too long, of no scheme that does harm. False: it is to be
/// left out (a warning at `position`). `name` is what the file calls it. Any thread.
bool is_fit_address(std::string_view name, std::string_view address, Position position,
                    ProblemSink& problems);

/// The categories of an event in the making. One thread.
class CategoryList {
 public:
  /// `problems` is borrowed for the life of this.
  explicit CategoryList(ProblemSink& problems) : problems_(problems) {}

  /// Appends one that is neither empty nor there already; cut where it is too long (a warning).
  /// False: there were kMostCategories (a warning at `position`, the first time), no more are
  /// taken.
  bool add(std::string category, Position position);

  std::vector<std::string> take() { return std::move(categories_); }

 private:
  ProblemSink& problems_;
  std::vector<std::string> categories_;
  std::unordered_set<std::string> known_;
  bool full_ = false;
};

}  // namespace almanach
