#pragma once

#include "model/event.hpp"
#include "parse/context.hpp"
#include "parse/ics/components.hpp"

namespace almanach {

/// Sets what an event's properties say for people: title, place, description, link, categories,
/// status and so on. What is missing stays empty. Pure; any thread.
void read_ics_texts(const IcsComponent& component, const ParseContext& context, Event& event);

/// What a property's TEXT value says, clean; empty where the component has none.
std::string ics_text(const IcsComponent& component, std::string_view name);

/// Whether STATUS says that it does not take place.
bool is_cancelled(const IcsComponent& component);

}  // namespace almanach
