#pragma once

#include "base/digest.hpp"
#include "base/work_budget.hpp"
#include "base/work_steps.hpp"
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
  const std::string& base_url;  ///< of who asks, see Asked
  CollectionIndexes& indexes;
  RepresentationCache& objects;
  WorkBudget& work;

  /// What ids and slugs consist of needs no escapes.
  std::string href(const Resource& resource) const {
    return resource.feed != nullptr ? hrefs.prefix() + resource.path : hrefs.href(resource.path);
  }

  /// What GET of an object gives. Throws as WorkBudget::spend() does.
  std::shared_ptr<const Representation> calendar_of(const PublishedEvent& event) const {
    work.spend();
    return objects.get(event.calendar_digest, [&] {
      work.spend(kStepsOfEvent);
      return build_event_calendar(event, config);
    });
  }

  /// The text of that, for those who read it.
  std::string text_of(const PublishedEvent& event) const {
    const std::shared_ptr<const Representation> calendar = calendar_of(event);
    work.spend(steps_to_read(calendar->body().size()));
    return calendar->body().join();
  }

  /// Its entity tag, without making it.
  static std::string tag_of(const PublishedEvent& event) {
    return '"' + to_hex(event.calendar_digest) + '"';
  }

  /// That of a collection, which all its members go into when it is first asked for. Throws as
  /// above.
  std::string tag_of(const std::shared_ptr<const PublishedFeed>& feed) const {
    constexpr std::size_t kEventsInStep = 16;
    work.spend(feed->events.size() / kEventsInStep);
    return '"' + indexes.get(feed)->tag() + '"';
  }
};

}  // namespace almanach::dav
