#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "model/recurrence.hpp"

namespace almanach {

/// A repetition as JSON, by the rules of event_text.hpp: keys are the members' names, a member that
/// is empty has no key. Wall-clock times are "2026-05-05T18:00:00". Any thread.
nlohmann::json write_recurrence(const Recurrence& recurrence);

/// The JSON of write_recurrence() as text: equal for equal repetitions. Any thread.
std::string write_recurrence_text(const Recurrence& recurrence);

/// The repetition that `text` was written of. Throws std::invalid_argument for text that
/// write_recurrence_text() has not written. Any thread.
Recurrence read_recurrence_text(std::string_view text);

}  // namespace almanach
