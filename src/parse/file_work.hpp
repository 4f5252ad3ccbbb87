#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/content_limits.hpp"
#include "base/notation.hpp"
#include "base/position.hpp"
#include "base/work_budget.hpp"

namespace almanach {

/// What the reading of one content file has cost so far, and what need not be found out twice. Each
/// file is read with one of its own; one thread.
class FileWork {
 public:
  /// `steps`: see WorkBudget. What exceeds them ends the reading of the file.
  explicit FileWork(std::uint64_t steps = kMostStepsOfFile) : budget_(steps) {}

  WorkBudget& budget() { return budget_; }

  /// The reading is about to begin with the event at `place`: where it stood when steps run out.
  void begin_event(Position place) {
    constexpr std::uint64_t kSteps = 50;
    place_ = place;
    budget_.spend(kSteps);
  }
  /// Counts values of YAML, or lines of a calendar file, that were read.
  void spend_on_values(std::size_t count) {
    constexpr std::size_t kValuesOfStep = 4;
    budget_.spend(count / kValuesOfStep);
  }
  /// Counts the reading of a text of so many bytes.
  void spend_on_text(std::size_t size) {
    constexpr std::size_t kBytesOfStep = 16;
    budget_.spend(size / kBytesOfStep);
  }
  Position place() const { return place_; }

  /// The language that the file's fields are written in, for hints to speak it; YAML until it is
  /// known.
  Notation notation() const { return notation_; }
  void set_notation(Notation notation) { notation_ = notation; }

  /// What `word` may be a slip for, or empty: found out by `make` the first time. Empty for a new
  /// word once kMostGuesses were made. Valid for the life of this.
  template <typename Make>
  const std::string& guess(std::string_view word, const Make& make) {
    static const std::string kNone;
    const auto known = guesses_.find(word);
    if (known != guesses_.end()) return known->second;
    if (guesses_.size() == kMostGuesses) return kNone;
    constexpr std::uint64_t kSteps = 100;
    budget_.spend(kSteps);
    return guesses_.emplace(word, make()).first->second;
  }

 private:
  WorkBudget budget_;
  Position place_;
  Notation notation_ = Notation::yaml;
  std::map<std::string, std::string, std::less<>> guesses_;
};

/// The zone that `name` may be a slip for; empty: none, or too many were asked for. Valid for the
/// life of `work`.
const std::string& guess_zone(const std::string& name, FileWork& work);

}  // namespace almanach
