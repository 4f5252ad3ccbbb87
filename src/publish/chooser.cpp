#include "publish/chooser.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "model/occurrences.hpp"
#include "model/search_text.hpp"
#include "model/status_words.hpp"

namespace almanach {
namespace {

/// Whether an event holds each word, in whatever place: folded once an event.
bool holds_words(const Event& event, std::string_view language,
                 const std::vector<std::string>& words) {
  if (words.empty()) return true;
  std::string text =
      shown_title(event, language) + '\n' + event.location + '\n' + event.description.plain();
  for (const std::string& category : event.categories) text += '\n' + category;
  text = fold_for_search(text);
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

bool is_of_category(const Event& event, const std::vector<std::string>& categories) {
  if (categories.empty()) return true;
  return std::any_of(event.categories.begin(), event.categories.end(),
                     [&](const std::string& category) {
                       return std::binary_search(categories.begin(), categories.end(),
                                                 fold_for_search(trim(category)));
                     });
}

/// Whether one of its occurrences is not over before `earliest` and begins before `latest`.
bool has_occurrence_between(const Event& event, std::optional<Instant> earliest,
                            std::optional<Instant> latest) {
  const TimeSpan time = covered_time(event);
  return !occurrences_between(event, earliest.value_or(time.start), latest.value_or(time.end), 1)
              .empty();
}

/// The same, at less cost.
bool takes_place_between(const Event& event, std::optional<Instant> earliest,
                         std::optional<Instant> latest) {
  const TimeSpan time = covered_time(event);
  if (time.end <= earliest.value_or(time.start) || time.start >= latest.value_or(time.end))
    return false;
  if (!event.recurrence || (!earliest && !latest)) return true;
  return has_occurrence_between(event, earliest, latest);
}

}  // namespace

Chooser::Chooser(const Choices& choices, const Zone& zone, Day today) : choices_(choices) {
  const auto start_of = [&](Day day) { return zone.place(WallTime(day)).instant; };
  if (choices.past == Choices::Past::days) earliest_ = start_of(today - choices.past_days);
  if (choices.from)
    earliest_ = std::max(earliest_.value_or(Instant::min()), start_of(*choices.from));
  if (choices.to) latest_ = start_of(*choices.to + 1);
}

bool Chooser::takes(const Event& event, std::string_view language) const {
  if (choices_.cancelled == Choices::Cancelled::hide) {
    if (event.status == EventStatus::cancelled) return false;
    if (has_cancelled_occurrence(event) &&
        !has_occurrence_between(without_cancelled(event), earliest_, latest_))
      return false;
  }
  if (!takes_place_between(event, earliest_, latest_)) return false;
  return is_of_category(event, choices_.categories) && holds_words(event, language, choices_.words);
}

}  // namespace almanach
