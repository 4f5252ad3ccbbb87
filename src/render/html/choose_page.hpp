#pragma once

#include <string>
#include <vector>

#include "config/config.hpp"
#include "render/html/document.hpp"
#include "render/html/feed_list.hpp"
#include "render/html/subscribe.hpp"

namespace almanach {

/// The page on which one chooses feeds and subscribes to them as one calendar. Right without
/// scripts: the form leads back to it, with the address in it. Where pages are written to files,
/// which no query reaches, it lists the feeds with an address each. Title and description of `page`
/// are filled in. Any thread.
std::string render_choose_page(Page page, const std::vector<OfferedFeed>& feeds,
                               const SubscribeChoices& choices, const Config& config);

}  // namespace almanach
