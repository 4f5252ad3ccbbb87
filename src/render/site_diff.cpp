#include "render/site_diff.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "model/event_addresses.hpp"
#include "render/event_words.hpp"
#include "render/messages/translate.hpp"
#include "render/timestamp.hpp"

namespace almanach {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view held_name(ProblemKind kind) {
  return kind == ProblemKind::vanished ? "mass_deletion" : "dialect";
}

Json describe_state(const std::shared_ptr<const ServedEvent>& served) {
  if (!served) return nullptr;
  const Event& event = served->event();
  const SpanText span = format_span(event.span, event.zone, SpanEnd::after);
  return {{"feed", served->feed.id},
          {"slug", served->revised.slug},
          {"uid", served->revised.uid},
          {"sequence", served->revised.sequence},
          {"title", event.title},
          {"start", span.start},
          {"end", span.end},
          {"all_day", std::holds_alternative<DaySpan>(event.span)},
          {"status", status_name(event.status)},
          {"text", describe_event(event, served->feed.zone, "en")}};
}

Json describe(const EventChange& change, std::chrono::seconds keep_cancelled) {
  Json parts = Json::array();
  for (const EventPart part : change.parts) parts.push_back(part_name(part));
  Json json = {{"kind", kind_name(change.kind)},
               {"subscribers", effect_name(change.effect)},
               {"held", change.held},
               {"feed", change.shown().feed.id},
               {"file", change.file},
               {"line", change.line},
               {"same_file", change.same_file},
               {"parts", std::move(parts)},
               {"text", describe_change(change, keep_cancelled, Language::english)},
               {"before", describe_state(change.before)},
               {"after", describe_state(change.now)}};
  if (!change.edition.empty()) json["edition"] = change.edition;
  if (!change.other_feed.empty()) json["other_feed"] = change.other_feed;
  return json;
}

Json describe(const Problem& problem) {
  return {{"severity", severity_name(problem.severity)},
          {"file", problem.file},
          {"line", problem.line},
          {"column", problem.column},
          {"message", problem.message},
          {"hint", problem.hint}};
}

Annotation::Level level_of(const EventChange& change) {
  const bool is_lost = change.effect == ChangeEffect::cancellation ||
                       change.effect == ChangeEffect::replaced ||
                       (change.effect == ChangeEffect::removal && !change.over);
  return is_lost ? Annotation::Level::warning : Annotation::Level::notice;
}

}  // namespace

Problem describe_held_change(const HeldChange& held, std::chrono::seconds mass_deletion_hold) {
  const std::string confirm =
      "put the files back, or, where it is meant, confirm once it is published: almanach "
      "confirm-deletions";
  if (held.kind == ProblemKind::reread) {
    return {Severity::error,
            held.folder,
            0,
            0,
            held.message,
            "put the keys right, say with fields: in the configuration which ones count, or, where "
            "it is meant, confirm once it is published: almanach confirm-deletions",
            held.kind};
  }
  Problem problem = {
      Severity::error,
      held.folder,
      0,
      0,
      fmt::format("{} of {} events vanish at once: a running server serves them on for {}, or "
                  "until somebody confirms it",
                  held.events, held.of, describe_length(mass_deletion_hold, Language::english)),
      confirm,
      held.kind};
  if (!held.other_folder.empty()) {
    problem.hint = fmt::format(
        "they are in {} now: say formerly: [{}] in the feed.yml there, and they stay what they "
        "were to subscribers",
        held.other_folder, held.former_folder);
  }
  return problem;
}

std::string write_diff_json(const SiteDiff& diff) {
  Json held = Json::array();
  for (const HeldChange& one : diff.held) {
    const Problem problem = describe_held_change(one, diff.mass_deletion_hold);
    held.push_back({{"kind", held_name(one.kind)},
                    {"feed", one.feed},
                    {"folder", one.folder},
                    {"events", one.events},
                    {"of", one.of},
                    {"message", problem.message},
                    {"hint", problem.hint}});
  }
  Json changes = Json::array();
  for (const EventChange& change : diff.changes)
    changes.push_back(describe(change, diff.keep_cancelled));
  Json problems = Json::array();
  for (const Problem& problem : diff.problems) problems.push_back(describe(problem));
  return Json{{"before", diff.before},
              {"after", diff.now},
              {"held", std::move(held)},
              {"changes", std::move(changes)},
              {"problems", std::move(problems)}}
             .dump(2, ' ', false, Json::error_handler_t::replace) +
         "\n";
}

std::vector<Annotation> annotate_diff(const SiteDiff& diff, Language language) {
  std::vector<Annotation> annotations;
  for (const HeldChange& held : diff.held) {
    const Problem told =
        translate_problem(describe_held_change(held, diff.mass_deletion_hold), language);
    annotations.push_back({Annotation::Level::error, told.file, 0, 0,
                           fmt::format("held-{}", held_name(held.kind)), held.feed,
                           told.message + "\n" + told.hint});
  }
  for (const EventChange& change : diff.changes) {
    annotations.push_back({level_of(change), file_of(change.file), change.line, 0,
                           fmt::format("event-{}", kind_name(change.kind)),
                           change.shown().feed.name,
                           describe_change(change, diff.keep_cancelled, language)});
  }
  for (Annotation& annotation : annotate_problems(diff.problems, language))
    annotations.push_back(std::move(annotation));
  return annotations;
}

}  // namespace almanach
