#pragma once

#include "base/clock.hpp"
#include "config/config.hpp"
#include "http/address.hpp"
#include "publish/snapshot.hpp"
#include "render/html/page_address.hpp"
#include "render/html/status_page.hpp"
#include "server/fetches.hpp"
#include "server/message.hpp"

namespace almanach {

/// What is shown of a snapshot that was made under `config`, and of who fetched it. Any thread.
StatusReport make_status_report(const Snapshot& snapshot, const Config& config,
                                const Fetches& fetches, Instant now);

/// Answers GET of the page for the webmaster, to whoever may see it (see refuse_status()). It is
/// made anew each time. Any thread.
Answer answer_status_page(const Asked& asked, const PageAddress& address, const Config& config,
                          const Fetches& fetches, const Clock& clock);

}  // namespace almanach
