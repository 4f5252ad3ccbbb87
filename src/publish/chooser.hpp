#pragma once

#include <optional>
#include <string_view>

#include "base/work_budget.hpp"
#include "model/event.hpp"
#include "publish/choices.hpp"

namespace almanach {

/// Tells which events subscribers have chosen, as of one day. One thread at a time.
class Chooser {
 public:
  /// `choices` and `work`, what choosing may cost, are borrowed. Days are those of `zone`; `today`
  /// is one.
  Chooser(const Choices& choices, const Zone& zone, Day today, WorkBudget& work);

  /// `language`: of the event's feed, for the words that its title is read with. Throws as
  /// WorkBudget::spend() does.
  bool takes(const Event& event, std::string_view language) const;

 private:
  bool takes_place(const Event& event) const;
  bool has_chosen_occurrence(const Event& event) const;
  bool holds_words(const Event& event, std::string_view language) const;

  const Choices& choices_;
  WorkBudget& work_;
  std::optional<Instant> earliest_;
  std::optional<Instant> latest_;
};

}  // namespace almanach
