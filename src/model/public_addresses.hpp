#pragma once

#include <string>
#include <string_view>

#include "model/feed.hpp"

namespace almanach {

/// The path of the public address, "/agenda", without a '/' at its end; empty: it has none. A proxy
/// takes it off before we see it, and clients need it in each reference that begins with '/'.
std::string_view base_path(std::string_view base_url);

/// The public addresses. `base_url` has no '/' at its end.
std::string feed_page_address(const std::string& base_url, std::string_view feed_id);
std::string feed_calendar_address(const std::string& base_url, std::string_view feed_id);
std::string event_page_address(const std::string& base_url, std::string_view feed_id,
                               std::string_view slug);
std::string event_calendar_address(const std::string& base_url, std::string_view feed_id,
                                   std::string_view slug);
/// The address of the feed as a CalDAV collection.
std::string dav_collection_address(const std::string& base_url, std::string_view feed_id);

/// Where to read more of an event: the file's own `url`, else the feed's `event_url`, else the
/// first link of its info fields that leads outside of `site_url` (where one registers), else
/// its video meeting, else the event's own page.
std::string event_link(const Event& event, std::string_view slug, const Feed& feed,
                       const std::string& base_url, const std::string& site_url);

/// The same as every reader of the feed is told it: a private feed's own pages have an address for
/// each link, which is in nothing that is handed on. Empty where it is that.
std::string shared_event_link(const Event& event, std::string_view slug, const Feed& feed,
                              const std::string& base_url, const std::string& site_url);

/// `address` for programs that subscribe: "webcal:" in place of "http:" or "https:".
std::string webcal_address(const std::string& address);

}  // namespace almanach
