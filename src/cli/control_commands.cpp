#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "cli/commands.hpp"
#include "control/address.hpp"
#include "control/client.hpp"
#include "control/health.hpp"
#include "journal/journal_glance.hpp"
#include "ops/environment.hpp"
#include "render/timestamp.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

constexpr const char* kServiceConfig = "/etc/almanach/almanach.yml";

/// Where the daemon is that a command is for: as the command line says, else the installed service,
/// whose configuration is looked at only where its socket is not to be seen.
StartSettings find_daemon(ConfigArguments arguments) {
  const ConfigOverrides& given = arguments.overrides;
  std::error_code unseen;
  const bool is_named = arguments.file || given.state || given.control;
  if (!is_named && !fs::is_socket(kServiceControl, unseen) && fs::exists(kServiceConfig, unseen))
    arguments.file = kServiceConfig;
  return arguments.read().start;
}

ControlClient connect_to(const StartSettings& start) {
  return ControlClient(find_control_socket(start, read_environment("RUNTIME_DIRECTORY")));
}

/// Where a command that changes something cannot reach the daemon.
int explain_unreachable(const ControlUnreachable& error) {
  fmt::print(stderr, "almanach: {}\n", error.what());
  return kFailed;
}

/// What was served last, where nobody serves now.
void print_journal(const std::string& state) {
  if (state.empty()) return;
  try {
    const auto feeds = glance_at_journal(state);
    if (!feeds) {
      fmt::print("There is no journal in {}\n", state);
      return;
    }
    fmt::print("Served last, as the journal in {} has it:\n", state);
    for (const ServedFeed& feed : *feeds) {
      fmt::print("  /{}/ {}: {} events, last changed {}\n", feed.id, feed.name, feed.events,
                 format_timestamp(feed.modified));
    }
  } catch (const StoreError& error) {
    fmt::print(stderr, "almanach: {}\n", error.what());
  }
}

/// A monitor reads standard output, whatever happens.
int run_health(const ConfigArguments& arguments) {
  std::string obstacle;
  try {
    const std::string line = connect_to(find_daemon(arguments)).get("/health").body;
    fmt::print("{}", line);
    return static_cast<int>(verdict_of(line));
  } catch (const ControlUnreachable& error) {
    obstacle = error.what();
  } catch (const ConfigError& error) {
    const Problem& first = error.problems().front();
    obstacle = fmt::format("{}:{}: {}", first.file, first.line, first.message);
  }
  fmt::print("{} - {}\n", verdict_name(Verdict::unknown), obstacle);
  return static_cast<int>(Verdict::unknown);
}

}  // namespace

int run_status(const ConfigArguments& arguments, const StatusOptions& options) {
  if (options.check) return run_health(arguments);
  const StartSettings start = find_daemon(arguments);
  const ControlClient client = connect_to(start);
  try {
    const ControlReply reply = client.get(options.json ? "/status.json" : "/status");
    fmt::print("{}", reply.body);
    return reply.status == 200 ? kDone : kFailed;
  } catch (const ControlUnreachable& error) {
    fmt::print(stderr, "almanach: {}\n", error.what());
    if (!options.json) print_journal(start.state);
    return kFailed;
  }
}

int run_confirm_deletions(const ConfigArguments& arguments) {
  try {
    const ControlReply reply = connect_to(find_daemon(arguments)).post("/confirm-deletions");
    fmt::print("{}", reply.body);
    return reply.status == 200 ? kDone : kFailed;
  } catch (const ControlUnreachable& error) {
    return explain_unreachable(error);
  }
}

int run_reload(const ConfigArguments& arguments) {
  constexpr int kFaulty = 422;
  try {
    const ControlReply reply = connect_to(find_daemon(arguments)).post("/reload");
    fmt::print(reply.status == 200 ? stdout : stderr, "{}", reply.body);
    if (reply.status == kFaulty) return kBadUsage;
    return reply.status == 200 ? kDone : kFailed;
  } catch (const ControlUnreachable& error) {
    return explain_unreachable(error);
  }
}

}  // namespace almanach
