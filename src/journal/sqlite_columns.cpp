#include "journal/sqlite_columns.hpp"

#include <algorithm>
#include <chrono>

namespace almanach {

Instant instant_of(const SQLite::Column& column) {
  return Instant(std::chrono::seconds(column.getInt64()));
}

std::int64_t seconds_of(Instant instant) {
  return instant.time_since_epoch().count();
}

std::optional<Instant> optional_instant_of(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional(instant_of(column));
}

std::optional<Digest> digest_of(const SQLite::Column& column) {
  if (column.isNull()) return std::nullopt;
  Digest digest{};
  if (!column.isBlob() || column.getBytes() != static_cast<int>(digest.size())) throw NonsenseRow();
  const auto* bytes = static_cast<const std::uint8_t*>(column.getBlob());
  std::copy_n(bytes, digest.size(), digest.begin());
  return digest;
}

void bind_digest(SQLite::Statement& statement, int index, const std::optional<Digest>& digest) {
  if (digest) {
    statement.bind(index, digest->data(), static_cast<int>(digest->size()));
  } else {
    statement.bind(index);
  }
}

void bind_instant(SQLite::Statement& statement, int index, const std::optional<Instant>& instant) {
  if (instant) {
    statement.bind(index, seconds_of(*instant));
  } else {
    statement.bind(index);
  }
}

}  // namespace almanach
