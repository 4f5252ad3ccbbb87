#include "cli/adoption_task.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "base/text.hpp"
#include "journal/adoption.hpp"
#include "parse/old_calendar.hpp"
#include "publish/adoptive_events.hpp"
#include "render/adoption_text.hpp"
#include "render/messages/translate.hpp"

namespace almanach {
namespace {

constexpr std::string_view kHead = "almanach adopt 1";

std::string complain(const std::string& message, Language language) {
  return fmt::format("almanach: {}\n", translate_message(message, language));
}

/// What keeps the task from being done; empty: nothing.
std::string find_obstacle(const AdoptionTask& task, const OldCalendar& old,
                          const Snapshot& snapshot, bool is_kept) {
  if (!task.feed.empty() && snapshot.find_feed(task.feed) == nullptr) {
    std::vector<std::string> ids;
    for (const auto& feed : snapshot.feeds) ids.push_back(feed->feed.id);
    const std::string near = nearest(task.feed, ids);
    return near.empty()
               ? fmt::format("there is no feed \"{}\"", task.feed)
               : fmt::format("there is no feed \"{}\": did you mean \"{}\"?", task.feed, near);
  }
  if (!old.is_calendar) return fmt::format("{} is no calendar (iCalendar, .ics)", task.source);
  if (task.apply && !is_kept) {
    return "the journal is kept in memory, and forgets what is adopted: name a folder as `state` "
           "first";
  }
  return {};
}

}  // namespace

std::string write_task(const AdoptionTask& task) {
  std::string text = fmt::format("{}\n", kHead);
  const auto add = [&](std::string_view key, std::string_view value) {
    if (value.find('\n') != std::string_view::npos)
      throw std::invalid_argument(fmt::format("{} holds a line end", key));
    text += fmt::format("{} {}\n", key, value);
  };
  add("source", task.source);
  add("language", language_tag(task.language));
  if (!task.feed.empty()) add("feed", task.feed);
  for (const std::string& pair : task.pairs) add("pair", pair);
  if (task.accept_doubtful) add("accept-doubtful", "yes");
  if (task.apply) add("apply", "yes");
  if (task.json) add("json", "yes");
  return text.append("\n").append(task.calendar);
}

std::optional<AdoptionTask> read_task(std::string_view text) {
  AdoptionTask task;
  bool first = true;
  for (;;) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (std::exchange(first, false)) {
      if (line != kHead) return std::nullopt;
      continue;
    }
    if (line.empty()) break;
    const std::size_t blank = std::min(line.find(' '), line.size());
    const std::string_view key = line.substr(0, blank);
    const std::string value(line.substr(std::min(blank + 1, line.size())));
    if (key == "source") {
      task.source = value;
    } else if (key == "language") {
      task.language = find_language(value).value_or(Language::english);
    } else if (key == "feed") {
      task.feed = value;
    } else if (key == "pair") {
      task.pairs.push_back(value);
    } else if (key == "accept-doubtful") {
      task.accept_doubtful = true;
    } else if (key == "apply") {
      task.apply = true;
    } else if (key == "json") {
      task.json = true;
    } else {
      return std::nullopt;
    }
  }
  task.calendar = text;
  return task;
}

ControlReply run_task(const AdoptionTask& task, const Snapshot& snapshot, const Config& config,
                      bool is_kept, const ApplyAdoptions& apply) {
  constexpr int kWrong = 422;
  constexpr int kInPart = 409;
  constexpr int kEnds = 503;
  OldCalendar old = read_old_calendar(task.source, task.calendar, config);
  if (const std::string obstacle = find_obstacle(task, old, snapshot, is_kept); !obstacle.empty())
    return {kWrong, complain(obstacle, task.language)};
  const AdoptionPlan plan =
      plan_adoption(std::move(old), list_adoptive_events(snapshot, config, task.feed), task.pairs,
                    task.accept_doubtful);
  if (!plan.wrong_names.empty()) {
    std::string text;
    for (const std::string& pair : plan.wrong_names) {
      text += complain(
          fmt::format("--pair {}: no such old UID, no such event here, or one of them is in "
                      "another pair",
                      pair),
          task.language);
    }
    return {kWrong, std::move(text)};
  }
  std::optional<AdoptionResult> result;
  if (task.apply) {
    const std::vector<Adoption> pending = plan.list_pending();
    const AdoptionOutcome outcome = apply(pending);
    if (!outcome.done)
      return {kEnds, complain("the daemon ends: nothing was adopted", task.language)};
    result.emplace();
    result->adopted = pending.size() - outcome.refused.size();
    result->complaint = outcome.complaint;
    for (const std::size_t place : outcome.refused)
      result->refused.push_back(pending[place].old_uid);
  }
  const bool in_part = result && (!result->refused.empty() || !result->complaint.empty());
  return {in_part ? kInPart : 200, task.json ? render_adoption_json(plan, result)
                                             : render_adoption_text(plan, result, task.language)};
}

}  // namespace almanach
