#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "base/scratch_folder.hpp"
#include "cli/annotations.hpp"
#include "cli/commands.hpp"
#include "cli/diff_report.hpp"
#include "cli/diff_rounds.hpp"
#include "cli/git_tree.hpp"
#include "cli/site_config.hpp"
#include "content/generator_files.hpp"
#include "parse/content_file.hpp"
#include "render/messages/translate.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

/// What is compared, and what has to last until it is.
struct Sides {
  std::unique_ptr<ScratchFolder> scratch;
  std::string base;  ///< what `before` is called
  ContentState before;
  ContentState now;
};

void complain(const std::string& what, Language language) {
  fmt::print(stderr, "almanach: {}\n", translate_message(what, language));
}

/// The configuration for a content folder. Of one folder, everything is compared.
Config make_config(Config config, const fs::path& content, const Config* before) {
  config.content = content.string();
  config.feed_budget = 0;
  return with_site_settings(std::move(config), before);
}

/// `path` below `top`; empty: it lies elsewhere.
std::optional<fs::path> path_below(const fs::path& path, const fs::path& top) {
  std::error_code unresolved;
  fs::path below = fs::weakly_canonical(fs::absolute(path), unresolved).lexically_relative(top);
  if (unresolved || below.empty() || *below.begin() == "..") return std::nullopt;
  return below;
}

/// The configuration as the commit has it in `tree`, where its file is one of the repository's.
Config read_former_config(const ConfigArguments& arguments, const fs::path& top,
                          const fs::path& tree, const Config& now, Language language) {
  const auto below = arguments.file ? path_below(*arguments.file, top) : std::nullopt;
  ConfigArguments former = arguments;
  if (below) former.file = (tree / *below).string();
  if (!below || !fs::exists(*former.file)) return now;
  try {
    return former.read().config;
  } catch (const ConfigError&) {
    complain("the configuration was wrong before: the present one is taken for both", language);
    return now;
  }
}

Sides make_sides_of_folders(const ConfigArguments& arguments, const DiffOptions& options) {
  Sides sides;
  const Config config = arguments.read().config;
  const fs::path before = options.folders.front();
  const fs::path now = options.folders.back();
  sides.base = before.string();
  sides.before = {make_config(config, before, nullptr), before};
  sides.now = {make_config(config, now, &sides.before.config), now};
  return sides;
}

/// The tree of a commit is written out, what of it a site is made of: pictures may be large.
Sides make_sides_of_git(const ConfigArguments& arguments, const DiffOptions& options) {
  Sides sides;
  const Config config = arguments.read().config;
  const GitRepository repository(config.content);
  sides.base = repository.find_fork(options.base);
  sides.scratch = std::make_unique<ScratchFolder>();
  const fs::path tree = sides.scratch->path() / "tree";
  const auto settings =
      arguments.file ? path_below(*arguments.file, repository.top()) : std::nullopt;
  repository.write_tree(sides.base, tree, [&](std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    return is_content_file(path) || may_be_generator_file(name) ||
           (settings && path == settings->string());
  });
  // Where the search for the site's settings ends in the repository, it ends here.
  fs::create_directory(tree / ".git");
  const Config former =
      read_former_config(arguments, repository.top(), tree, config, options.language);
  auto below = path_below(former.content, repository.top());
  if (!below) below = path_below(config.content, repository.top());
  if (!below) throw GitError(fmt::format("{} is outside of its repository", config.content));
  sides.before = {make_config(former, tree / *below, nullptr), config.content};
  sides.now = {make_config(config, config.content, &sides.before.config), config.content};
  return sides;
}

std::string read_text(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void print_diff(const SiteDiff& diff, const DiffOptions& options) {
  constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();
  const std::size_t most = options.all ? kNoLimit : kChangesOfDiff;
  switch (options.format) {
    case ReportFormat::text:
      fmt::print("{}", write_diff_text(diff, most, read_text, options.language));
      std::fflush(stdout);  // before what follows on standard error
      fmt::print(stderr, "{}\n", write_diff_sum(diff, options.language));
      return;
    case ReportFormat::markdown:
      fmt::print("{}", write_diff_markdown(diff, most, options.language));
      return;
    case ReportFormat::json:
      fmt::print("{}", write_diff_json(diff));
      return;
    case ReportFormat::sarif:
    case ReportFormat::github:
    case ReportFormat::gitlab:
      print_annotations(annotate_diff(diff, options.language), options.format, options.language);
      return;
  }
}

}  // namespace

int run_diff(const ConfigArguments& arguments, const DiffOptions& options) {
  const bool is_git = !options.base.empty();
  if (!is_git && options.folders.size() != 2) {
    complain("diff takes two folders, or --git and a commit", options.language);
    return kBadUsage;
  }
  const std::vector<std::string> folders =
      is_git ? std::vector<std::string>{arguments.read().config.content} : options.folders;
  for (const std::string& folder : folders) {
    if (fs::is_directory(folder)) continue;
    complain(fmt::format("there is no folder {}", folder), options.language);
    return kBadUsage;
  }
  const Sides sides =
      is_git ? make_sides_of_git(arguments, options) : make_sides_of_folders(arguments, options);
  SiteDiff diff = compare_content(sides.before, sides.now);
  diff.before = sides.base;
  diff.now = sides.now.named.string();
  print_diff(diff, options);
  return diff.is_grave() ? kFailed : kDone;
}

}  // namespace almanach
