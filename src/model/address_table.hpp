#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace almanach {

/// The names that a path holds. Views point into the path.
struct AddressNames {
  std::string_view feed;  ///< the id of a feed as it was asked for, which may be none
  std::string_view slug;  ///< of an event, likewise; whatever follows the feed, '/' included
};

/// The form of a path: text that stands for itself, and
///
///   {feed}   one part of a path, which holds no '/'
///   {slug}   all that follows, right after "{feed}/"
///   *        anything, at the end
///
/// The text after the last name is what the path ends with, so that a feed of "/{feed}.ics" may
/// hold a full stop. A value; any thread.
class AddressPattern {
 public:
  /// Implicit, for the rows of a table. `text` has to outlive the pattern.
  constexpr AddressPattern(const char* text);

  constexpr std::string_view text() const { return text_; }
  constexpr bool has_feed() const { return kind_ == Kind::feed || kind_ == Kind::slug; }
  constexpr bool has_slug() const { return kind_ == Kind::slug; }
  /// Whether it stands for one path, its text.
  constexpr bool is_fixed() const { return kind_ == Kind::fixed; }

  /// The names in a path of this form; empty: it has another. Allocates nothing.
  std::optional<AddressNames> match(std::string_view path) const;

  /// The path with those names in it. Of a pattern with '*' its text before that.
  std::string path(std::string_view feed = {}, std::string_view slug = {}) const;

 private:
  enum class Kind : std::uint8_t { fixed, below, feed, slug };

  std::string_view text_;
  std::string_view start_;  ///< before the first name or '*'
  std::string_view end_;    ///< after the last name
  Kind kind_ = Kind::fixed;
  char last_ = 0;  ///< what each such path ends with; 0: they end differently
};

/// Who answers an address.
enum class Responder : std::uint8_t {
  health,  ///< says that the program is alive
  robots,
  metrics,
  status_json,
  status_page,
  sitemap,
  embed_script,   ///< what pages of other sites load
  asset,          ///< what our own pages load
  dav_discovery,  ///< leads on to CalDAV, whatever the method (RFC 6764 section 5)
  dav,            ///< CalDAV, whatever the method
  icalendar,
  jcal,
  json,
  atom,
  agenda,         ///< a page that lists the events of all feeds
  feed,           ///< a page that lists a feed's events, or the feed as a calendar, as Accept says
  feed_folder,    ///< leads on to the feed's page
  embedded_list,  ///< a page for frames of other sites
  event,          ///< a page
  poster,         ///< a page to print
  subscribe,      ///< a page to choose calendars on
  help,           ///< a page
  preview,        ///< how each file is read
  linked,         ///< what a secret link opens
  nothing         ///< 404
};

/// What is at an address.
enum class AddressKind : std::uint8_t {
  data,
  page  ///< for people; it has an address in each language too (render/html/page_address.hpp)
};

/// How long caches may keep a 200 and what a 304 confirms. All other answers are not to be stored.
enum class CachePolicy : std::uint8_t {
  never,       ///< no-store
  revalidate,  ///< kept, and asked for before each use
  timed,       ///< for `cache_max_age` of the configuration, and longer while we are down
  forever      ///< another content has another address
};

/// Which lists of addresses an address is in: a row with {feed} for each feed, one with {slug} for
/// each event.
enum class Listed : std::uint8_t {
  nowhere,
  in_export,  ///< `almanach export` writes it to a file
  in_sitemap  ///< the sitemap names it for search engines; the export has it too
};

/// Who may see what is at an address.
enum class Audience : std::uint8_t {
  everybody,
  administrators,  ///< those to whom `status` of the configuration shows it
  this_machine     ///< whoever is on this machine, where `--preview` was said
};

/// Whether an address is there below a secret link, too: "/s/<secret>/conseil.ics".
enum class Linked : std::uint8_t {
  nowhere,
  feed,   ///< below one to a feed, of that feed and those below it
  status  ///< below one to the status
};

/// The methods that every address takes: CalDAV programs look for calendars wherever people tell
/// them to.
inline constexpr std::string_view kReadingMethods = "GET, HEAD, OPTIONS, PROPFIND, REPORT";

/// What there is to know of an address before its content is looked at.
struct AddressRow {
  AddressPattern pattern;
  Responder responder;
  AddressKind kind = AddressKind::data;
  CachePolicy cache = CachePolicy::timed;
  Listed listed = Listed::nowhere;
  Linked linked = Linked::nowhere;
  Audience audience = Audience::everybody;
  std::string_view methods = kReadingMethods;  ///< as the Allow header lists them
};

constexpr AddressPattern::AddressPattern(const char* text) : text_(text) {
  constexpr std::string_view kFeed = "{feed}";
  constexpr std::string_view kSlug = "/{slug}";
  const std::size_t mark = text_.find_first_of("{*");
  start_ = text_.substr(0, mark);
  if (mark != std::string_view::npos && text_[mark] == '*') {
    kind_ = Kind::below;
  } else if (mark != std::string_view::npos) {
    end_ = text_.substr(mark + kFeed.size());
    kind_ = Kind::feed;
    if (end_.starts_with(kSlug)) {
      end_.remove_prefix(kSlug.size());
      kind_ = Kind::slug;
    }
  }
  const std::string_view fixed = kind_ == Kind::fixed ? text_ : end_;
  if (!fixed.empty()) last_ = fixed.back();
}

/// Every address of the site. A path belongs to the first row that it matches. The first part of a
/// path that is text of its own cannot be a feed's id, nor such a last part after {feed} an event's
/// slug: see is_reserved_feed_id().
inline constexpr auto kAddresses = [] {
  using enum Responder;
  using enum AddressKind;
  using enum CachePolicy;
  using enum Listed;
  using enum Audience;
  constexpr Linked below_feed = Linked::feed;
  constexpr Linked below_status = Linked::status;
  constexpr Linked not_linked = Linked::nowhere;
  // clang-format off
  return std::to_array<AddressRow>({
      {"/healthz",            health,        data, never,      nowhere,    not_linked},
      {"/robots.txt",         robots,        data, never,      in_export,  not_linked},
      {"/metrics",            metrics,       data, never,      nowhere,    not_linked,   administrators},
      {"/status.json",        status_json,   data, never,      nowhere,    below_status, administrators},
      {"/status",             status_page,   page, never,      nowhere,    below_status, administrators},
      {"/sitemap.xml",        sitemap,       data, timed,      in_export,  not_linked},
      {"/embed.js",           embed_script,  data, timed,      in_export,  not_linked},
      {"/.well-known/caldav", dav_discovery, data, never,      nowhere,    not_linked},
      {"/.well-known/caldav/", dav_discovery, data, never,     nowhere,    not_linked},
      {"/dav",                dav,           data, revalidate, nowhere,    below_feed},
      {"/dav/*",              dav,           data, revalidate, nowhere,    below_feed},
      {"/preview",            preview,       page, never,      nowhere,    not_linked,   this_machine},
      {"/preview/*",          preview,       data, never,      nowhere,    not_linked,   this_machine},
      {"/s/*",                linked,        page, never,      nowhere,    not_linked},
      {"/all.ics",            icalendar,     data, timed,      in_export,  below_feed},
      {"/{feed}.ics",         icalendar,     data, timed,      in_export,  below_feed},
      {"/{feed}/{slug}.ics",  icalendar,     data, timed,      in_export,  below_feed},
      {"/all.jcal",           jcal,          data, timed,      in_export,  below_feed},
      {"/{feed}.jcal",        jcal,          data, timed,      in_export,  below_feed},
      {"/{feed}/{slug}.jcal", jcal,          data, timed,      in_export,  below_feed},
      {"/all.json",           json,          data, timed,      in_export,  below_feed},
      {"/{feed}.json",        json,          data, timed,      in_export,  below_feed},
      {"/{feed}/{slug}.json", json,          data, timed,      in_export,  below_feed},
      {"/all.atom",           atom,          data, timed,      in_export,  below_feed},
      {"/{feed}.atom",        atom,          data, timed,      in_export,  below_feed},
      // There is no such feed of one event: 404, or 410 where there was the event.
      {"/{feed}/{slug}.atom", atom,          data, never,      nowhere,    below_feed},
      {"/assets/*",           asset,         data, forever,    nowhere,    below_feed},
      {"/",                   agenda,        page, timed,      in_sitemap, below_feed},
      // No page of another site is to hold the address of a private one.
      {"/embed",              embedded_list, page, timed,      in_export,  not_linked},
      {"/help",               help,          page, timed,      in_export,  below_feed},
      {"/subscribe",          subscribe,     page, timed,      in_export,  below_feed},
      {"/{feed}",             feed_folder,   page, never,      nowhere,    below_feed},
      {"/{feed}/",            feed,          page, timed,      in_sitemap, below_feed},
      {"/{feed}/embed",       embedded_list, page, timed,      in_export,  not_linked},
      {"/{feed}/poster",      poster,        page, timed,      in_export,  below_feed},
      {"/{feed}/{slug}",      event,         page, timed,      in_sitemap, below_feed},
      // What is no path at all: the "*" of OPTIONS.
      {"*",                   nothing,       page, never,      nowhere,    not_linked},
  });
  // clang-format on
}();

/// A path and its row.
struct AddressMatch {
  const AddressRow* row = nullptr;  ///< never null where a function gives it
  AddressNames names;
};

/// The row of a decoded path. Allocates nothing. Any thread.
AddressMatch find_address(std::string_view path);

/// The row that a decoded path has as an address of feeds, whatever else is there: for those of a
/// feed that has an id which was not reserved when it was given. Allocates nothing. Any thread.
AddressMatch find_feed_address(std::string_view path);

/// The row of pages that a decoded path has, whatever else is there: for a page in a language or a
/// view of its own, whose plain path is `place`. Allocates nothing. Any thread.
AddressMatch find_page(std::string_view place);

/// Whether a decoded path is the program's own, whatever feeds and events there are: of a row
/// without names, below such a row, or of the form of a page in a language or a view. Any thread.
bool is_own_path(std::string_view path);

/// Whether a feed cannot have this id, because addresses of another kind begin with it or may one
/// day. Any thread.
bool is_reserved_feed_id(std::string_view id);

/// Whether an event cannot have this slug, because addresses of its feed end with it or may one
/// day. Any thread.
bool is_reserved_slug(std::string_view slug);

}  // namespace almanach
