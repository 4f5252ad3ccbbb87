#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "http/dav/calendar_data.hpp"
#include "http/dav/property.hpp"
#include "http/dav/xml_document.hpp"
#include "server/message.hpp"

namespace almanach::dav {

/// Which properties a client wants (RFC 4918 section 14.20, and the same in reports): a set. Views
/// point into the request's document.
struct PropertyRequest {
  struct Wanted {
    XmlName name;
    const Property* property = nullptr;  ///< null: not one that we know
    bool named = true;  ///< the client has named it: that it is not there has to be said
  };

  /// The most that a request may name; programs were seen to name some forty.
  static constexpr std::size_t kMostProperties = 256;

  bool names_only = false;
  std::vector<Wanted> wanted;               ///< no name twice; see add()
  std::optional<CalendarDataRequest> data;  ///< calendar-data, which only reports give
  bool minimal = false;                     ///< properties that are not there are left out

  /// Adds what is not in it yet. Throws Refusal with 400 where there are too many.
  void add(const Wanted& one);
  void add(XmlName name) { add({name, find_property(name), true}); }

  /// The namespaces of its names that XmlWriter does not know, each once.
  std::vector<std::string_view> foreign_spaces() const;

 private:
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> places_;  ///< in `wanted`
};

/// `body` is the element that holds prop, allprop (with include), or propname; of none of them
/// "all" is meant. `data_asked`: calendar-data is given where it is asked for. Throws Refusal.
PropertyRequest read_property_request(const XmlElement& body, bool data_asked);

/// The request for "all" (RFC 4918 section 9.1.5).
PropertyRequest request_all();

/// An answer that tells of many resources (RFC 4918 section 13). All functions throw as
/// WorkBudget::spend() does.
class Multistatus {
 public:
  /// Borrowed for its life. The namespaces of `request` are declared.
  Multistatus(const Context& context, const PropertyRequest& request)
      : context_(context),
        request_(request),
        writer_("multistatus", context.work, request.foreign_spaces()) {}

  /// A `response` element (RFC 4918 section 14.24) with what is wanted of the resource; `href`: as
  /// the client wrote it.
  void tell(const Resource& resource) { tell(context_.href(resource), resource); }
  void tell(std::string_view href, const Resource& resource);

  /// A `response` element that holds `status` alone, such as "404 Not Found".
  void tell_status(std::string_view href, std::string_view status);

  /// For what else the answer holds.
  XmlWriter& writer() { return writer_; }

  /// The answer: 207. Call once, last.
  Answer finish();

 private:
  const Context& context_;
  const PropertyRequest& request_;
  XmlWriter writer_;
  bool told_missing_ = false;  ///< see write_propstats()
};

/// Writes the propstat elements of a `response`. What is named and not there is told in full once;
/// where `told_missing` says that it was, it is told again only while that is short. Sets
/// `told_missing`. Throws as WorkBudget::spend() does.
void write_propstats(const Context& context, const Resource& resource,
                     const PropertyRequest& request, bool& told_missing, XmlWriter& writer);

}  // namespace almanach::dav
