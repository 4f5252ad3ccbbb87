#pragma once

#include <vector>

#include "journal/records.hpp"
#include "journal/sqlite_columns.hpp"

namespace almanach {

/// The rows of secret links. All functions throw as those of journal/sqlite_columns.hpp.

/// By number, those above a number.
inline constexpr const char* kSelectLinks =
    "SELECT number, name, feed, made, expires, revoked, used, used_by, secret FROM links"
    " WHERE number > ? ORDER BY number";

/// Of that query.
LinkRecord read_link_row(SQLite::Statement& row);
void write_link_rows(SQLite::Database& database, const std::vector<LinkRecord>& links);

}  // namespace almanach
