#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/clock.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/site_config.hpp"
#include "content/disk_folder.hpp"
#include "journal/journal.hpp"
#include "journal/uid_owners.hpp"
#include "parse/feed_file.hpp"
#include "publish/library.hpp"
#include "publish/rebuild_loop.hpp"
#include "render/problem_report.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

/// The problems of one folder or file, their files named as the caller can open them.
Problems check_path(const Config& base, const fs::path& path) {
  const bool single = !fs::is_directory(path);
  if (single && find_invalid_utf8(path.filename().string()))
    return {describe_misnamed(path.string())};
  const fs::path root =
      single ? (path.has_parent_path() ? path.parent_path() : fs::path(".")) : path;
  Config config = base;
  config.content = root.string();
  config = with_site_settings(std::move(config));
  const DiskFolder folder(root, config.follow_links);
  Library library(folder, config, root_name_of(root));
  library.update(single ? FolderChanges{false, {"feed.yml", path.filename().string()}}
                        : FolderChanges{true, {}});

  Problems problems = library.general_problems();
  for (const std::string& name : library.folders()) {
    const Problems part = library.problems(name);
    problems.insert(problems.end(), part.begin(), part.end());
  }
  const SystemClock clock;
  MemoryStore store;
  Journal journal(store, config, clock);
  UidOwners owners;
  for (const std::string& name : library.feed_folders()) {
    for (const RevisedEvent& event :
         journal.revise(*library.find_feed(name), library.contents(name), problems).events) {
      if (const auto owner = owners.claim(event))
        problems.push_back(describe_shared_uid(event, *owner));
    }
  }
  for (Problem& problem : problems)
    problem.file = (root / problem.file).lexically_normal().string();
  return problems;
}

std::string read_text(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void print_diagnostics(const Problems& problems) {
  std::string file;
  std::string source;
  std::size_t errors = 0;
  for (const Problem& problem : problems) {
    if (problem.file != file) {
      file = problem.file;
      source = problem.line > 0 ? read_text(file) : "";
    }
    fmt::print("{}", format_diagnostic(problem, source));
    if (problem.severity == Severity::error) ++errors;
  }
  fmt::print(stderr, "{} errors, {} warnings\n", errors, problems.size() - errors);
}

}  // namespace

int run_check(const ConfigArguments& arguments, const std::vector<std::string>& paths, bool json) {
  const Config config = arguments.read().config;
  Problems problems;
  for (const std::string& path : paths.empty() ? std::vector<std::string>{config.content} : paths) {
    if (!fs::exists(path)) {
      fmt::print(stderr, "almanach: there is no file or folder {}\n", path);
      return kBadUsage;
    }
    const Problems found = check_path(config, path);
    problems.insert(problems.end(), found.begin(), found.end());
  }
  sort_problems(problems);
  if (json) {
    fmt::print("{}", render_problem_report(problems));
  } else {
    print_diagnostics(problems);
  }
  return has_error(problems) ? kFailed : kDone;
}

}  // namespace almanach
