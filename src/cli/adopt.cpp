#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "base/clock.hpp"
#include "cli/adoption_task.hpp"
#include "cli/commands.hpp"
#include "cli/find_daemon.hpp"
#include "cli/site_config.hpp"
#include "content/disk_folder.hpp"
#include "control/calendar_fetch.hpp"
#include "control/client.hpp"
#include "journal/journal.hpp"
#include "journal/sqlite_store.hpp"
#include "journal/unsaved_store.hpp"
#include "publish/private_feeds.hpp"
#include "publish/rebuild_loop.hpp"
#include "publish/site.hpp"
#include "render/messages/translate.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

constexpr int kNotFound = 404;
constexpr int kWrong = 422;

int complain(const std::string& message, Language language, int status) {
  fmt::print(stderr, "almanach: {}\n", translate_message(message, language));
  return status;
}

/// The bytes of a file that is not larger than what is fetched may be. Throws FetchFailed.
std::string read_calendar_file(const std::string& path) {
  std::error_code unseen;
  if (!fs::is_regular_file(path, unseen))
    throw FetchFailed(fmt::format("there is no file {}", path));
  const std::size_t most = FetchLimits().bytes;
  if (fs::file_size(path, unseen) > most)
    throw FetchFailed(fmt::format("{}: it is larger than {} MB", path, most >> 20));
  std::ifstream stream(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream) throw FetchFailed(fmt::format("{} cannot be read", path));
  return bytes;
}

/// Prints what came of a task; the exit status.
int print_reply(const ControlReply& reply) {
  const bool is_report = reply.status == 200 || reply.status == 409;
  fmt::print(is_report ? stdout : stderr, "{}", reply.body);
  if (reply.status == kWrong) return kBadUsage;
  return reply.status == 200 ? kDone : kFailed;
}

std::unique_ptr<RecordStore> open_records(const fs::path& state, bool to_write,
                                          const Clock& clock) {
  std::error_code unseen;
  if (!to_write && !fs::exists(state / "journal.db", unseen)) return std::make_unique<NoStore>();
  return std::make_unique<SqliteStore>(state, clock);
}

/// Without a daemon: the folder is read here, and the state is this program's for as long. What is
/// only shown leaves no trace there but, beside a journal, its lock.
ControlReply run_here(const ConfigArguments& arguments, const AdoptionTask& task) {
  Settings settings = arguments.read();
  const std::string& state = settings.start.state;
  const auto config =
      with_site_settings(std::move(settings.config), nullptr, task.apply ? state : "");
  if (!fs::is_directory(config.content)) {
    return {kWrong,
            fmt::format("almanach: {}\n",
                        translate_message(fmt::format("there is no folder {}", config.content),
                                          task.language))};
  }
  const SystemClock clock;
  const DiskFolder folder(config.content, config.follow_links);
  const std::unique_ptr<RecordStore> store = open_records(state, task.apply, clock);
  UnsavedStore unsaved(*store);
  Journal journal(task.apply ? *store : unsaved, config, clock);
  Site site(folder, config, journal, clock, root_name_of(config.content));
  const auto snapshot = site.update({true, {}});
  return run_task(task, whole_of(*snapshot), config, true,
                  [&](const std::vector<Adoption>& adoptions) {
                    AdoptionOutcome outcome{true, journal.adopt(adoptions), ""};
                    site.update({true, {}});
                    outcome.complaint = journal.complaint();
                    return outcome;
                  });
}

/// The daemon's answer; where it cannot be reached, what is done here. A state that is locked, or
/// closed to this account, tells that there is a daemon after all: then why it was not reached.
ControlReply answer_task(const ConfigArguments& arguments, const AdoptionTask& task) {
  std::string unreached;
  FoundDaemon daemon = find_daemon(arguments);
  try {
    ControlReply reply =
        connect_to_daemon(daemon.start, task.language).post("/adopt", write_task(task));
    if (reply.status != kNotFound) return reply;
    unreached = "the daemon is of an older version, which cannot adopt";
  } catch (const ControlUnreachable& error) {
    daemon = find_daemon(arguments, true);
    if (daemon.start.state.empty()) throw;
    unreached = error.what();
  }
  try {
    return run_here(daemon.arguments, task);
  } catch (const StoreError& error) {
    throw ControlUnreachable(fmt::format("{}; {}", error.what(), unreached));
  }
}

}  // namespace

int run_adopt(const ConfigArguments& arguments, AdoptionTask task) {
  try {
    task.calendar = is_calendar_address(task.source) ? fetch_calendar(task.source)
                                                     : read_calendar_file(task.source);
  } catch (const FetchFailed& failure) {
    return complain(failure.what(), task.language,
                    is_calendar_address(task.source) ? kFailed : kBadUsage);
  }
  try {
    return print_reply(answer_task(arguments, task));
  } catch (const ControlUnreachable& error) {
    return complain(error.what(), task.language, kFailed);
  }
}

}  // namespace almanach
