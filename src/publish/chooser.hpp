#pragma once

#include <optional>
#include <string_view>

#include "model/event.hpp"
#include "publish/choices.hpp"

namespace almanach {

/// Tells which events subscribers have chosen, as of one day. Any thread.
class Chooser {
 public:
  /// `choices` is borrowed. Days are those of `zone`; `today` is one.
  Chooser(const Choices& choices, const Zone& zone, Day today);

  /// `language`: of the event's feed, for the words that its title is read with.
  bool takes(const Event& event, std::string_view language) const;

 private:
  const Choices& choices_;
  std::optional<Instant> earliest_;
  std::optional<Instant> latest_;
};

}  // namespace almanach
