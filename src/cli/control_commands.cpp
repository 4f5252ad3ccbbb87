#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <string_view>

#include "cli/commands.hpp"
#include "cli/find_daemon.hpp"
#include "control/client.hpp"
#include "control/health.hpp"
#include "journal/journal_glance.hpp"
#include "render/messages/translate.hpp"
#include "render/timestamp.hpp"

namespace almanach {
namespace {

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
        connect_to_daemon(find_daemon(arguments).start, Language::english).get("/health").body;
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
  const StartSettings start = find_daemon(arguments).start;
  const ControlClient client = connect_to_daemon(start, options.language);
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
        connect_to_daemon(find_daemon(arguments).start, language).post("/confirm-deletions");
    fmt::print("{}", reply.body);
    return reply.status == 200 ? kDone : kFailed;
  } catch (const ControlUnreachable& error) {
    return explain_unreachable(error, language);
  }
}

int run_reload(const ConfigArguments& arguments, Language language) {
  constexpr int kFaulty = 422;
  try {
    const ControlReply reply =
        connect_to_daemon(find_daemon(arguments).start, language).post("/reload");
    fmt::print(reply.status == 200 ? stdout : stderr, "{}", reply.body);
    if (reply.status == kFaulty) return kBadUsage;
    return reply.status == 200 ? kDone : kFailed;
  } catch (const ControlUnreachable& error) {
    return explain_unreachable(error, language);
  }
}

}  // namespace almanach
