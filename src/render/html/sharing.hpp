#pragma once

#include "model/feed.hpp"
#include "render/html/document.hpp"

namespace almanach {

/// Buttons that hand the address of the page on: by the system's own dialog or, where the browser
/// has none, by copying it. Scripts alone can do either, and show the one that works. Nothing for a
/// private feed, whose address is a secret to be handed on with care. Any thread.
void write_sharing(HtmlWriter& html, const Page& page, const Feed& feed);

}  // namespace almanach
