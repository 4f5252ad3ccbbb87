#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/dav/context.hpp"
#include "http/dav/time_range.hpp"
#include "http/dav/xml_document.hpp"
#include "http/dav/xml_writer.hpp"
#include "publish/snapshot.hpp"

namespace almanach::dav {

/// Which parts of a component a client wants (RFC 4791 sections 9.6.1 to 9.6.4).
struct ComponentChoice {
  struct ChosenProperty {
    std::string name;
    bool without_value = false;
  };

  std::string name;
  bool all_properties = false;
  std::vector<ChosenProperty> properties;
  bool all_components = false;
  std::vector<ComponentChoice> components;
};

/// In which form a client wants events (RFC 4791 section 9.6). Owns all that is in it.
struct CalendarDataRequest {
  enum class Series {
    whole,   ///< as it is stored
    expand,  ///< each occurrence in the range by itself, in UTC (section 9.6.5)
    limited  ///< of the changed occurrences those that bear on the range (section 9.6.6)
  };

  Series series = Series::whole;
  TimeRange range{};                      ///< of what is not `whole`
  std::optional<Zone> zone;               ///< that whole days are of; empty: the event's own
  std::optional<ComponentChoice> choice;  ///< empty: everything

  bool is_plain() const { return series == Series::whole && !choice; }
};

/// Throws Refusal.
CalendarDataRequest read_calendar_data_request(const XmlElement& element);

/// Whether there is anything to write: a calendar has one component at least (RFC 5545 section
/// 3.6), and a range that is to be expanded may hold no occurrence. Throws as WorkBudget::spend()
/// does.
bool has_calendar_data(const Context& context, const CalendarDataRequest& request,
                       const PublishedEvent& event);

/// Writes the event as a calendar, as it is asked for; as it is stored, its bytes are shared.
/// Throws Refusal where that is too much of one event, and as WorkBudget::spend() does.
void write_calendar_data(const Context& context, const CalendarDataRequest& request,
                         const PublishedEvent& event, XmlWriter& writer);

}  // namespace almanach::dav
