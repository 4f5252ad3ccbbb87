#pragma once

#include <optional>
#include <string>

#include "base/problem.hpp"
#include "model/event.hpp"

namespace almanach {

/// The event as it is, in the words of its translation: what it is called, what is told of it, and
/// of place, image, contact, meeting, categories and link those that the translation gives. Any
/// thread.
Event translate_event(const Event& event, const Event& texts);

/// What to tell of a file whose event is, in another language, the one of the file that is served,
/// where it says otherwise when, how often or whether: nobody is served that. Empty where they
/// agree. Any thread.
std::optional<Problem> describe_disagreement(const Event& served, const Event& translation);

/// What to tell of a file that gives an event which the file it translates has not. Any thread.
Problem describe_untranslated(const std::string& served_file, const Event& translation);

}  // namespace almanach
