#include "journal/sqlite_links.hpp"

namespace almanach {

/// The secret stands last: where it is whole, all before it is.
LinkRecord read_link_row(SQLite::Statement& row) {
  LinkRecord link;
  link.number = row.getColumn(0).getInt64();
  link.name = row.getColumn(1).getString();
  link.feed = row.getColumn(2).getString();
  link.made = instant_of(row.getColumn(3));
  link.expires = optional_instant_of(row.getColumn(4));
  link.revoked = optional_instant_of(row.getColumn(5));
  link.used = optional_instant_of(row.getColumn(6));
  link.used_by = row.getColumn(7).getString();
  link.secret = digest_of(row.getColumn(8)).value_or(Digest{});
  if (link.secret == Digest{}) throw NonsenseRow();
  return link;
}

void write_link_rows(SQLite::Database& database, const std::vector<LinkRecord>& links) {
  SQLite::Statement row(database,
                        "INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const LinkRecord& link : links) {
    row.reset();
    row.bind(1, link.number);
    row.bind(2, link.name);
    row.bind(3, link.feed);
    row.bind(4, seconds_of(link.made));
    bind_instant(row, 5, link.expires);
    bind_instant(row, 6, link.revoked);
    bind_instant(row, 7, link.used);
    row.bind(8, link.used_by);
    bind_digest(row, 9, link.secret);
    row.exec();
  }
}

}  // namespace almanach
