#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "journal/adoption.hpp"
#include "render/html/language.hpp"

namespace almanach {

/// What was done about a plan: how many of its pairs were adopted, and the UIDs of those that the
/// journal could not take.
struct AdoptionResult {
  std::size_t adopted = 0;
  std::vector<std::string> refused;
  std::string complaint;  ///< why the journal cannot be written; empty: it is
};

/// The plan for people, with the certain pairs first, the doubtful ones and what is on one side
/// alone behind them, and how many of each at the end. `result`: what was done; empty: nothing yet.
/// Any thread.
std::string render_adoption_text(const AdoptionPlan& plan,
                                 const std::optional<AdoptionResult>& result, Language language);

/// The same for programs:
///
///   {"certain": [{"uid", "title", "start", "file", "feed", "slug", "alike": ["title",
///    "start", "address", "uid"], "state"}], "doubtful": [{"uid", "title", "start", "doubt",
///    "candidates": [{"file", "feed", "slug", "title", "start"}]}], "old_only": [{"uid", "title",
///    "start"}], "new_only": [{"file", "feed", "slug", "title", "start"}], "unread": [uid],
///    "without_uid": N, "problems": [{"severity", "file", "line", "column", "message", "hint"}],
///    "applied": null | {"adopted": N, "refused": [uid], "complaint": ""}}
///
/// Starts are days or UTC. Any thread.
std::string render_adoption_json(const AdoptionPlan& plan,
                                 const std::optional<AdoptionResult>& result);

}  // namespace almanach
