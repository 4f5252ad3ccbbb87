#include "render/html/date_links.hpp"

#include <algorithm>

#include "model/occurrence_name.hpp"
#include "render/html/parts.hpp"

namespace almanach {
namespace {

bool has_file(const AgendaEntry& entry, Day today) {
  const Event& event = entry.listed.event();
  const Instant midnight = event.zone.place(WallTime(today)).instant;
  if (entry.covered.end <= midnight) return false;
  const std::vector<Occurrence> next = occurrences_between(event, midnight, kNoEnd, kDatesInFiles);
  return std::any_of(next.begin(), next.end(),
                     [&](const Occurrence& one) { return one.original == entry.original; });
}

}  // namespace

PageAddress entry_address(const Page& page, const AgendaEntry& entry, Day today,
                          const Config& config) {
  PageAddress address = event_address(page, entry.listed);
  const Event& event = entry.listed.event();
  if (!event.recurrence || (config.as_files && !has_file(entry, today))) return address;
  return address.with_date(name_occurrence(event, entry.original));
}

std::string entry_href(const Page& page, const AgendaEntry& entry, Day today,
                       const Config& config) {
  return link_to(config, entry_address(page, entry, today, config));
}

}  // namespace almanach
