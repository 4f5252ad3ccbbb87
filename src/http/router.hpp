#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "base/clock.hpp"
#include "config/config.hpp"
#include "http/address.hpp"
#include "http/calendars.hpp"
#include "http/dav/dav.hpp"
#include "http/listings.hpp"
#include "http/pages.hpp"
#include "ops/metrics.hpp"
#include "publish/snapshot.hpp"
#include "server/fetches.hpp"
#include "server/message.hpp"

namespace almanach {

/// Answers requests from a snapshot: finds the row of an address in the table
/// (model/address_table.hpp) and calls who answers it. Any thread.
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

  /// Handler's two functions (server/handler.hpp), for a `snapshot` that was made under the
  /// router's configuration. NeedsWorker where the row says so, or where the bytes that are to be
  /// sent do not exist yet.
  QuickAnswer answer_at_once(const Request& request, const Snapshot& snapshot) const;
  Answer answer(const Request& request, const Snapshot& snapshot) const;

 private:
  std::optional<Answer> refuse(const Asked& asked) const;
  static Answer keep_private(const Asked& asked, Answer answer);
  Answer respond(const Asked& asked) const;
  Answer answer_page(const Asked& asked) const;
  Answer answer_feed(const Asked& asked) const;
  Answer answer_metrics() const;

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
