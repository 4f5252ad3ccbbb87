#include "cli/control_routes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/adoption_task.hpp"
#include "control/confirmation.hpp"
#include "control/health.hpp"
#include "control/status_text.hpp"
#include "http/status.hpp"
#include "http/status_page.hpp"
#include "render/messages/translate.hpp"

namespace almanach {
namespace {

/// Less than a command waits.
constexpr std::chrono::seconds kPatience{100};

/// What a command asks, and of whom.
struct Question {
  const ControlParts& parts;
  Language language;

  std::string say(std::string_view english) const { return translate_message(english, language); }

  ControlReply reply(int status, std::string_view english) const {
    return {status, say(english) + '\n'};
  }
};

ControlReply not_yet(const Question& question) {
  return question.reply(503, "nothing is served yet: the content is being read for the first time");
}

ControlReply show_status(const Question& question) {
  const ControlParts& parts = question.parts;
  const auto edition = parts.editions.get();
  if (!edition) return not_yet(question);
  return {200, render_status_text(make_status_report(*edition->snapshot, *edition->config,
                                                     parts.fetches, parts.clock.now()),
                                  *edition->config, question.language)};
}

ControlReply show_status_json(const Question& question) {
  const auto edition = question.parts.editions.get();
  return edition ? ControlReply{200, answer_status(*edition->snapshot).body.join()}
                 : not_yet(question);
}

ControlReply show_health(const Question& question) {
  const ControlParts& parts = question.parts;
  const auto edition = parts.editions.get();
  const auto since = std::chrono::steady_clock::now() - parts.rebuild.last_round();
  return {200, describe_health({edition ? edition->snapshot.get() : nullptr,
                                std::chrono::duration_cast<std::chrono::seconds>(since),
                                parts.rebuild.failure()})};
}

ControlReply confirm_deletions(const Question& question) {
  const ControlParts& parts = question.parts;
  const auto before = parts.editions.get();
  if (!before) return not_yet(question);
  std::future<bool> confirmed = parts.rebuild.confirm_deletions();
  if (confirmed.wait_for(kPatience) != std::future_status::ready) {
    return question.reply(504,
                          "the rebuild takes long: it goes on, almanach status tells the outcome");
  }
  if (!confirmed.get()) return question.reply(503, "the daemon ends: nothing was confirmed");
  const ConfirmationReport report =
      report_confirmation(*before->snapshot, *parts.editions.get()->snapshot, question.language);
  return {report.still_held ? 409 : 200, fmt::format("{}\n", fmt::join(report.lines, "\n"))};
}

ControlReply reload(const Question& question) {
  if (!question.parts.editions.get()) return not_yet(question);  // READY=1 would be said too early
  const LiveConfig::Reloaded reloaded = question.parts.reload();
  ControlReply reply;
  for (const Problem& problem : reloaded.problems) {
    reply.status = 422;
    reply.body += fmt::format("{}:{}:{}: {}; {}\n", problem.file, problem.line, problem.column,
                              question.say(problem.message), question.say(problem.hint));
  }
  if (reply.status == 422) {
    reply.body += question.say("the configuration is not changed") + '\n';
    return reply;
  }
  for (const std::string& name : reloaded.ignored) {
    reply.body +=
        question.say(fmt::format("`{}` takes effect at the next start only", name)) + '\n';
  }
  reply.body += question.say("the configuration has been read again") + '\n';
  return reply;
}

/// Waits no longer than the command does.
AdoptionOutcome adopt_in_loop(RebuildLoop& rebuild, std::vector<Adoption> adoptions) {
  std::future<AdoptionOutcome> outcome = rebuild.adopt(std::move(adoptions));
  if (outcome.wait_for(kPatience) == std::future_status::ready) return outcome.get();
  throw std::runtime_error("the rebuild takes long: it goes on, ask again for the outcome");
}

/// The language is the task's.
ControlReply adopt(const ControlParts& parts, const ControlRequest& request) {
  const Question question{parts, request.language};
  const auto task = read_task(request.body);
  if (!task) return question.reply(400, "the command is of another version than the daemon");
  const auto edition = parts.editions.get();
  if (!edition) return not_yet(question);
  return run_task(*task, *edition->snapshot, *edition->config, parts.is_kept,
                  [&](std::vector<Adoption> adoptions) {
                    return adopt_in_loop(parts.rebuild, std::move(adoptions));
                  });
}

}  // namespace

void add_control_routes(ControlServer& server, const ControlParts& parts) {
  using AnswerTo = ControlReply (*)(const Question&);
  const auto with = [&](AnswerTo answer) {
    return [parts, answer](const ControlRequest& request) {
      return answer({parts, request.language});
    };
  };
  server.on_get("/status", with(show_status));
  server.on_get("/status.json", with(show_status_json));
  server.on_get("/health", with(show_health));
  server.on_post("/confirm-deletions", with(confirm_deletions));
  server.on_post("/reload", with(reload));
  server.on_post("/adopt",
                 [parts](const ControlRequest& request) { return adopt(parts, request); });
}

}  // namespace almanach
