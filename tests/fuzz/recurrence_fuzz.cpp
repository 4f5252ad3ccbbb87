// Any front matter lines that speak of repetition: they are read within bounds, what is served of
// them keeps the model's promises, and libical reads the rule back.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/ical.hpp"
#include "model/occurrences.hpp"
#include "model/rule_text.hpp"
#include "parse/recurrence/words.hpp"
#include "support/parsing.hpp"

using namespace almanach;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_occurrences(const Event& event) {
  constexpr std::size_t kMost = 50;
  const TimeSpan covered = covered_time(event);
  require(covered.start < covered.end);
  const auto found = occurrences_between(event, covered.start, covered.end, kMost);
  require(!found.empty() && found.size() <= kMost);
  Instant last = covered.start;
  for (const Occurrence& one : found) {
    const TimeSpan time = covered_time(one.span, event.zone);
    require(time.start >= last && time.start < time.end && time.end <= covered.end);
    last = time.start;
  }
  require(covered_time(found.front().span, event.zone).start == covered.start);
}

void check(const almanach::testing::ParsedSample& file) {
  using Kind = almanach::testing::ParsedSample::Kind;
  require((file.kind == Kind::event) == file.event.has_value());
  require(file.kind != Kind::faulty || has_error(file.problems));
  if (!file.event) return;
  check_occurrences(*file.event);
  if (!file.event->recurrence) return;
  const Recurrence& recurrence = *file.event->recurrence;
  require(recurrence.extra.size() <= 1'000 && recurrence.changed.size() <= 1'000);
  if (recurrence.rule) require(is_ical_rule(format_rule(*recurrence.rule)));
  for (const ChangedOccurrence& change : recurrence.changed)
    require(change.span.index() == file.event->span.index() ||
            !apply_change(*file.event, change).recurrence);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const almanach::testing::Parser parser;
  const std::string text(reinterpret_cast<const char*>(data), size);
  read_recurrence_phrase(text);
  const std::string timed = "start: 2026-05-05 18:00\nend: 2026-05-05 20:00\n";
  check(parser.parse(timed + "rrule: \"" + text + "\"\n"));
  check(parser.parse(timed + "recurrence: " + text + "\n"));
  check(parser.parse(timed + text + "\n"));
  check(parser.parse("start: 2026-05-05\n" + text + "\n"));
  return 0;
}
