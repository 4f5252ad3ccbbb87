#include <fmt/format.h>

#include <cstdio>
#include <deque>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <thread>

#include "base/clock.hpp"
#include "cli/commands.hpp"
#include "cli/export_folder.hpp"
#include "cli/live_config.hpp"
#include "cli/progress.hpp"
#include "cli/site_config.hpp"
#include "content/disk_folder.hpp"
#include "http/router.hpp"
#include "http/site_addresses.hpp"
#include "journal/journal.hpp"
#include "journal/sqlite_store.hpp"
#include "model/public_addresses.hpp"
#include "parse/feed_file.hpp"
#include "publish/private_feeds.hpp"
#include "publish/rebuild_loop.hpp"
#include "publish/site.hpp"
#include "server/http_date.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

/// A file that is away counts as deleted after five seconds; a bit longer than that is waited.
constexpr std::chrono::seconds kPatience{7};

bool is_inside(const fs::path& inner, const fs::path& outer) {
  const fs::path relative =
      fs::weakly_canonical(inner).lexically_relative(fs::weakly_canonical(outer));
  return !relative.empty() && *relative.begin() != "..";
}

/// What the content's settings say of who may see it.
struct SaidOfAccess {
  bool is_private = false;   ///< a part of it is
  bool is_doubtful = false;  ///< or may be
};

SaidOfAccess read_access(const Config& config) {
  SaidOfAccess said;
  for (const auto& [folder, settings] : config.feeds)
    said.is_private = said.is_private || settings.access == Access::link;
  const DiskFolder folder(config.content, config.follow_links);
  const Listing listing = folder.list();
  for (const FileStamp& stamp : listing.files) {
    if (!is_feed_file(stamp.path)) continue;
    FeedFile file;
    file.take_over(folder.read(stamp.path, config.max_file_size), stamp.path);
    const bool is_link = file.settings("", Config()).access == Access::link;
    said.is_private = said.is_private || is_link;
    said.is_doubtful = said.is_doubtful || !file.is_access_sure();
  }
  for (const Unreadable& hidden : listing.unreadable)
    said.is_doubtful = said.is_doubtful || is_feed_file(hidden.path);
  return said;
}

/// The folder as it is now, revised by the journal, which has written it down. Throws where that
/// cannot be: without it the next export would tell other things of the same events.
std::shared_ptr<const Snapshot> make_snapshot(const Config& config, const fs::path& state,
                                              const Clock& clock, bool with_caches,
                                              bool confirm_deletions) {
  const DiskFolder folder(config.content, config.follow_links);
  SqliteStore store(state, clock);
  Journal journal(store, config, clock);
  std::optional<SiteCaches> caches;
  if (with_caches) caches.emplace(state / "cache.db");
  Site site(folder, config, journal, clock, root_name_of(config.content), 0,
            caches ? &*caches : nullptr);
  if (confirm_deletions) journal.confirm_deletions();
  std::shared_ptr<const Snapshot> snapshot = site.update({true, {}});
  const Instant last = clock.now() + kPatience;
  while (const auto due = site.next_due()) {
    if (*due > last || !journal.complaint().empty()) break;
    fmt::print(stderr, "almanach: waiting whether what is missing comes back\n");
    std::this_thread::sleep_until(*due);
    if (auto changed = site.update({true, {}})) snapshot = std::move(changed);
  }
  if (caches) caches->flush(std::numeric_limits<std::size_t>::max());
  if (!journal.complaint().empty())
    throw std::runtime_error("the journal cannot be kept: " + journal.complaint());
  return snapshot;
}

/// Files lead nowhere and are not gone with a word: a feed that has ended is written on, with its
/// closing event, and whoever serves the files is told what they cannot say.
std::shared_ptr<const Snapshot> without_ends(const Snapshot& snapshot,
                                             const std::string& base_url) {
  auto served_on = std::make_shared<Snapshot>(snapshot);
  for (auto& [id, retirement] : served_on->retirements) {
    retirement.served_on = true;
    if (retirement.is_doubtful || retirement.stage == Retirement::Stage::announced) continue;
    const std::string successor = retirement.successor_feed.empty()
                                      ? retirement.successor_address
                                      : feed_calendar_address(base_url, retirement.successor_feed);
    if (!successor.empty()) {
      fmt::print(stderr,
                 "almanach: /{}.ics has ended, and files cannot lead on: have the web server "
                 "answer 308 there, with {}\n",
                 id, successor);
    } else if (retirement.stage == Retirement::Stage::closed) {
      fmt::print(stderr,
                 "almanach: /{}.ics has ended, and files cannot say so: have the web server answer "
                 "410 there\n",
                 id);
    }
  }
  return served_on;
}

/// The addresses of `aliases` that files can have; of the others it is told.
std::vector<std::string> list_aliases(const Snapshot& snapshot) {
  std::vector<std::string> paths;
  for (const Alias* alias : snapshot.aliases.all()) {
    if (alias->query.empty() && alias->path.ends_with(".ics")) {
      paths.push_back(alias->path);
    } else {
      fmt::print(stderr, "almanach: the alias {} is left out: no file has that address\n",
                 alias->written);
    }
  }
  return paths;
}

void print_problems(const Snapshot& snapshot) {
  for (const auto& problems : snapshot.problems) {
    for (const Problem& problem : *problems)
      fmt::print(stderr, "{}", format_diagnostic(problem, ""));
  }
  if (!snapshot.private_feeds) return;
  const auto hints = snapshot.private_feeds->hint_at_problems("\"almanach check\" tells what");
  for (const Problem& hint : *hints) fmt::print(stderr, "{}", format_diagnostic(hint, ""));
}

/// What a web server has to find for a path: /<feed>/ is index.html in that folder, and what has no
/// ending is a page.
std::string file_of_path(std::string_view path) {
  std::string file(path.substr(1));
  if (path.ends_with('/')) return file + "index.html";
  const bool has_ending = path.find('.', path.rfind('/')) != std::string_view::npos;
  return has_ending ? file : file + ".html";
}

/// Whether a file is where a folder above `file` would have to be.
bool is_below_file(std::string_view file, const std::set<std::string>& files) {
  for (std::size_t end = file.rfind('/'); end != std::string_view::npos;
       end = end == 0 ? std::string_view::npos : file.rfind('/', end - 1)) {
    if (files.count(std::string(file.substr(0, end))) != 0) return true;
  }
  return false;
}

void explain_too_long(const std::string& path) {
  fmt::print(stderr,
             "almanach: {} is left out: its name is longer than file names may be there; give the "
             "event a short id, or its file a shorter name\n",
             path);
}

/// Asks the router for every address and for what its pages lead to. False: some were left out.
bool stage_site(const Router& router, const Snapshot& snapshot, const Config& config,
                ExportFolder& folder) {
  Progress progress("Exporting");
  std::vector<std::string> known = list_site_addresses(snapshot);
  const std::vector<std::string> listed = list_aliases(snapshot);
  const std::set<std::string> aliases(listed.begin(), listed.end());
  known.insert(known.end(), listed.begin(), listed.end());
  std::set<std::string> files;
  std::deque<std::string> waiting(known.begin(), known.end());
  std::set<std::string> seen(known.begin(), known.end());
  const std::set<std::string> certain = seen;
  bool complete = true;
  for (std::size_t done = 0; !waiting.empty(); ++done) {
    progress.show(done, done + waiting.size());
    Request request;
    request.method = "GET";
    request.path = std::move(waiting.front());
    waiting.pop_front();
    const Answer answer = router.answer(request, snapshot);
    if (answer.status != 200) {
      if (certain.count(request.path) == 0) continue;
      throw std::logic_error(fmt::format("{} answers {}", request.path, answer.status));
    }
    const std::string file = file_of_path(request.path);
    if (!folder.can_hold(file)) {
      explain_too_long(request.path);
      complete = false;
      continue;
    }
    if (aliases.count(request.path) != 0 && is_below_file(file, files)) {
      fmt::print(stderr,
                 "almanach: the alias {} is left out: a part of its path is a file already\n",
                 request.path);
      continue;
    }
    files.insert(file);
    const std::string body = answer.body.join();
    const auto modified = read_http_date(answer.header("Last-Modified"));
    folder.stage(file, body, modified.value_or(snapshot.all_modified));
    if (!answer.header("Content-Type").starts_with("text/html")) continue;
    for (std::string& linked : find_linked_paths(body, config)) {
      if (seen.insert(linked).second) waiting.push_back(std::move(linked));
    }
  }
  return complete;
}

}  // namespace

int run_export(const ConfigArguments& arguments, const std::string& output,
               bool confirm_deletions) {
  Settings settings = arguments.read_whole();
  const auto config = std::make_shared<Config>(
      with_site_settings(std::move(settings.config), nullptr, settings.start.state));
  if (!fs::is_directory(config->content)) {
    fmt::print(stderr, "almanach: there is no folder {}\n", config->content);
    return kBadUsage;
  }
  if (is_inside(output, config->content)) {
    fmt::print(stderr, "almanach: {} is inside the content folder, where pages count as events\n",
               output);
    return kBadUsage;
  }
  if (config->base_url == "http://" + settings.start.listen)
    fmt::print(stderr, "almanach: links begin with {}: say --base-url\n", config->base_url);
  const bool is_state_public =
      settings.start.state.empty() || is_inside(settings.start.state, output);
  const SaidOfAccess said = is_state_public ? read_access(*config) : SaidOfAccess();
  if (said.is_private) {
    fmt::print(
        stderr,
        "almanach: the content has private feeds, and the journal would lie in {}, where web "
        "servers show it: name a place outside with --state\n",
        output);
    return kBadUsage;
  }
  ExportFolder folder(output);
  const fs::path state = settings.start.state.empty() ? ExportFolder::own_folder(output)
                                                      : fs::path(settings.start.state);
  config->as_files = true;
  config->status = StatusAccess::off;  // what is for this machine only is not for a public folder
  const SystemClock clock;
  const auto snapshot =
      without_ends(*make_snapshot(*config, state, clock, !said.is_doubtful, confirm_deletions),
                   config->base_url);
  for (const Problem& remark : remarks_on(*config))
    fmt::print(stderr, "{}", format_diagnostic(remark, ""));
  print_problems(*snapshot);
  Fetches fetches(clock.now());
  const bool complete = stage_site(Router(config, clock, fetches), *snapshot, *config, folder);
  const ExportOutcome outcome = folder.commit();
  for (const std::string& path : outcome.kept) {
    fmt::print(stderr, "almanach: {} is served no more, but was changed since: it is left\n",
               (fs::path(output) / path).string());
  }
  fmt::print("{}: {} files written, {} unchanged, {} removed\n", output, outcome.written,
             outcome.unchanged, outcome.removed);
  return complete ? kDone : kFailed;
}

}  // namespace almanach
