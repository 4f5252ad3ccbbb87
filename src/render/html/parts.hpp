#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "config/config.hpp"
#include "render/html/agenda.hpp"
#include "render/html/document.hpp"

namespace almanach {

/// Small parts that several pages have. Any thread.

/// A word in a frame of its own for what is cancelled or postponed; nothing for what is on.
void write_status_badge(HtmlWriter& html, EventStatus status, const Words& words);

/// A mark in the feed's colour; nothing where it has none.
void write_feed_mark(HtmlWriter& html, const Feed& feed);

/// An event's picture beside it in a list, at a size that does not wait for it; nothing where it
/// has none. It is loaded from where it is, which is not told where from, once it comes near.
void write_thumbnail(HtmlWriter& html, const Event& event);

/// The `lang` of an event's texts, where the page is in another language; empty: the same.
std::optional<std::string_view> foreign_language(const Page& page, const Feed& feed);

/// An event's page, in the language of this one where its path names it.
PageAddress event_address(const Page& page, const ListedEvent& listed);

/// A feed's page, in the same way.
std::string feed_href(const Page& page, const Feed& feed, const Config& config);

/// Whether an address is one that browsers fetch: of a picture, of a page. Any thread.
bool is_web_address(std::string_view address);

/// At most `most` code points of a text, the last one "…" where there were more.
std::string shorten(std::string_view text, std::size_t most);

/// "janvier 2027", "January 2027".
std::string name_month(Day day, Language language);

}  // namespace almanach
