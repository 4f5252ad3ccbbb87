#pragma once

#include <span>
#include <string_view>

namespace almanach {

/// A message, a hint, or a phrase that stands within them, in both languages.
///
/// `{}` stands for what is filled in, `{#}` for what is a number, a day or a time. The French takes
/// these parts in their order. Any other brace stands for itself.
struct Message {
  std::string_view english;
  std::string_view french;
};

using Messages = std::span<const Message>;

/// What is said to people, by what it is about. In no order: of several that fit, the one with the
/// most text of its own is taken. Any thread.
Messages notation_messages();
Messages libraries_messages();
Messages settings_messages();
Messages content_messages();
Messages dialects_messages();
Messages dates_messages();
Messages hours_messages();
Messages events_messages();
Messages recurrence_messages();
Messages calendars_messages();
Messages command_messages();
Messages changes_messages();
Messages theme_messages();

}  // namespace almanach
