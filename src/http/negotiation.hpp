#pragma once

#include <optional>
#include <string>

namespace almanach {

/// What /<feed>/ can answer with.
enum class FeedForm { html, icalendar, jcal };

/// The form that an Accept header (RFC 9110 section 12.5.1) prefers; among equals, and where none
/// of them is named, HTML: nobody is refused. Any thread.
FeedForm choose_form(const std::optional<std::string>& accept);

}  // namespace almanach
