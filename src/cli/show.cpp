#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <vector>

#include "base/clock.hpp"
#include "base/text.hpp"
#include "cli/beside.hpp"
#include "cli/check_report.hpp"
#include "cli/commands.hpp"
#include "cli/site_config.hpp"
#include "content/disk_folder.hpp"
#include "journal/journal.hpp"
#include "model/event_addresses.hpp"
#include "parse/feed_file.hpp"
#include "publish/calendar_builder.hpp"
#include "publish/private_feeds.hpp"
#include "publish/rebuild_loop.hpp"
#include "publish/site.hpp"
#include "render/event_words.hpp"
#include "render/messages/translate.hpp"

namespace almanach {

int run_show(const ConfigArguments& arguments, const std::string& file, Language language) {
  const auto complain = [&](const std::string& what) {
    fmt::print(stderr, "almanach: {}\n", translate_message(what, language));
  };
  const std::filesystem::path path(file);
  if (!std::filesystem::is_regular_file(path)) {
    complain(fmt::format("there is no file {}", file));
    return kBadUsage;
  }
  if (find_invalid_utf8(path.filename().string())) {
    fmt::print(stderr, "{}", write_diagnostic(describe_misnamed(file), "", language));
    return kFailed;
  }
  Config config = arguments.read().config;
  const FileBeside beside = look_beside(path, config.content);
  config.content = beside.root.string();
  config.feed_budget = 0;  // of one file, everything
  config = with_site_settings(std::move(config));
  const DiskFolder folder(beside.root, config.follow_links);
  const SystemClock clock;
  NoStore store;
  Journal journal(store, config, clock);
  Site site(folder, config, journal, clock, beside.root_name);
  const auto snapshot = site.update({false, beside.files});
  const Snapshot& whole = whole_of(*snapshot);
  for (const auto& problems : whole.problems) {
    for (const Problem& problem : *problems) {
      if (problem.file == beside.name || is_feed_file(problem.file))
        fmt::print(stderr, "{}", write_diagnostic(problem, "", language));
    }
  }
  std::vector<std::shared_ptr<const PublishedEvent>> events;
  for (const auto& feed : whole.feeds) {
    for (const auto& event : feed->events) {
      if (file_of(event->revised.event->path) == beside.name) events.push_back(event);
    }
  }
  if (events.empty()) {
    complain(fmt::format("{} holds no event that is served", file));
    return kFailed;
  }
  const Feed& feed = *events.front()->feed;
  std::vector<const PublishedEvent*> shown;
  for (const auto& event : events) {
    const Event& read = *event->revised.event;
    fmt::print(stderr, "{}: {}: {}\n", file, read.title,
               describe_event(read, feed.zone, feed.language));
    shown.push_back(event.get());
  }
  const auto calendar =
      shown.size() == 1
          ? build_event_calendar(*shown.front(), config)
          : CalendarBuilder(describe_calendar(feed, config.base_url), config.refresh_interval,
                            shown, Cut(), feed.zone, clock.now())
                .finish(feed.id + ".ics", clock.now());
  fmt::print("{}", calendar->body().join());
  return kDone;
}

}  // namespace almanach
