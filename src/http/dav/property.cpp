#include "http/dav/property.hpp"

#include <map>
#include <utility>

namespace almanach::dav {

const Property* find_property(XmlName name) {
  using Key = std::pair<std::string_view, std::string_view>;
  static const std::map<Key, const Property*> known = [] {
    std::map<Key, const Property*> all;
    for_each_property([&](const Property& property) {
      all.emplace(Key{property.name.local, property.name.space}, &property);
    });
    return all;
  }();
  const auto found = known.find({name.local, name.space});
  return found == known.end() ? nullptr : found->second;
}

}  // namespace almanach::dav
