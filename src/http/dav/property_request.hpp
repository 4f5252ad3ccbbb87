#pragma once

#include <optional>
#include <vector>

#include "http/dav/calendar_data.hpp"
#include "http/dav/property.hpp"
#include "http/dav/xml_document.hpp"

namespace almanach::dav {

/// Which properties a client wants (RFC 4918 section 14.20, and the same in reports). Views point
/// into the request's document.
struct PropertyRequest {
  struct Wanted {
    XmlName name;
    const Property* property = nullptr;  ///< null: not one that we know
    bool named = true;  ///< the client has named it: that it is not there has to be said
  };

  bool names_only = false;
  std::vector<Wanted> wanted;
  std::optional<CalendarDataRequest> data;  ///< calendar-data, which only reports give
  bool minimal = false;                     ///< properties that are not there are left out
};

/// `body` is the element that holds prop, allprop (with include), or propname; of none of them
/// "all" is meant. `data_asked`: calendar-data is given where it is asked for. Throws Refusal.
PropertyRequest read_property_request(const XmlElement& body, bool data_asked);

/// The request for "all" (RFC 4918 section 9.1.5).
PropertyRequest request_all();

/// Writes a `response` element (RFC 4918 section 14.24) with what is wanted of the resource.
void write_response(const Context& context, const Resource& resource,
                    const PropertyRequest& request, XmlWriter& writer);

/// Writes a `response` element that holds `status` alone, such as "404 Not Found".
void write_status_response(std::string_view href, std::string_view status, XmlWriter& writer);

/// Writes the propstat elements of such a `response`.
void write_propstats(const Context& context, const Resource& resource,
                     const PropertyRequest& request, XmlWriter& writer);

}  // namespace almanach::dav
