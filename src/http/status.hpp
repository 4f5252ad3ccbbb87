#pragma once

#include <optional>

#include "config/config.hpp"
#include "publish/snapshot.hpp"
#include "server/message.hpp"

namespace almanach {

/// Answers GET of /status.json. Any thread.
Answer answer_status(const Snapshot& snapshot);

}  // namespace almanach
