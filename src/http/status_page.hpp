#pragma once

#include "base/clock.hpp"
#include "config/config.hpp"
#include "publish/snapshot.hpp"
#include "server/fetches.hpp"
#include "server/message.hpp"

namespace almanach {

/// Answers GET of /status, a page for the webmaster, to whoever may see it (see refuse_status()).
/// It is made anew each time. Any thread.
Answer answer_status_page(const Request& request, const Snapshot& snapshot, const Config& config,
                          const Fetches& fetches, const Clock& clock);

}  // namespace almanach
