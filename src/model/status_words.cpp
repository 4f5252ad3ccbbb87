#include "model/status_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "model/language.hpp"

namespace almanach {
namespace {

constexpr std::array<std::string_view, 2> kPostponed = {"Postponed: ", "Reporté : "};
constexpr std::array<std::string_view, 2> kCancelled = {"Cancelled: ", "Annulé : "};

bool is_postponed(EventStatus status) {
  return status == EventStatus::postponed;
}

/// See apply_change(): what happens to a cancelled series happens to all of it.
EventStatus status_of(const ChangedOccurrence& change, const Event& event) {
  if (event.status == EventStatus::cancelled) return event.status;
  return change.status.value_or(event.status);
}

std::string prefixed(std::string_view title, EventStatus status, std::string_view language) {
  const std::string_view prefix = is_postponed(status) ? status_prefix(status, language) : "";
  return std::string(prefix).append(title);
}

std::string_view without_prefixes(std::string_view title) {
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view prefix : kPostponed) {
      if (!title.starts_with(prefix)) continue;
      title.remove_prefix(prefix.size());
      found = true;
    }
  }
  return title;
}

}  // namespace

std::string_view status_prefix(EventStatus status, std::string_view language) {
  if (status == EventStatus::confirmed) return {};
  return (is_postponed(status) ? kPostponed : kCancelled).at(is_french(language) ? 1 : 0);
}

std::string shown_title(const Event& event, std::string_view language) {
  return prefixed(event.title, event.status, language);
}

std::optional<Event> with_shown_titles(const Event& event, std::string_view language) {
  const bool repeats = event.recurrence.has_value();
  const bool has_postponed =
      is_postponed(event.status) ||
      (repeats && std::any_of(event.recurrence->changed.begin(), event.recurrence->changed.end(),
                              [&](const ChangedOccurrence& change) {
                                return is_postponed(status_of(change, event));
                              }));
  if (!has_postponed) return std::nullopt;
  Event shown = event;
  shown.title = shown_title(event, language);
  if (!repeats) return shown;
  Recurrence recurrence = *event.recurrence;
  for (ChangedOccurrence& change : recurrence.changed) {
    const EventStatus status = status_of(change, event);
    if (change.title || is_postponed(status) != is_postponed(event.status))
      change.title = prefixed(change.title.value_or(event.title), status, language);
  }
  shown.recurrence = std::move(recurrence);
  return shown;
}

void remove_status_prefixes(Event& event) {
  if (is_postponed(event.status)) event.title = std::string(without_prefixes(event.title));
  if (!event.recurrence) return;
  std::optional<Recurrence> bare;
  for (std::size_t i = 0; i < event.recurrence->changed.size(); ++i) {
    const ChangedOccurrence& change = event.recurrence->changed[i];
    if (change.status != EventStatus::postponed || !change.title) continue;
    const std::string_view title = without_prefixes(*change.title);
    if (title.size() == change.title->size()) continue;
    if (!bare) bare = *event.recurrence;
    std::optional<std::string>& own = bare->changed[i].title;
    own = std::string(title);
    // It was written out for the prefix alone.
    if (*own == event.title) own.reset();
  }
  if (bare) event.recurrence = std::move(*bare);
}

}  // namespace almanach
