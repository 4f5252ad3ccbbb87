#include "publish/chooser.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "base/work_steps.hpp"
#include "model/occurrences.hpp"
#include "model/retirement.hpp"
#include "model/search_text.hpp"
#include "model/status_words.hpp"

namespace almanach {
namespace {

bool is_of_category(const Event& event, const std::vector<std::string>& categories) {
  if (categories.empty()) return true;
  return std::any_of(event.categories.begin(), event.categories.end(),
                     [&](const std::string& category) {
                       return std::binary_search(categories.begin(), categories.end(),
                                                 fold_for_search(trim(category)));
                     });
}

}  // namespace

Chooser::Chooser(const Choices& choices, const Zone& zone, Day today, WorkBudget& work)
    : choices_(choices), work_(work) {
  const auto start_of = [&](Day day) { return zone.place(WallTime(day)).instant; };
  if (choices.past == Choices::Past::days) earliest_ = start_of(today - choices.past_days);
  if (choices.from)
    earliest_ = std::max(earliest_.value_or(Instant::min()), start_of(*choices.from));
  if (choices.to) latest_ = start_of(*choices.to + 1);
}

bool Chooser::takes(const Event& event, std::string_view language) const {
  work_.spend();
  if (choices_.cancelled == Choices::Cancelled::hide) {
    if (event.status == EventStatus::cancelled) return false;
    if (has_cancelled_occurrence(event)) {
      work_.spend(kStepsOfEvent);
      if (!has_chosen_occurrence(without_cancelled(event))) return false;
    }
  }
  // Whoever subscribed to a part has to know that the whole ends.
  if (is_closing_event_path(event.path)) return true;
  return takes_place(event) && is_of_category(event, choices_.categories) &&
         holds_words(event, language);
}

/// Whether one of its occurrences is not over before the first of the chosen days and begins before
/// the end of the last.
bool Chooser::has_chosen_occurrence(const Event& event) const {
  const TimeSpan time = covered_time(event);
  return !occurrences_between(event, earliest_.value_or(time.start), latest_.value_or(time.end), 1,
                              &work_)
              .empty();
}

/// The same, at less cost.
bool Chooser::takes_place(const Event& event) const {
  const TimeSpan time = covered_time(event);
  if (time.end <= earliest_.value_or(time.start) || time.start >= latest_.value_or(time.end))
    return false;
  if (!event.recurrence || (!earliest_ && !latest_)) return true;
  return has_chosen_occurrence(event);
}

/// Each of the words, in whatever place: the event is folded once.
bool Chooser::holds_words(const Event& event, std::string_view language) const {
  if (choices_.words.empty()) return true;
  std::string text =
      shown_title(event, language) + '\n' + event.location + '\n' + event.description.plain();
  for (const std::string& category : event.categories) text += '\n' + category;
  work_.spend(1 + steps_to_read(text.size()));
  text = fold_for_search(text);
  return std::all_of(choices_.words.begin(), choices_.words.end(),
                     [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

}  // namespace almanach
