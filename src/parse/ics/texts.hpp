#pragma once

#include "model/component_tree.hpp"
#include "model/event.hpp"
#include "parse/context.hpp"

namespace almanach {

/// Sets what an event's properties say for people: title, place, description, link, categories,
/// status and so on. What is missing stays empty, what is too long is cut (a warning). Pure; any
/// thread.
void read_ics_texts(const CalendarComponent& component, const ParseContext& context, Event& event,
                    ProblemSink& problems);

/// What a property's TEXT value says, clean; empty where the component has none.
std::string ics_text(const CalendarComponent& component, std::string_view name);

/// Whether STATUS says that it does not take place.
bool is_cancelled(const CalendarComponent& component);

}  // namespace almanach
