#pragma once

#include "base/clock.hpp"
#include "config/config.hpp"
#include "http/address.hpp"
#include "render/html/page_address.hpp"
#include "server/fetches.hpp"
#include "server/message.hpp"

namespace almanach {

/// Answers GET of the page for the webmaster, to whoever may see it (see refuse_status()). It is
/// made anew each time. Any thread.
Answer answer_status_page(const Asked& asked, const PageAddress& address, const Config& config,
                          const Fetches& fetches, const Clock& clock);

}  // namespace almanach
