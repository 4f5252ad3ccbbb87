#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

#include "cli/commands.hpp"
#include "control/address.hpp"
#include "control/client.hpp"
#include "control/health.hpp"
#include "journal/journal_glance.hpp"
#include "ops/environment.hpp"
#include "render/messages/translate.hpp"
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

ControlClient connect_to(const StartSettings& start, Language language) {
  return ControlClient(find_control_socket(start, read_environment("RUNTIME_DIRECTORY")), language);
}

/// A command's message to a person.
void tell(std::string_view english, Language language) {
  fmt::print(stderr, "almanach: {}\n", translate_message(english, language));
}

/// Where a command that changes something cannot reach the daemon.
int explain_unreachable(const ControlUnreachable& error, Language language) {
  tell(error.what(), language);
  return kFailed;
}

/// What was served last, where nobody serves now.
void print_journal(const std::string& state, Language language) {
  if (state.empty()) return;
  try {
    const auto feeds = glance_at_journal(state);
    if (!feeds) {
      fmt::print("{}\n",
                 translate_message(fmt::format("There is no journal in {}", state), language));
      return;
    }
    fmt::print("{}\n",
               translate_message(fmt::format("Served last, as the journal in {} has it:", state),
                                 language));
    for (const ServedFeed& feed : *feeds) {
      const std::string line = fmt::format("/{}/ {}: {} events, last changed {}", feed.id,
                                           feed.name, feed.events, format_timestamp(feed.modified));
      fmt::print("  {}\n", translate_message(line, language));
    }
  } catch (const StoreError& error) {
    tell(error.what(), language);
  }
}

/// A monitor reads standard output, whatever happens.
int run_health(const ConfigArguments& arguments) {
  std::string obstacle;
  try {
    const std::string line =
        connect_to(find_daemon(arguments), Language::english).get("/health").body;
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
  const ControlClient client = connect_to(start, options.language);
  try {
    const ControlReply reply = client.get(options.json ? "/status.json" : "/status");
    fmt::print("{}", reply.body);
    return reply.status == 200 ? kDone : kFailed;
  } catch (const ControlUnreachable& error) {
    if (!options.json) print_journal(start.state, options.language);
    return explain_unreachable(error, options.language);
  }
}

int run_confirm_deletions(const ConfigArguments& arguments, Language language) {
  try {
    const ControlReply reply =
        connect_to(find_daemon(arguments), language).post("/confirm-deletions");
    fmt::print("{}", reply.body);
    return reply.status == 200 ? kDone : kFailed;
  } catch (const ControlUnreachable& error) {
    return explain_unreachable(error, language);
  }
}

int run_reload(const ConfigArguments& arguments, Language language) {
  constexpr int kFaulty = 422;
  try {
    const ControlReply reply = connect_to(find_daemon(arguments), language).post("/reload");
    fmt::print(reply.status == 200 ? stdout : stderr, "{}", reply.body);
    if (reply.status == kFaulty) return kBadUsage;
    return reply.status == 200 ? kDone : kFailed;
  } catch (const ControlUnreachable& error) {
    return explain_unreachable(error, language);
  }
}

}  // namespace almanach
