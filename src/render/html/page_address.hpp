#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/civil.hpp"
#include "render/html/language.hpp"

namespace almanach {

/// The path of a page, below the public address. A page is found at its plain path, in the language
/// that the browser prefers, and in each language at a path of its own:
///
///   /                 /index.en.html              what is to come
///   /<feed>/          /<feed>/index.en.html
///                     /<feed>/index.2.html, /<feed>/index.2.en.html    its second page
///                     /<feed>/index.past.html, index.past-2.en.html    what is over
///                     /<feed>/index.2027-01.html, …                    a month
///   /<feed>/<slug>    /<feed>/<slug>.en.html      an event
///                     /<feed>/<slug>.2027-01-05.html, …            one date of a series
///   /<feed>/embed     /<feed>/embed.en.html       a list to be framed by other sites
///   /<feed>/poster    /<feed>/poster.en.html      a sheet to print
///   /embed            /embed.en.html              that of all feeds
///   /help             /help.en.html               how to subscribe
///   /status           /status.en.html             for the webmaster
///
/// Names with a full stop are free: feeds and events have none in theirs. And a folder of files can
/// serve all of it, which it could not if this stood in a query. A date of a series stands in a
/// query all the same, where a program answers: "/<feed>/<slug>?on=2027-01-05".
struct PageAddress {
  enum class View { upcoming, past, month };

  std::string place = "/";  ///< the plain path of what is shown: "/", "/<feed>/", "/<feed>/<slug>"
  View view = View::upcoming;
  int number = 1;  ///< of the page, from 1; of a month always 1
  Day month;       ///< its first day, where the view is a month
  std::string on;  ///< a date of the series: see name_occurrence(); empty: the event as a whole
  std::optional<Language> language;  ///< empty: as the browser prefers

  /// The path, with the first '/'.
  std::string path() const;
  /// The path, and behind it what of the address stands in a query: the date. `as_files`: no query
  /// reaches the page, and the path tells the date.
  std::string target(bool as_files) const;

  /// The address of this page in another language.
  PageAddress in(std::optional<Language> other) const;
  /// The address of this place in another view.
  PageAddress with_view(View other, int page = 1) const;
  /// The address of this place in the view of the month that starts on `first`.
  PageAddress with_month(Day first) const;
  /// The address of `other_place` in this page's language.
  PageAddress at(std::string other_place) const;
  /// The address of that date of the series, or without a name that of the series.
  PageAddress with_date(std::string name) const;

  bool operator==(const PageAddress&) const = default;
};

/// Whether months of that day's year have pages: those of 1970 to 2200, beyond which no series is
/// followed.
constexpr bool has_month_page(Day day) {
  constexpr int kFirstYear = 1970;
  constexpr int kLastYear = 2200;
  return day.year() >= kFirstYear && day.year() <= kLastYear;
}

/// Reads a page's path; one that is no page's name is the place as it stands. Any thread.
PageAddress read_page_address(std::string_view path);

}  // namespace almanach
