#pragma once

#include <string>
#include <string_view>

#include "model/span.hpp"
#include "model/zone.hpp"

namespace almanach {

/// The addresses at which calendar services on the web take a calendar to subscribe to, and one
/// event to add. None of it is a standard: what Google Calendar and Outlook take was found out by
/// those who use it (InteractionDesignFoundation/add-event-to-calendar-docs, add2cal, spatie's
/// calendar-links). All return whole addresses; any thread.

/// Outlook.com, and Microsoft 365 for accounts of work or school.
enum class OutlookSite { personal, office };

/// Where Google Calendar takes the address of a calendar: its links with the address in them fail
/// too often.
inline constexpr std::string_view kGoogleSubscribeForm =
    "https://calendar.google.com/calendar/u/0/r/settings/addbyurl";
/// The same with the address of the calendar in it. `calendar` is its https address.
std::string google_subscribe_address(const std::string& calendar);
std::string outlook_subscribe_address(OutlookSite site, const std::string& calendar,
                                      const std::string& name);

/// What is added to a calendar: a copy, which nothing keeps up to date.
struct AddedEvent {
  std::string title;
  Span span;
  Zone zone;
  std::string location;     ///< may be empty
  std::string description;  ///< plain; may be empty
  std::string link;         ///< where to read more; may be empty
  std::string rule;         ///< the value of an RRULE: all dates of it are added; empty: one date
};

/// No address is longer: what it holds of the description is shortened to that.
inline constexpr std::size_t kLongestServiceAddress = 2'000;

/// Whether google_add_address() takes a rule of that text.
bool may_be_google_rule(std::string_view rule);

/// Times are told as instants, with the zone that they are kept in; of whole days the end is not
/// included. Precondition: may_be_google_rule(event.rule), where there is one.
std::string google_add_address(const AddedEvent& event);

/// One date alone: the form takes no rule, and no zone either; Outlook shows the instants by the
/// clock of the visitor's calendar. Of whole days the end is not included.
std::string outlook_add_address(OutlookSite site, const AddedEvent& event);

}  // namespace almanach
