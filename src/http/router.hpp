#pragma once

#include <memory>
#include <string_view>

#include "base/clock.hpp"
#include "config/config.hpp"
#include "http/calendars.hpp"
#include "http/dav/dav.hpp"
#include "http/listings.hpp"
#include "http/pages.hpp"
#include "ops/metrics.hpp"
#include "publish/snapshot.hpp"
#include "server/fetches.hpp"
#include "server/message.hpp"

namespace almanach {

/// Answers requests from a snapshot: tells who answers which address, nothing else. Any
/// thread.
class Router {
 public:
  /// All are borrowed for the router's life, but `config`, which is shared so that a reload can
  /// replace it. `fetches`: who fetched what, to be shown. `metrics`: what /metrics tells; null: it
  /// is not there.
  Router(std::shared_ptr<const Config> config, const Clock& clock, const Fetches& fetches,
         const Metrics* metrics = nullptr)
      : config_(std::move(config)),
        clock_(clock),
        fetches_(fetches),
        metrics_(metrics),
        calendars_(*config_, clock),
        listings_(*config_, clock),
        pages_(*config_, clock),
        dav_(*config_) {}

  /// Answers `request` from `snapshot`, which was made under the router's configuration.
  Answer answer(const HttpRequest& request, const Snapshot& snapshot) const;

 private:
  Answer answer_get(const HttpRequest& request, const Snapshot& snapshot) const;
  Answer answer_dav(const HttpRequest& request, const Snapshot& snapshot) const;
  Answer answer_page(const HttpRequest& request, const Snapshot& snapshot) const;
  Answer answer_status_address(const HttpRequest& request, const Snapshot& snapshot) const;

  std::shared_ptr<const Config> config_;
  const Clock& clock_;
  const Fetches& fetches_;
  const Metrics* metrics_;
  Calendars calendars_;
  Listings listings_;
  Pages pages_;
  dav::Dav dav_;
};

}  // namespace almanach
