#pragma once

#include "model/component_tree.hpp"
#include "parse/context.hpp"

namespace almanach {

/// The VEVENT with those of its lines alone that can be published: what is read of it and what is
/// served of it are the same. Left out are, each with a warning, what is no property of an event, a
/// line whose value is none of its kind or that libical refuses, and of a property that may stand
/// once all but the first. Empty ones go without a word. What says when the event is stays as it
/// stands: who reads that judges it. Pure; any thread.
CalendarComponent check_lines(const CalendarComponent& component, ProblemSink& problems);

}  // namespace almanach
