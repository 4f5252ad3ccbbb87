#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/civil.hpp"
#include "render/calendar.hpp"

namespace almanach {

/// What a subscriber wants of a calendar, as its address says:
///
///   feeds=a,b              of the calendar of all feeds, those; repeated or parted by commas
///   category=Atelier       of one of these categories; repeated or parted by commas; "\," is a
///                          comma of the name itself
///   q=word word            with each of these words, in title, place, text or categories
///   from= to=2026-05-01    not over before that day, not begun after that day
///   past=90d|none|all      over for at most that long; only what is not over; everything
///   alarm=PT30M|own        an alarm so long before each start, or as each event says
///   cancelled=show|hide|prefix
///   busy=free|busy         whether the time is shown as taken
///   description=plain|none
///
/// Case and accents of words make no difference. Values that are the default are as good as none.
struct Choices {
  enum class Cancelled { show, hide, prefix };
  enum class Past { budget, days, all };  ///< budget: as much as feed_budget allows

  /// Ids of feeds, sorted; empty: all. As the query has them, until narrow_to_known_feeds()
  /// (publish/chosen_feeds.hpp) puts the present ones in their place.
  std::vector<std::string> feeds;
  std::vector<std::string> categories;  ///< as fold_for_search() gives them, sorted
  std::vector<std::string> words;       ///< as fold_for_search() gives them, sorted
  std::optional<Day> from;
  std::optional<Day> to;
  Past past = Past::budget;
  int past_days = 0;
  Cancelled cancelled = Cancelled::show;
  EventStyle style;

  /// One text for the same choices, however they were written: a query without '?', in a fixed
  /// order; empty where all is default.
  std::string canonical() const;

  /// The part of it that chooses feeds: "feeds=a,b"; empty where all are meant.
  std::string feeds_query() const;

  bool operator==(const Choices&) const = default;
};

/// A category's name as the value of `category=` that chooses it: commas and backslashes have a
/// backslash before them. Not percent-encoded.
std::string category_choice(std::string_view name);

/// Whether a calendar's address understands a parameter of that name, `lang` among them.
bool is_choice(std::string_view name);

/// The choices that a query string makes, or what is wrong with it: a text for people that lists
/// what is possible. Parameters that are not known are passed over, and so are empty values; of a
/// single-valued parameter that is repeated, the last counts.
std::variant<Choices, std::string> read_choices(std::string_view query);

}  // namespace almanach
