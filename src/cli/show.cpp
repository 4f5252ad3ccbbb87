#include <fmt/format.h>

#include <filesystem>

#include "base/clock.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/site_config.hpp"
#include "content/disk_folder.hpp"
#include "journal/journal.hpp"
#include "model/event_addresses.hpp"
#include "parse/feed_file.hpp"
#include "publish/calendar_builder.hpp"
#include "publish/rebuild_loop.hpp"
#include "publish/site.hpp"

namespace almanach {

int run_show(const ConfigArguments& arguments, const std::string& file) {
  const std::filesystem::path path(file);
  if (!std::filesystem::is_regular_file(path)) {
    fmt::print(stderr, "almanach: there is no file {}\n", file);
    return kBadUsage;
  }
  if (find_invalid_utf8(path.filename().string())) {
    fmt::print(stderr, "{}", format_diagnostic(describe_misnamed(file), ""));
    return kFailed;
  }
  const std::filesystem::path root =
      path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  Config config = arguments.read().config;
  config.content = root.string();
  config.feed_budget = 0;  // of one file, everything
  config = with_site_settings(std::move(config));
  const DiskFolder folder(root, config.follow_links);
  const SystemClock clock;
  MemoryStore store;
  Journal journal(store, config, clock);
  Site site(folder, config, journal, clock, root_name_of(root));
  const auto snapshot = site.update({false, {"feed.yml", path.filename().string()}});
  for (const auto& problems : snapshot->problems) {
    for (const Problem& problem : *problems)
      fmt::print(stderr, "{}", format_diagnostic(problem, ""));
  }
  if (snapshot->feeds.empty() || snapshot->feeds.front()->events.empty()) {
    fmt::print(stderr, "almanach: {} holds no event that is served\n", file);
    return kFailed;
  }
  const PublishedFeed& feed = *snapshot->feeds.front();
  const auto calendar =
      feed.events.size() == 1 ? build_event_calendar(*feed.events.front(), config) : feed.calendar;
  fmt::print("{}", calendar->body().join());
  return kDone;
}

}  // namespace almanach
