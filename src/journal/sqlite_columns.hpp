#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <optional>
#include <stdexcept>

#include "base/digest.hpp"
#include "model/civil.hpp"

namespace almanach {

/// How the journal's columns hold times (seconds since 1970) and digests (16 octets). All functions
/// throw SQLite::Exception, and NonsenseRow where a column holds something else.

/// The row cannot have been written by us.
class NonsenseRow : public std::runtime_error {
 public:
  NonsenseRow() : std::runtime_error("a row of the journal makes no sense") {}
};

Instant instant_of(const SQLite::Column& column);
/// Empty: the column is null.
std::optional<Instant> optional_instant_of(const SQLite::Column& column);
std::optional<Digest> digest_of(const SQLite::Column& column);

std::int64_t seconds_of(Instant instant);
void bind_instant(SQLite::Statement& statement, int index, const std::optional<Instant>& instant);
void bind_digest(SQLite::Statement& statement, int index, const std::optional<Digest>& digest);

}  // namespace almanach
