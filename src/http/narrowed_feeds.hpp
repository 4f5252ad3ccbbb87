#pragma once

#include <optional>

#include "publish/choices.hpp"
#include "publish/snapshot.hpp"
#include "server/message.hpp"

namespace almanach {

/// Narrows the choices of an address of all feeds to the feeds that there are, see
/// narrow_to_known_feeds(). What comes back is the refusal where there is none: 404, or 410 for
/// feeds that have ended. Any thread.
std::optional<Answer> narrow_feeds(Choices& choices, const Snapshot& snapshot);

}  // namespace almanach
