#pragma once

#include <string_view>

namespace almanach {

/// Whether a text holds HTML that a reader would run or fetch, if it took the text for HTML as some
/// calendar programs do: scripts, frames and the like, handlers of events, addresses that run. A
/// tag that does none of this is harmless, and may be meant as text. Rather too often true than too
/// seldom. Pure; any thread.
bool holds_running_html(std::string_view text);

}  // namespace almanach
