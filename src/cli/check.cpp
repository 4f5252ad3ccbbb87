#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>

#include "base/clock.hpp"
#include "base/text.hpp"
#include "cli/annotations.hpp"
#include "cli/beside.hpp"
#include "cli/check_report.hpp"
#include "cli/commands.hpp"
#include "cli/live_config.hpp"
#include "cli/site_config.hpp"
#include "content/disk_folder.hpp"
#include "content/watcher.hpp"
#include "journal/journal.hpp"
#include "journal/uid_owners.hpp"
#include "model/event_addresses.hpp"
#include "ops/signals.hpp"
#include "parse/feed_file.hpp"
#include "publish/feed_ends.hpp"
#include "publish/library.hpp"
#include "publish/rebuild_loop.hpp"
#include "publish/zone_doubts.hpp"
#include "render/event_words.hpp"
#include "render/messages/translate.hpp"
#include "render/problem_report.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

/// Of --watch: between two looks for a signal; within the last two what is saved at once is one
/// change.
constexpr std::chrono::milliseconds kSignalRound{100};
constexpr std::chrono::milliseconds kQuiet{50};
constexpr std::chrono::milliseconds kPatience{500};

/// What is found in folders and files.
struct Findings {
  std::vector<std::string> site;  ///< what the site's generator is told, a line for each folder
  std::vector<DialectDescription> dialects;
  std::vector<EventLine> events;
  Problems problems;
};

Problems all_problems(const Library& library) {
  Problems problems = library.general_problems();
  for (const std::string& name : library.folders()) {
    const Problems part = library.problems(name);
    problems.insert(problems.end(), part.begin(), part.end());
  }
  return problems;
}

/// What the site's generator is told, in one line; nothing where it is told nothing.
void add_site(const Config& config, Language language, Findings& findings) {
  std::vector<std::string> told = config.site->evidence();
  if (told.empty()) return;
  for (std::string& one : told) one = translate_message(one, language);
  const std::string_view between = language == Language::french ? " ; " : "; ";
  findings.site.push_back(translate_message(
      fmt::format("{} is told: {}", config.site->generator, fmt::join(told, between)), language));
}

/// Successors of feeds that cannot be found. What is looked at may be one feed of a larger site, of
/// which nothing is known.
void add_lost_successors(const Library& library, const Config& config, Problems& problems) {
  std::vector<Feed> feeds;
  FormerIds former;
  for (const std::string& folder : library.feed_folders()) {
    const Feed& feed = feeds.emplace_back(*library.find_feed(folder));
    Problems told_elsewhere;
    for (const auto& [name, id] : assign_feed_ids(feed.formerly, {}, "", told_elsewhere))
      former.emplace(id, feed.id);
  }
  FeedEnds ends(config.base_url);
  ends.update(feeds, former);
  for (const Feed& feed : feeds) {
    if (feed.folder.empty()) continue;
    if (auto fault = ends.describe_fault(feed.folder, library.successor_of(feed.folder)))
      problems.push_back(*std::move(fault));
  }
}

/// What is found in one folder or file, files named as the caller can open them. What the site is
/// told is in `language`.
void check_path(const Config& base, const fs::path& path, Language language, Findings& findings) {
  const bool single = !fs::is_directory(path);
  if (single && find_invalid_utf8(path.filename().string())) {
    findings.problems.push_back(describe_misnamed(path.string()));
    return;
  }
  const FileBeside beside =
      single ? look_beside(path, base.content) : FileBeside{path, root_name_of(path), "", {}};
  const auto is_meant = [&](const std::string& file) {
    return !single || file == beside.name || is_feed_file(file);
  };
  Config config = base;
  config.content = beside.root.string();
  config = with_site_settings(std::move(config));
  add_site(config, language, findings);
  const DiskFolder folder(beside.root, config.follow_links);
  Library library(folder, config, beside.root_name);
  library.update(FolderChanges{!single, beside.files});

  Problems problems = all_problems(library);
  const auto name_file = [&](const std::string& file) {
    return (single && file == beside.name ? path : beside.root / file).lexically_normal().string();
  };
  const SystemClock clock;
  NoStore store;
  Journal journal(store, config, clock);
  UidOwners owners;
  ZoneDoubts doubts(clock.now());
  for (const std::string& name : library.feed_folders()) {
    const Feed& feed = *library.find_feed(name);
    for (const RevisedEvent& event :
         journal.revise(feed, library.contents(name), problems).events) {
      // /all.ics has the public ones alone.
      const bool is_private = feed.access == Access::link;
      if (const auto owner = is_private ? std::nullopt : owners.claim(event))
        problems.push_back(describe_shared_uid(event, *owner));
      if (is_meant(file_of(event.event->path))) {
        doubts.add(*event.event, file_of(event.event->path));
        findings.events.push_back({name_file(event.event->path), event.event->title,
                                   describe_event(*event.event, feed.zone, feed.language)});
      }
    }
  }
  if (!single) add_lost_successors(library, config, problems);
  for (Problem& remark : doubts.remarks()) problems.push_back(std::move(remark));
  std::vector<DialectDescription> dialects = library.describe_feeds();
  if (!single) {
    for (Problem& problem : describe_barren(dialects, !library.feed_folders().empty()))
      problems.push_back(std::move(problem));
  }
  std::erase_if(problems, [&](const Problem& problem) { return !is_meant(problem.file); });
  for (Problem& problem : problems) {
    problem.file = name_file(problem.file);
    findings.problems.push_back(std::move(problem));
  }
  for (DialectDescription& dialect : dialects) {
    dialect.feed = dialect.feed.empty() ? beside.root.string() : name_file(dialect.feed);
    findings.dialects.push_back(std::move(dialect));
  }
}

std::string read_text(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void print_diagnostics(const Problems& problems, Language language) {
  std::string file;
  std::string source;
  for (const Problem& problem : problems) {
    if (problem.line > 0 && problem.file != file) {
      file = problem.file;
      source = read_text(file);
    }
    fmt::print("{}", write_diagnostic(problem, source, language));
  }
}

void print_findings(const Findings& findings, const CheckOptions& options) {
  const std::size_t told = findings.site.size();
  const std::size_t most = options.all ? std::numeric_limits<std::size_t>::max()
                                       : kLinesOfOpenings - std::min(told, kLinesOfOpenings - 1);
  const std::vector<std::string> openings =
      write_openings(findings.dialects, most, options.language);
  for (const std::string& line : findings.site) fmt::print("{}\n", escape_odd_octets(line));
  for (const std::string& line : openings) fmt::print("{}", line);
  if (options.verbose) {
    for (const EventLine& event : findings.events)
      fmt::print("{}: {}: {}\n", escape_odd_octets(event.file), event.title, event.text);
  }
  if (options.all) {
    print_diagnostics(findings.problems, options.language);
  } else {
    fmt::print("{}",
               write_causes(findings.problems,
                            kLinesOfCheck - std::min(told + openings.size(), kLinesOfCheck - 1),
                            read_text, options.language));
  }
  std::fflush(stdout);  // before what follows on standard error
  fmt::print(stderr, "{}\n", write_sum(findings.problems, options.language));
}

void print_report(const Findings& findings, const CheckOptions& options) {
  if (options.format == ReportFormat::text) {
    print_findings(findings, options);
  } else if (options.format == ReportFormat::json) {
    fmt::print("{}", render_check_report(findings.dialects, findings.events, findings.problems));
  } else {
    print_annotations(annotate_problems(findings.problems, options.language), options.format,
                      options.language);
  }
}

/// Checks the folders and files once and prints what is found. Returns the exit status.
int check_once(const Config& config, const std::vector<std::string>& paths,
               const CheckOptions& options) {
  Findings findings;
  findings.problems = remarks_on(config);
  for (const std::string& path : paths) {
    if (!fs::exists(path)) {
      fmt::print(
          stderr, "almanach: {}\n",
          translate_message(fmt::format("there is no file or folder {}", path), options.language));
      return kBadUsage;
    }
    check_path(config, path, options.language, findings);
  }
  sort_problems(findings.problems);
  std::stable_sort(findings.events.begin(), findings.events.end(),
                   [](const EventLine& a, const EventLine& b) { return a.file < b.file; });
  print_report(findings, options);
  return has_error(findings.problems) ? kFailed : kDone;
}

/// Checks the folder, and again whenever something in it has changed, until it is told to end. A
/// terminal shows the last report alone. A folder that is away, as while a site is built anew, is
/// waited for.
int check_for_ever(const Config& config, const std::string& folder, const CheckOptions& options) {
  block_signals();
  Watcher watcher(folder, config.follow_links);
  const bool is_terminal = isatty(STDOUT_FILENO) == 1;
  while (true) {
    if (is_terminal) fmt::print("\x1b[H\x1b[2J\x1b[3J");
    const int status = check_once(config, {folder}, options);
    std::fflush(stdout);
    if (!watcher.complaint().empty()) {
      fmt::print(stderr, "almanach: {}\n",
                 translate_message(fmt::format("not all is watched: {}", watcher.complaint()),
                                   options.language));
      watcher.renew();
    }
    bool changed = false;
    while (!changed) {
      const ProgramSignal signal = wait_for_signal(std::chrono::milliseconds(0));
      if (signal == ProgramSignal::stop) return status;
      changed = !watcher.wait(kSignalRound, kQuiet, kPatience).empty();
    }
  }
}

}  // namespace

int run_check(const ConfigArguments& arguments, const std::vector<std::string>& paths,
              const CheckOptions& options) {
  const Config config = arguments.read_whole().config;
  const std::vector<std::string> meant =
      paths.empty() ? std::vector<std::string>{config.content} : paths;
  if (!options.watch) return check_once(config, meant, options);
  if (meant.size() != 1 || !fs::is_directory(meant.front())) {
    fmt::print(stderr, "almanach: {}\n",
               translate_message("--watch takes one folder", options.language));
    return kBadUsage;
  }
  return check_for_ever(config, meant.front(), options);
}

}  // namespace almanach
