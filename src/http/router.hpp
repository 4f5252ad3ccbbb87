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
#include "server/handler.hpp"

namespace almanach {

/// Answers requests from the current snapshot: tells who answers which address, nothing else. Any
/// thread.
class Router : public Handler {
 public:
  /// All are borrowed for the router's life, but `config`, which is shared so that a reload can
  /// replace it. `fetches`: who fetched what, to be shown. `metrics`: what /metrics tells; null: it
  /// is not there.
  Router(const SnapshotHolder& snapshots, std::shared_ptr<const Config> config, const Clock& clock,
         const Fetches& fetches, const Metrics* metrics = nullptr)
      : snapshots_(snapshots),
        config_(std::move(config)),
        clock_(clock),
        fetches_(fetches),
        metrics_(metrics),
        calendars_(*config_, clock),
        listings_(*config_, clock),
        pages_(*config_, clock),
        dav_(*config_) {}

  QuickAnswer answer_at_once(const Request& request) const override;
  Answer answer(const Request& request) const override;

 private:
  bool takes_long(const Request& request, const Snapshot& snapshot) const;
  Answer answer_from(const Request& request, const Snapshot& snapshot) const;
  Answer answer_get(const Request& request, const Snapshot& snapshot) const;
  Answer answer_dav(const Request& request, const Snapshot& snapshot) const;
  Answer answer_page(const Request& request, const Snapshot& snapshot) const;
  Answer answer_status_address(const Request& request, const Snapshot& snapshot) const;

  const SnapshotHolder& snapshots_;
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
