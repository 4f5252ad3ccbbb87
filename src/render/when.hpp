#pragma once

#include <string>
#include <string_view>

#include "model/event.hpp"
#include "model/span.hpp"

namespace almanach {

/// `span` of an occurrence of the event as people are told it: an end that nobody wrote is where it
/// starts. Any thread.
Span told_span(const Event& event, const Span& span);

/// When an event is, in words: "mercredi 10 mai 2023, de 14h à 17h30", "Wednesday 10 May 2023,
/// 14:00 to 17:30", "du 1er au 15 décembre 2022", "du 5 au 7 juin 2026, début vendredi à 9h, fin
/// dimanche à 18h". By the clock of the event's zone; see told_span(). French for "fr" and its
/// variants, English for any other language. Plain text. Any thread.
std::string describe_when(const Event& event, std::string_view language);
/// When `span` is, in the words of describe_when() for an event, by the clock of `zone`; only the
/// start where it ends there. Any thread.
std::string describe_when(const Span& span, const Zone& zone, std::string_view language);

/// Only the hours: "14h – 17h30", "14:00 – 17:30"; "14h" where the end is the start. Any thread.
std::string describe_hours(const TimeSpan& time, const Zone& zone, std::string_view language);

/// A time of day: "14h", "17h30" or "14:00". Any thread.
std::string describe_hour(Instant instant, const Zone& zone, std::string_view language);

/// Whose clock it is: "heure de Paris", "Paris time", "UTC". Any thread.
std::string describe_clock(const Zone& zone, std::string_view language);

/// " (heure de Paris)" where the clock of `zone` shows another time then than that of `usual`,
/// which readers take it for; else empty. Any thread.
std::string other_clock(Instant instant, const Zone& zone, const Zone& usual,
                        std::string_view language);

}  // namespace almanach
