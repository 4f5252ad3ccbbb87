#include "model/event_parts.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "model/event_fields.hpp"

namespace almanach {
namespace {

struct Row {
  std::string_view member;  ///< the name in kEventFields
  EventPart part;
};

/// The other members that subscribers see are EventPart::other.
constexpr std::array<Row, 14> kRows = {{{"zone", EventPart::time},
                                        {"span", EventPart::time},
                                        {"recurrence", EventPart::repetition},
                                        {"location", EventPart::place},
                                        {"geo", EventPart::place},
                                        {"status", EventPart::status},
                                        {"title", EventPart::title},
                                        {"description", EventPart::description},
                                        {"info", EventPart::description},
                                        {"image", EventPart::image},
                                        {"contact", EventPart::contact},
                                        {"conference", EventPart::conference},
                                        {"alarm", EventPart::alarm},
                                        {"categories", EventPart::categories}}};

/// Empty: subscribers do not see the member.
std::optional<EventPart> part_of(std::string_view member, FieldKind kind) {
  if (member == "url") return EventPart::link;
  if (kind == FieldKind::neither) return std::nullopt;
  const auto* const row = std::find_if(kRows.begin(), kRows.end(),
                                       [&](const Row& one) { return one.member == member; });
  return row == kRows.end() ? EventPart::other : row->part;
}

}  // namespace

std::string_view part_name(EventPart part) {
  constexpr std::array<std::string_view, 14> kNames = {
      "time",    "repetition", "place", "status",     "title", "description", "image",
      "contact", "conference", "alarm", "categories", "link",  "other",       "uid"};
  return kNames.at(static_cast<std::size_t>(part));
}

std::vector<EventPart> compare_events(const Event& before, const Event& now) {
  std::set<EventPart> parts;
  for_each_event_field([&](const auto& row) {
    const auto part = part_of(row.name, row.kind);
    if (part && before.*row.member != now.*row.member) parts.insert(*part);
  });
  // The lines of a calendar file say again what the other members say.
  if (parts.size() > 1) parts.erase(EventPart::other);
  return {parts.begin(), parts.end()};
}

}  // namespace almanach
