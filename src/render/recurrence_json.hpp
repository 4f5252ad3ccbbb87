#pragma once

#include <nlohmann/json_fwd.hpp>

#include "model/event.hpp"

namespace almanach {

/// An event's repetition for programs that read no calendars: an object with those of `rule`,
/// `extra`, `excluded` and `changed` that it has. README tells their members. Precondition: the
/// event repeats. Any thread.
nlohmann::ordered_json describe_recurrence_parts(const Event& event);

}  // namespace almanach
