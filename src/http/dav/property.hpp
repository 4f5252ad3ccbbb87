#pragma once

#include <span>

#include "http/dav/context.hpp"
#include "http/dav/xml_writer.hpp"

namespace almanach::dav {

/// A live property (RFC 4918 section 4). All are protected: nothing here can be written.
struct Property {
  XmlName name;
  bool in_allprop = false;  ///< given to those who ask for "all" (RFC 4918 section 14.2)
  bool (*is_of)(const Context& context, const Resource& resource);
  /// Writes the value, without the property's own element. Only where it is of the resource.
  void (*write)(const Context& context, const Resource& resource, XmlWriter& writer);
};

/// Those of RFC 4918, 5397 and 6578; of RFC 3744; of RFC 4791 and of calendar programs.
std::span<const Property> webdav_properties();
std::span<const Property> access_properties();
std::span<const Property> calendar_properties();

/// Calls `take` with each property.
template <typename Take>
void for_each_property(Take&& take) {
  for (const auto list : {webdav_properties(), access_properties(), calendar_properties()}) {
    for (const Property& property : list) take(property);
  }
}

/// The property of that name, or null. Any thread.
const Property* find_property(XmlName name);

}  // namespace almanach::dav
