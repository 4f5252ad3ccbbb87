#pragma once

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace almanach {

/// What is asked of git cannot be had; what() says why and what to do, in English (a message of the
/// catalogue), for whoever gave the command.
class GitError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The git repository that a folder lies in. Git is run without a shell, with hooks and file
/// monitors off; nothing of the repository is written: neither its files nor its index. One thread.
class GitRepository {
 public:
  /// The repository of `folder`, a path that may be of a folder which is not there any more: then
  /// that of the nearest one above it. Throws GitError where there is no git, or no repository with
  /// a working tree.
  explicit GitRepository(const std::filesystem::path& folder);

  /// The folder of its working tree, canonical.
  const std::filesystem::path& top() const { return top_; }

  /// The commit in which the present one and `base` (a branch, a tag, a commit) part: what has come
  /// since is this side's alone. Its full name. Throws GitError.
  std::string find_fork(const std::string& base) const;

  /// Writes the files of a commit for which `is_wanted` says so by their paths, and all links, into
  /// `target`, a new folder, as a checkout would. Throws GitError, std::system_error.
  void write_tree(const std::string& commit, const std::filesystem::path& target,
                  const std::function<bool(std::string_view path)>& is_wanted) const;

 private:
  std::filesystem::path top_;
};

}  // namespace almanach
