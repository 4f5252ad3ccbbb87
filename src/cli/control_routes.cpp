#include "cli/control_routes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <future>
#include <memory>
#include <string>

#include "control/confirmation.hpp"
#include "control/health.hpp"
#include "control/status_text.hpp"
#include "http/status.hpp"
#include "http/status_page.hpp"

namespace almanach {
namespace {

/// Less than a command waits.
constexpr std::chrono::seconds kPatience{100};

ControlReply not_yet() {
  return {503, "nothing is served yet: the content is being read for the first time\n"};
}

ControlReply show_status(const ControlParts& parts) {
  const auto edition = parts.editions.get();
  if (!edition) return not_yet();
  return {200, render_status_text(make_status_report(*edition->snapshot, *edition->config,
                                                     parts.fetches, parts.clock.now()),
                                  *edition->config)};
}

ControlReply show_status_json(const ControlParts& parts) {
  const auto edition = parts.editions.get();
  return edition ? ControlReply{200, answer_status(*edition->snapshot).body.join()} : not_yet();
}

ControlReply show_health(const ControlParts& parts) {
  const auto edition = parts.editions.get();
  const auto since = std::chrono::steady_clock::now() - parts.rebuild.last_round();
  return {200, describe_health({edition ? edition->snapshot.get() : nullptr,
                                std::chrono::duration_cast<std::chrono::seconds>(since),
                                parts.rebuild.failure()})};
}

ControlReply confirm_deletions(const ControlParts& parts) {
  const auto before = parts.editions.get();
  if (!before) return not_yet();
  std::future<bool> confirmed = parts.rebuild.confirm_deletions();
  if (confirmed.wait_for(kPatience) != std::future_status::ready)
    return {504, "the rebuild takes long: it goes on, almanach status tells the outcome\n"};
  if (!confirmed.get()) return {503, "the daemon ends: nothing was confirmed\n"};
  const ConfirmationReport report =
      report_confirmation(*before->snapshot, *parts.editions.get()->snapshot);
  return {report.still_held ? 409 : 200, fmt::format("{}\n", fmt::join(report.lines, "\n"))};
}

ControlReply reload(const ControlParts& parts) {
  if (!parts.editions.get()) return not_yet();  // READY=1 would be said too early
  const LiveConfig::Reloaded reloaded = parts.reload();
  ControlReply reply;
  for (const Problem& problem : reloaded.problems) {
    reply.status = 422;
    reply.body += fmt::format("{}:{}:{}: {}; {}\n", problem.file, problem.line, problem.column,
                              problem.message, problem.hint);
  }
  if (reply.status == 422) {
    reply.body += "the configuration is not changed\n";
    return reply;
  }
  for (const std::string& name : reloaded.ignored)
    reply.body += fmt::format("`{}` takes effect at the next start only\n", name);
  reply.body += "the configuration has been read again\n";
  return reply;
}

}  // namespace

void add_control_routes(ControlServer& server, const ControlParts& parts) {
  const auto get = [&](const char* path, ControlReply (*answer)(const ControlParts&)) {
    server.on_get(path, [parts, answer](const std::string&) { return answer(parts); });
  };
  const auto post = [&](const char* path, ControlReply (*answer)(const ControlParts&)) {
    server.on_post(path, [parts, answer](const std::string&) { return answer(parts); });
  };
  get("/status", show_status);
  get("/status.json", show_status_json);
  get("/health", show_health);
  post("/confirm-deletions", confirm_deletions);
  post("/reload", reload);
}

}  // namespace almanach
