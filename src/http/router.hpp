#pragma once

#include <memory>

#include "base/clock.hpp"
#include "config/config.hpp"
#include "http/calendars.hpp"
#include "http/message.hpp"
#include "http/pages.hpp"
#include "publish/snapshot.hpp"

namespace almanach {

/// Answers requests from the current snapshot: tells who answers which address, nothing else. Any
/// thread.
class Router {
 public:
  /// All are borrowed for the router's life, but `config`, which is shared so that a reload can
  /// replace it.
  Router(const SnapshotHolder& snapshots, std::shared_ptr<const Config> config, const Clock& clock)
      : snapshots_(snapshots),
        config_(std::move(config)),
        calendars_(*config_, clock),
        pages_(*config_, clock) {}

  Answer answer(const HttpRequest& request) const;

 private:
  Answer answer_get(const HttpRequest& request) const;

  const SnapshotHolder& snapshots_;
  std::shared_ptr<const Config> config_;
  Calendars calendars_;
  Pages pages_;
};

}  // namespace almanach
