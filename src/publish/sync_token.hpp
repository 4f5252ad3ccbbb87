#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/civil.hpp"

namespace almanach {

/// How far a reader's copy of a set of events has come. It travels as
///
///   1.<journal>.<set>.<day>.<began>.<revision>.<mark>
///
/// in letters, digits and dots, so that it can be part of any URI: the version of this form; the
/// journal's id and the set in hexadecimal; the day as a count since 1970; the revisions as
/// numbers. Readers take it for what it is to them: a word. It names no state of the server's, so
/// that none is kept for them, and none is lost.
struct SyncToken {
  std::string journal;      ///< the journal's id: no other's revisions are meant
  std::string set;          ///< see name_set()
  Day day;                  ///< of the reader's last answer: what time took away by then is known
  std::uint64_t began = 0;  ///< what has left before this revision was never in the copy
  std::uint64_t revision = 0;  ///< the copy has the changes of before this revision,
  std::string mark;            ///< and of this one those up to this mark; empty: all

  bool operator==(const SyncToken&) const = default;
};

/// Which events a copy is of, as a token has it. `name` tells the source, `choices` what is chosen
/// of it.
std::string name_set(std::string_view name, std::string_view choices);

std::string write_sync_token(const SyncToken& token);

/// Empty: it is none that write_sync_token() makes.
std::optional<SyncToken> read_sync_token(std::string_view text);

}  // namespace almanach
