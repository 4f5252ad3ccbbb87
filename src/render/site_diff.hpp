#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "render/annotation.hpp"
#include "render/event_change.hpp"
#include "render/html/language.hpp"

namespace almanach {

/// What a running server would not take over before somebody confirms it.
struct HeldChange {
  ProblemKind kind = ProblemKind::vanished;  ///< or ProblemKind::reread
  std::string feed;                          ///< its id
  std::string folder;                        ///< to open it by
  std::size_t events = 0;                    ///< that are held
  std::size_t of = 0;                        ///< events that the feed serves meanwhile
  std::string message;                       ///< of ProblemKind::reread: what the server says of it
  /// Of ProblemKind::vanished: the feed in which most of them appear, by its folder, to open it
  /// by; empty: none. And what `formerly` there has to say for them to stay the same events.
  std::string other_folder;
  std::string former_folder;
};

/// What a change of a site's content does to subscribers.
struct SiteDiff {
  std::string before;  ///< what it is compared with: a folder, or the name of a commit
  std::string now;     ///< the folder
  std::vector<HeldChange> held;
  std::vector<EventChange> changes;  ///< what is held goes before, then the gravest
  Problems problems;  ///< that there were none of before; files named so as to open them
  std::chrono::seconds keep_cancelled{};
  std::chrono::seconds mass_deletion_hold{};

  /// Whether somebody should look before it is published: something is held, or there are new
  /// errors.
  bool is_grave() const { return !held.empty() || has_error(problems); }
};

/// What to tell of something that is held: an error of its folder. In English. Any thread.
Problem describe_held_change(const HeldChange& held, std::chrono::seconds mass_deletion_hold);

/// For programs, in English: almanach(1) tells its members. Ends with a newline. Any thread.
std::string write_diff_json(const SiteDiff& diff);

/// What is held as errors, what subscribers lose or see struck out as warnings, other changes as
/// notices, problems as annotate_problems() has them. Any thread.
std::vector<Annotation> annotate_diff(const SiteDiff& diff, Language language);

}  // namespace almanach
