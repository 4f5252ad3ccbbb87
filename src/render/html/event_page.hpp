#pragma once

#include <string>

#include "config/config.hpp"
#include "render/html/agenda.hpp"
#include "render/html/document.hpp"
#include "render/html/subscribe.hpp"

namespace almanach {

/// The page of one event: what, when, where, how to take part, and its next dates as of `today`
/// where it repeats. Title and description of `page` are filled in. Any thread.
std::string render_event_page(Page page, const ListedEvent& listed, Day today,
                              const SubscribeChoices& choices, const Config& config);

}  // namespace almanach
