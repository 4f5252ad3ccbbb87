#pragma once

#include "base/clock.hpp"
#include "config/config.hpp"
#include "http/dav/collection_index.hpp"
#include "http/dav/resource.hpp"
#include "publish/snapshot.hpp"

namespace almanach::dav {

/// What an answer is made from. Borrowed for the time of one request.
struct Context {
  const Snapshot& snapshot;
  const Config& config;
  const Hrefs& hrefs;
  CollectionIndexes& indexes;

  std::string href(const Resource& resource) const { return hrefs.href(resource.path); }
};

}  // namespace almanach::dav
