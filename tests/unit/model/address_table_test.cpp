#include "model/address_table.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "model/event_addresses.hpp"
#include "model/public_addresses.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

/// A path of the row.
std::string sample_of(const AddressRow& row) {
  return row.pattern.path("fetes", "bal");
}

std::string pattern_of(std::string_view path) {
  return std::string(find_address(path).row->pattern.text());
}

}  // namespace

TEST_CASE("each row is found by a path of its own form") {
  for (const AddressRow& row : kAddresses) {
    if (row.responder == Responder::nothing) continue;
    INFO(row.pattern.text());
    const std::string path = sample_of(row);
    const AddressMatch match = find_address(path);
    CHECK(match.row == &row);
    CHECK(match.names.feed == (row.pattern.has_feed() ? "fetes" : ""));
    CHECK(match.names.slug == (row.pattern.has_slug() ? "bal" : ""));
    if (row.kind == AddressKind::page) CHECK(find_page(path).row == &row);
  }
}

TEST_CASE("a path belongs to the first row of its form") {
  CHECK(pattern_of("/all.ics") == "/all.ics");
  CHECK(pattern_of("/all/x.ics") == "/{feed}/{slug}.ics");
  CHECK(pattern_of("/a.b.ics") == "/{feed}.ics");
  CHECK(pattern_of("/.ics") == "/{feed}.ics");
  CHECK(pattern_of("/dav/") == "/dav/*");
  CHECK(pattern_of("/dav/calendars/fetes/bal.ics") == "/dav/*");
  CHECK(pattern_of("/davos") == "/{feed}");
  CHECK(pattern_of("/davos.ics") == "/{feed}.ics");
  CHECK(pattern_of("/assets/x.js") == "/assets/*");
  CHECK(pattern_of("/assets/x.json") == "/{feed}/{slug}.json");
  CHECK(pattern_of("/help/") == "/{feed}/");
  CHECK(pattern_of("//") == "/{feed}/");
  CHECK(pattern_of("/fetes/embed") == "/{feed}/embed");
  CHECK(pattern_of("/fetes/2027/embed") == "/{feed}/{slug}");
  CHECK(pattern_of("/healthz.en.html") == "/{feed}");
  CHECK(pattern_of("*") == "*");
  CHECK(pattern_of("") == "*");
}

TEST_CASE("names are what stands between the text of a pattern") {
  const AddressNames event = find_address("/a.b/c/d.e.ics").names;
  CHECK(event.feed == "a.b");
  CHECK(event.slug == "c/d.e");
  CHECK(find_address("/fetes/.ics").names.slug.empty());
  CHECK(find_address("//x").names.feed.empty());
  CHECK(find_address("/fetes/bal/").names.slug == "bal/");
}

TEST_CASE("a page in a language is never another kind of address") {
  CHECK(find_page("/healthz").row->responder == Responder::feed_folder);
  CHECK(find_page("/status").row->responder == Responder::status_page);
  CHECK(find_page("/dav/").row->responder == Responder::feed);
  CHECK(find_page("/fetes.ics").names.feed == "fetes.ics");
}

TEST_CASE("what addresses begin with is no feed's id, and what is kept free is not either") {
  // Feeds of these names would change their addresses with this list.
  const std::set<std::string> reserved = {"all",     "dav",    "status",  "embed",     "healthz",
                                          "metrics", "robots", "sitemap", "favicon",   "assets",
                                          "static",  "search", "help",    "subscribe", "feeds",
                                          "api",     "admin",  "s",       "preview"};
  for (const std::string& id : reserved) {
    INFO(id);
    CHECK(is_reserved_feed_id(id));
  }
  for (const AddressRow& row : kAddresses) {
    const std::string_view text = row.pattern.text();
    const std::string_view word = text.substr(1, text.find_first_of("/.{*", 1) - 1);
    if (text.size() > 1 && !word.empty()) CHECK(reserved.count(std::string(word)) == 1);
  }
  for (const char* id : {"", "well-known", "caldav", "ics", "txt", "agenda", "al", "index", "feed"})
    CHECK_FALSE(is_reserved_feed_id(id));
}

TEST_CASE("what a feed's addresses end with is no event's slug") {
  for (const char* slug : {"embed", "poster", "feed", "atom", "calendar", "search", "index"})
    CHECK(is_reserved_slug(slug));
  for (const char* slug : {"", "slug", "all", "help", "dav", "ics", "bal"})
    CHECK_FALSE(is_reserved_slug(slug));
}

TEST_CASE("a feed or an event that is named like an address gets another") {
  for (const AddressRow& row : kAddresses) {
    if (row.pattern.has_feed() || row.responder == Responder::nothing) continue;
    // Whatever the names of feeds, they hide no address of the site.
    const std::string text(row.pattern.path());
    const std::string folder = text.substr(1, text.find_first_of("/.", 1) - 1);
    if (folder.empty()) continue;
    INFO(folder);
    Problems problems;
    const auto ids = assign_feed_ids({folder}, {}, "x", problems);
    CHECK(find_address('/' + ids.at(folder) + ".ics").names.feed == ids.at(folder));
    CHECK(find_address('/' + ids.at(folder) + '/').row->responder == Responder::feed);
  }
}

TEST_CASE("public addresses are addresses of the table") {
  const std::string base = "https://example.org";
  const auto responder = [&](const std::string& address) {
    return find_address(std::string_view(address).substr(base.size())).row->responder;
  };
  CHECK(responder(feed_page_address(base, "fetes")) == Responder::feed);
  CHECK(responder(feed_calendar_address(base, "fetes")) == Responder::icalendar);
  CHECK(responder(event_page_address(base, "fetes", "bal")) == Responder::event);
  CHECK(responder(event_calendar_address(base, "fetes", "bal")) == Responder::icalendar);
  CHECK(responder(dav_collection_address(base, "fetes")) == Responder::dav);
}

TEST_CASE("what search engines are told of is a page for everybody") {
  for (const AddressRow& row : kAddresses) {
    INFO(row.pattern.text());
    if (row.listed == Listed::in_sitemap) CHECK(row.kind == AddressKind::page);
    if (row.listed != Listed::nowhere) CHECK(row.audience == Audience::everybody);
  }
}
