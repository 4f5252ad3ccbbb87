#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "base/answer_store.hpp"
#include "base/clock.hpp"
#include "config/config.hpp"
#include "http/address.hpp"
#include "http/calendars.hpp"
#include "http/dav/dav.hpp"
#include "http/linked.hpp"
#include "http/listings.hpp"
#include "http/pages.hpp"
#include "ops/metrics.hpp"
#include "publish/link_uses.hpp"
#include "publish/snapshot.hpp"
#include "server/fetches.hpp"
#include "server/message.hpp"

namespace almanach {

/// Answers requests from a snapshot: finds the row of an address in the table
/// (model/address_table.hpp) and calls who answers it. Any thread.
class Router {
 public:
  /// What one answer may cost: some seconds of work.
  static constexpr std::uint64_t kMostSteps = 2'000'000;

  /// All are borrowed for the router's life, but `config`, which is shared so that a reload can
  /// replace it. `fetches`: who fetched what, to be shown. `metrics`: what /metrics tells; null: it
  /// is not there. `most_steps`: see kMostSteps. `uses`: where the use of secret links is noted;
  /// null: nowhere. `kept`: where answers are kept.
  Router(std::shared_ptr<const Config> config, const Clock& clock, const Fetches& fetches,
         const Metrics* metrics = nullptr, std::uint64_t most_steps = kMostSteps,
         std::shared_ptr<LinkUses> uses = nullptr,
         const std::shared_ptr<AnswerStore>& kept = std::make_shared<AnswerStore>(Limits().cache))
      : config_(std::move(config)),
        clock_(clock),
        fetches_(fetches),
        metrics_(metrics),
        most_steps_(most_steps),
        uses_(std::move(uses)),
        calendars_(*config_, clock, kept),
        listings_(*config_, clock, kept),
        pages_(*config_, clock, kept),
        dav_(*config_, kept) {}

  /// Handler's two functions (server/handler.hpp), for a `snapshot` that was made under the
  /// router's configuration. Both make the answer in one way, and count the work: at once what
  /// costs little is answered, and what lies ready. What costs more than one request may is refused
  /// with 507. Throw WorkAbandoned where the client has gone.
  QuickAnswer answer_at_once(const Request& request, const Snapshot& snapshot) const;
  Answer answer(const Request& request, const Snapshot& snapshot) const;

 private:
  Answer answer_within(const Request& request, const Snapshot& snapshot, WorkBudget& work) const;
  Answer answer_alias(const Request& request, const Alias& alias, const Snapshot& snapshot,
                      WorkBudget& work) const;
  Answer make(const Asked& asked) const;
  std::optional<Answer> refuse(const Asked& asked) const;
  Answer answer_allowed(const Asked& asked) const;
  Answer answer_linked(const Asked& asked) const;
  Answer answer_opened(const Asked& asked, const OpenLink& link, const LinkPath& path,
                       std::string& shown) const;
  Answer finish(const Asked& asked, Answer answer) const;
  Answer respond(const Asked& asked) const;
  Answer answer_page(const Asked& asked) const;
  Answer answer_feed(const Asked& asked) const;
  Answer answer_metrics() const;

  std::shared_ptr<const Config> config_;
  const Clock& clock_;
  const Fetches& fetches_;
  const Metrics* metrics_;
  std::uint64_t most_steps_;
  std::shared_ptr<LinkUses> uses_;
  Calendars calendars_;
  Listings listings_;
  Pages pages_;
  dav::Dav dav_;
};

}  // namespace almanach
