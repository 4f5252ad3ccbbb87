#include "publish/content_sight.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/text.hpp"
#include "content/access.hpp"
#include "parse/feed_file.hpp"

namespace almanach {

namespace fs = std::filesystem;

bool ContentSight::begin(const Listing& listing) {
  root_visible_ = false;
  unreadable_ = listing.unreadable;
  problems_.clear();
  obstacle_.clear();
  if (listing.root_missing) {
    std::error_code unresolved;
    obstacle_ = fmt::format("the content folder {} is missing", root_);
    problems_.push_back({Severity::error, ".", 0, 0, obstacle_,
                         fmt::format("{}; what was served before goes on being served until it is "
                                     "back, which is looked for every ten seconds",
                                     explain_missing(fs::absolute(root_, unresolved).string())),
                         ProblemKind::hidden});
  } else if (!unreadable_.empty()) {
    obstacle_ =
        fmt::format("{}: {}", unreadable_.front().path.empty() ? root_ : unreadable_.front().path,
                    unreadable_.front().reason);
  }
  for (const Unreadable& unreadable : unreadable_) {
    Problem problem = describe_unreadable(unreadable.path.empty() ? "." : unreadable.path,
                                          unreadable.reason, unreadable.cure);
    if (problem.kind == ProblemKind::content) problem.kind = ProblemKind::hidden;
    problems_.push_back(std::move(problem));
  }
  return !listing.root_missing;
}

void ContentSight::note_misnamed(std::string_view path) {
  Problem problem =
      describe_misnamed(path.substr(0, path.find('/', find_invalid_utf8(path).value_or(0))));
  if (problems_.empty() || problems_.back() != problem) problems_.push_back(std::move(problem));
}

void ContentSight::note_empty(bool known) {
  const std::string message = fmt::format("the content folder {} is empty", root_);
  if (obstacle_.empty()) obstacle_ = message;
  problems_.push_back({known ? Severity::error : Severity::warning, ".", 0, 0, message,
                       known
                           ? "what was served before goes on being served until it is filled again"
                           : "nothing is served until there is a file in it that can hold an event",
                       ProblemKind::hidden});
}

bool ContentSight::is_in_sight(const std::string& path) const {
  return std::none_of(unreadable_.begin(), unreadable_.end(), [&](const Unreadable& unreadable) {
    return unreadable.path.empty() || path == unreadable.path ||
           path.rfind(unreadable.path + "/", 0) == 0;
  });
}

bool is_misnamed(std::string_view path) {
  return find_invalid_utf8(path).has_value();
}

}  // namespace almanach
