#pragma once

#include "base/digest.hpp"
#include "config/config.hpp"
#include "http/dav/collection_index.hpp"
#include "http/dav/resource.hpp"
#include "publish/calendar_builder.hpp"
#include "publish/representation_cache.hpp"
#include "publish/snapshot.hpp"

namespace almanach::dav {

/// What an answer is made from. Borrowed for the time of one request.
struct Context {
  const Snapshot& snapshot;
  const Config& config;
  const Hrefs& hrefs;
  CollectionIndexes& indexes;
  RepresentationCache& objects;

  /// What ids and slugs consist of needs no escapes.
  std::string href(const Resource& resource) const {
    return resource.feed != nullptr ? hrefs.prefix() + resource.path : hrefs.href(resource.path);
  }

  /// What GET of an object gives.
  std::shared_ptr<const Representation> calendar_of(const PublishedEvent& event) const {
    return objects.get(event.calendar_digest, [&] { return build_event_calendar(event, config); });
  }

  /// Its entity tag, without making it.
  static std::string tag_of(const PublishedEvent& event) {
    return '"' + to_hex(event.calendar_digest) + '"';
  }
};

}  // namespace almanach::dav
