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
#include <variant>
#include <vector>

#include "base/form_query.hpp"
#include "cli/adoption_task.hpp"
#include "cli/link_text.hpp"
#include "control/confirmation.hpp"
#include "control/health.hpp"
#include "control/status_text.hpp"
#include "http/status.hpp"
#include "http/status_page.hpp"
#include "publish/private_feeds.hpp"
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
  return {200, render_status_text(make_status_report(whole_of(*edition->snapshot), *edition->config,
                                                     parts.fetches, parts.clock.now()),
                                  *edition->config, question.language)};
}

ControlReply show_status_json(const Question& question) {
  const auto edition = question.parts.editions.get();
  return edition ? ControlReply{200, answer_status(whole_of(*edition->snapshot)).body.join()}
                 : not_yet(question);
}

ControlReply show_health(const Question& question) {
  const ControlParts& parts = question.parts;
  const auto edition = parts.editions.get();
  const auto since = std::chrono::steady_clock::now() - parts.rebuild.last_round();
  return {200, describe_health({edition ? &whole_of(*edition->snapshot) : nullptr,
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
  const ConfirmationReport report = report_confirmation(
      whole_of(*before->snapshot), whole_of(*parts.editions.get()->snapshot), question.language);
  return {report.still_held ? 409 : 200, fmt::format("{}\n", fmt::join(report.lines, "\n"))};
}

ControlReply reload(const Question& question) {
  if (!question.parts.editions.get()) return not_yet(question);  // READY=1 would be said too early
  const LiveConfig::Reloaded reloaded = question.parts.reload();
  ControlReply reply;
  const auto tell = [&](const Problem& problem) {
    reply.body += fmt::format("{}:{}:{}: {}; {}\n", problem.file, problem.line, problem.column,
                              question.say(problem.message), question.say(problem.hint));
  };
  for (const Problem& problem : reloaded.problems) {
    reply.status = 422;
    tell(problem);
  }
  if (reply.status == 422) {
    reply.body += question.say("the configuration is not changed") + '\n';
    return reply;
  }
  for (const std::string& name : reloaded.ignored) {
    reply.body +=
        question.say(fmt::format("`{}` takes effect at the next start only", name)) + '\n';
  }
  for (const Problem& remark : reloaded.remarks) tell(remark);
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
ControlReply adopt(const Question& question, const std::string& body) {
  const ControlParts& parts = question.parts;
  const auto task = read_task(body);
  if (!task) return question.reply(400, "the command is of another version than the daemon");
  const auto edition = parts.editions.get();
  if (!edition) return not_yet(question);
  return run_task(*task, whole_of(*edition->snapshot), *edition->config, parts.is_kept,
                  [&](std::vector<Adoption> adoptions) {
                    return adopt_in_loop(parts.rebuild, std::move(adoptions));
                  });
}

/// A link's wish as the command sends it: a form.
std::variant<LinkWish, LinkRefusal> read_wish(const std::string& body, const Config& config) {
  LinkWish wish;
  for (const auto& [name, value] : read_form_query(body)) {
    if (name == "feed") wish.feed = value;
    if (name == "name") wish.name = value;
    if (name != "expires" || value.empty()) continue;
    auto expiry = read_expiry(value, config);
    if (auto* refusal = std::get_if<LinkRefusal>(&expiry)) return std::move(*refusal);
    wish.expires = std::get<Instant>(expiry);
  }
  return wish;
}

ControlReply refuse_link(const Question& question, const LinkRefusal& refusal) {
  return question.reply(409, refusal.reason);
}

/// What has come of an order; `describe` writes what was made of it.
template <typename Result, typename Describe>
ControlReply answer_order(const Question& question, RebuildLoop::LinkOrder order,
                          Describe describe) {
  auto waiting = question.parts.rebuild.order_links(std::move(order));
  if (waiting.wait_for(kPatience) != std::future_status::ready) {
    return question.reply(504,
                          "the rebuild takes long: \"almanach link list\" will tell the outcome");
  }
  const std::optional<RebuildLoop::LinkOutcome> outcome = waiting.get();
  if (!outcome) return question.reply(503, "the daemon ends: nothing was done");
  if (const auto* refusal = std::get_if<LinkRefusal>(&outcome->result))
    return refuse_link(question, *refusal);
  return describe(std::get<Result>(outcome->result), *outcome);
}

ControlReply make_link(const Question& question, const std::string& body) {
  const auto edition = question.parts.editions.get();
  if (!edition) return not_yet(question);
  auto wish = read_wish(body, *edition->config);
  if (const auto* refusal = std::get_if<LinkRefusal>(&wish)) return refuse_link(question, *refusal);
  return answer_order<NewLink>(
      question, std::get<LinkWish>(wish), [&](const NewLink& link, const auto& outcome) {
        if (!outcome.complaint.empty()) {
          return question.reply(
              500, fmt::format("no link is made, since the journal cannot be written: {}",
                               outcome.complaint));
        }
        std::string text = describe_new_link(link, *edition->config, question.language);
        if (!outcome.is_kept) {
          text += question.say(
              "The daemon keeps no state: the link is gone when it ends. --state keeps it.");
          text += '\n';
        }
        return ControlReply{200, std::move(text)};
      });
}

ControlReply revoke_link(const Question& question, const std::string& body) {
  if (!question.parts.editions.get()) return not_yet(question);
  return answer_order<std::vector<LinkRecord>>(
      question, RevokedName{body}, [&](const std::vector<LinkRecord>& links, const auto& outcome) {
        std::string text = describe_revoked(links.front(), question.language);
        if (outcome.complaint.empty()) return ControlReply{200, std::move(text)};
        text +=
            question.say(fmt::format("The journal cannot be written, which is tried again: if "
                                     "the daemon ended now, the link would open again ({})",
                                     outcome.complaint));
        return ControlReply{500, text + '\n'};
      });
}

ControlReply list_links(const Question& question, const std::string& body) {
  const auto edition = question.parts.editions.get();
  if (!edition) return not_yet(question);
  return answer_order<std::vector<LinkRecord>>(
      question, ListOfLinks{}, [&](const std::vector<LinkRecord>& links, const auto&) {
        return ControlReply{200, describe_links(links, body == "all", question.parts.clock.now(),
                                                *edition->config, question.language)};
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
  using AnswerToBody = ControlReply (*)(const Question&, const std::string& body);
  const auto with_body = [&](AnswerToBody answer) {
    return [parts, answer](const ControlRequest& request) {
      return answer({parts, request.language}, request.body);
    };
  };
  server.on_get("/status", with(show_status));
  server.on_get("/status.json", with(show_status_json));
  server.on_get("/health", with(show_health));
  server.on_post("/confirm-deletions", with(confirm_deletions));
  server.on_post("/reload", with(reload));
  server.on_post("/adopt", with_body(adopt));
  server.on_post("/link/add", with_body(make_link));
  server.on_post("/link/revoke", with_body(revoke_link));
  server.on_post("/link/list", with_body(list_links));
}

}  // namespace almanach
