#include "cli/git_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "base/scratch_folder.hpp"
#include "base/text.hpp"
#include "ops/run_program.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

/// A commit as git writes it out; where a repository has SHA-256 names, they are longer.
constexpr std::size_t kShortestName = 40;

/// What a hook's environment says of another repository than the one that is asked for.
const std::vector<std::string> kOtherRepository = {
    "GIT_DIR",        "GIT_WORK_TREE", "GIT_INDEX_FILE",       "GIT_PREFIX",
    "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY", "GIT_INTERNAL_SUPER_PREFIX"};

/// Git in a folder, whatever it says of itself. Throws GitError where there is no git.
ProgramResult run_git(const fs::path& folder, std::vector<std::string> arguments,
                      const fs::path& index = {}, std::string_view input = {}) {
  std::vector<std::string> command = {
      "git", "-C", folder.string(), "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"};
  command.insert(command.end(), std::make_move_iterator(arguments.begin()),
                 std::make_move_iterator(arguments.end()));
  ProgramEnvironment environment{{{"GIT_TERMINAL_PROMPT", "0"}}, kOtherRepository};
  if (!index.empty()) environment.set.emplace_back("GIT_INDEX_FILE", index.string());
  try {
    return run_program(command, environment, input);
  } catch (const std::system_error& error) {
    if (error.code() != std::errc::no_such_file_or_directory) throw;
    throw GitError("there is no git: install the package git");
  }
}

/// The last line that git has said, which is the reason.
std::string reason_of(const ProgramResult& result) {
  std::string_view text = trim(result.errors);
  const std::size_t line = text.rfind('\n');
  if (line != std::string_view::npos) text.remove_prefix(line + 1);
  return text.empty() ? fmt::format("git ended with status {}", result.status) : std::string(text);
}

std::string run_or_throw(const fs::path& folder, std::vector<std::string> arguments,
                         const fs::path& index = {}, std::string_view input = {}) {
  ProgramResult result = run_git(folder, std::move(arguments), index, input);
  if (result.status != 0) throw GitError(fmt::format("git fails: {}", reason_of(result)));
  return std::move(result.output);
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

/// The paths of the files of a commit that are wanted, each with a NUL behind it, as git takes
/// them. `tree`: what `git ls-tree -r -z` says: "mode type name\tpath".
std::string choose_paths(std::string_view tree,
                         const std::function<bool(std::string_view path)>& is_wanted) {
  constexpr std::string_view kLink = "120000 ";
  std::string chosen;
  while (!tree.empty()) {
    const std::size_t end = std::min(tree.find('\0'), tree.size());
    const std::string_view entry = tree.substr(0, end);
    tree.remove_prefix(std::min(end + 1, tree.size()));
    const std::size_t tab = entry.find('\t');
    const bool is_file = entry.find(" blob ") < tab;
    if (tab == std::string_view::npos || !is_file) continue;
    const std::string_view path = entry.substr(tab + 1);
    if (!entry.starts_with(kLink) && !is_wanted(path)) continue;
    chosen += path;
    chosen += '\0';
  }
  return chosen;
}

}  // namespace

GitRepository::GitRepository(const fs::path& folder) {
  std::error_code unseen;
  fs::path nearest = fs::absolute(folder).lexically_normal();
  while (!fs::is_directory(nearest, unseen) && nearest.has_relative_path())
    nearest = nearest.parent_path();
  const ProgramResult found = run_git(nearest, {"rev-parse", "--show-toplevel"});
  if (found.status != 0 || first_line(found.output).empty()) {
    throw GitError(fmt::format("{} is in no git repository with a working tree: {}",
                               nearest.string(), reason_of(found)));
  }
  top_ = fs::canonical(first_line(found.output));
}

std::string GitRepository::find_fork(const std::string& base) const {
  const auto explain = [&](std::string_view what) {
    return GitError(
        fmt::format("{}: fetch it with the commits before it, git fetch origin (in GitHub Actions "
                    "fetch-depth: 0, "
                    "in GitLab CI GIT_DEPTH: 0)",
                    what));
  };
  // A name with a dash would be an option of git's.
  const ProgramResult commit =
      base.empty() || base.front() == '-'
          ? ProgramResult{1, "", ""}
          : run_git(top_, {"rev-parse", "--verify", "--quiet", base + "^{commit}"});
  const std::string name = first_line(commit.output);
  if (commit.status != 0 || name.size() < kShortestName)
    throw explain(fmt::format("the repository knows no commit \"{}\"", base));
  const ProgramResult fork = run_git(top_, {"merge-base", name, "HEAD"});
  if (fork.status != 0)
    throw explain(fmt::format("the present commit and \"{}\" have no commit in common", base));
  return first_line(fork.output);
}

void GitRepository::write_tree(const std::string& commit, const fs::path& target,
                               const std::function<bool(std::string_view)>& is_wanted) const {
  const ScratchFolder scratch;
  const fs::path index = scratch.path() / "index";
  fs::create_directories(target);
  const std::string tree = run_or_throw(top_, {"ls-tree", "-r", "-z", "--full-tree", commit});
  run_or_throw(top_, {"read-tree", commit}, index);
  run_or_throw(top_,
               {"checkout-index", "--quiet", "--prefix=" + target.string() + "/", "-z", "--stdin"},
               index, choose_paths(tree, is_wanted));
}

}  // namespace almanach
