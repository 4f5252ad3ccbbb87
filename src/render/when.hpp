#pragma once

#include <string>
#include <string_view>

#include "model/event.hpp"

namespace almanach {

/// When an event is, in words: "mercredi 10 mai 2023, de 14h à 17h30", "Wednesday 10 May 2023,
/// 14:00 to 17:30", "du 1er au 15 décembre 2022". By the clock of the event's zone. French for "fr"
/// and its variants, English for any other language. Plain text. Any thread.
std::string describe_when(const Event& event, std::string_view language);

}  // namespace almanach
