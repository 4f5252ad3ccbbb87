#pragma once

#include <optional>

#include "config/config.hpp"
#include "publish/snapshot.hpp"
#include "server/message.hpp"

namespace almanach {

/// What refuses a request for what administrators may see (Audience::administrators) to those that
/// the configuration keeps it from (`status`): 403, or 404 where it is off; empty: it is to be
/// answered. Any thread.
std::optional<Answer> refuse_status(const Request& request, const Config& config);

/// Answers GET of /status.json. Any thread.
Answer answer_status(const Snapshot& snapshot);

}  // namespace almanach
