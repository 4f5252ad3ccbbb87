#include "control/confirmation.hpp"

#include <fmt/format.h>

#include "render/messages/translate.hpp"

namespace almanach {
namespace {

/// What has become of the events that were served.
struct Changes {
  std::size_t cancelled = 0;  ///< served on as cancelled
  std::size_t gone = 0;
  std::size_t changed = 0;
};

Changes compare(const PublishedFeed& before, const PublishedFeed* after) {
  Changes changes;
  for (const auto& event : before.events) {
    const PublishedEvent* now =
        after == nullptr ? nullptr : Snapshot::find_event(*after, event->revised.slug);
    if (now == nullptr) {
      ++changes.gone;
    } else if (now->revised.cancelled_as_missing && !event->revised.cancelled_as_missing) {
      ++changes.cancelled;
    } else if (now->calendar_digest != event->calendar_digest) {
      ++changes.changed;
    }
  }
  return changes;
}

}  // namespace

ConfirmationReport report_confirmation(const Snapshot& before, const Snapshot& after,
                                       Language language) {
  ConfirmationReport report;
  const auto add = [&](const std::string& english) {
    report.lines.push_back(translate_message(english, language));
  };
  for (const auto& feed : before.feeds) {
    const Changes changes = compare(*feed, after.find_feed(feed->feed.id));
    if (changes.cancelled + changes.gone + changes.changed == 0) continue;
    add(fmt::format("{}: {} shown as cancelled, {} gone, {} changed", feed->feed.id,
                    changes.cancelled, changes.gone, changes.changed));
  }
  for (const auto& part : after.problems) {
    for (const Problem& problem : *part) {
      if (!is_held(problem.kind)) continue;
      report.still_held = true;
      add(fmt::format("{}: still held: {}; {}", problem.file,
                      translate_message(problem.message, language),
                      translate_message(problem.hint, language)));
    }
  }
  if (report.lines.empty()) add("nothing was held, nothing has changed");
  return report;
}

}  // namespace almanach
