#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.hpp"
#include "control/server.hpp"
#include "publish/rebuild_loop.hpp"
#include "publish/snapshot.hpp"
#include "render/html/language.hpp"

namespace almanach {

/// What `almanach adopt` asks for.
struct AdoptionTask {
  std::string source;              ///< where the old calendar is from: its address, or its file
  std::string feed;                ///< only events of this feed; empty: of all
  std::vector<std::string> pairs;  ///< see plan_adoption()
  bool accept_doubtful = false;
  bool apply = false;  ///< else it is only shown
  bool json = false;
  Language language = Language::english;
  std::string calendar;  ///< the bytes of the old calendar

  bool operator==(const AdoptionTask&) const = default;
};

/// The task as text for the control socket: a line for each thing that it says, an empty one, and
/// the calendar's bytes. Throws std::invalid_argument where a value holds a line end.
std::string write_task(const AdoptionTask& task);
/// What write_task() wrote; empty for any other text.
std::optional<AdoptionTask> read_task(std::string_view text);

/// Has the journal adopt what is certain, and waits for it.
using ApplyAdoptions = std::function<AdoptionOutcome(std::vector<Adoption>)>;

/// Matches the old calendar with what is served and, where the task says so, has it adopted. The
/// reply's text is for who asks: 200; 409: some of it could not be adopted; 422: the task is wrong,
/// or there is no calendar in it; 503: nothing was done, since the program ends.
///
/// `is_kept`: the journal outlasts the program; else nothing is adopted, since the events would
/// change their UIDs back at the next start.
ControlReply run_task(const AdoptionTask& task, const Snapshot& snapshot, const Config& config,
                      bool is_kept, const ApplyAdoptions& apply);

}  // namespace almanach
