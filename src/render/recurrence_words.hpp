#pragma once

#include <string>
#include <string_view>

#include "model/event.hpp"

namespace almanach {

/// How an event repeats, in words: "Chaque mardi jusqu’au 29 juin 2027", "Every 2 weeks on Tuesday,
/// 10 times". French for "fr" and its variants, English for any other language. Empty for an event
/// that does not repeat, and for a rule that cannot be said in one short line. Plain text. Any
/// thread.
std::string describe_recurrence(const Event& event, std::string_view language);

}  // namespace almanach
