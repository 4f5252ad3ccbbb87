#include "dialect/key_grammar.hpp"

#include <algorithm>

#include "dialect/key_words.hpp"

namespace almanach {
namespace {

using enum KeyWord;

constexpr KeyWords kWhen = start | end | date | time | when | all_day | length | zone;
/// What goes with any other word and changes nothing.
constexpr KeyWords kMarks = event | exact | shown | utc | plural;

/// What is written for programs is read rather than what is written for people.
int rank_of(KeyWords words, std::string_view path) {
  constexpr int kShown = 20;
  constexpr int kPlural = 10;
  int rank = static_cast<int>(std::count(path.begin(), path.end(), '.'));
  if (words.has(shown)) rank += kShown;
  if (words.has(plural)) rank += kPlural;
  if (!words.has_any(event | exact | start | end)) rank += 2;
  return rank;
}

std::string_view field_of_time(KeyWords words) {
  if (words.has(zone)) return "timezone";
  if (words.has(all_day)) return "all_day";
  if (words.has(length)) return "duration";
  const bool both = words.has(start) && words.has(end);
  if (both) return "";
  const bool clock = words.has(time) && !words.has(date);
  if (words.has(start)) return clock ? "opening" : "start";
  if (words.has(end)) return clock ? "closing" : "end";
  if (clock) return "hours";
  return words.has_any(date | when) ? "start" : "";
}

/// "recurrence_end", "repeat_until", "jusqu'au". What is shown until a day is something else.
bool ends_series(KeyWords words, KeyWords all) {
  if (!words.without(repetition | end | until | date | when).empty()) return false;
  if (words.has(repetition)) return words.has_any(end | until);
  return words.has(until) && !words.has(end) && !all.has(shown);
}

struct Rule {
  KeyWords words;    ///< all that the key says, marks aside
  KeyWords allowed;  ///< may stand beside
  std::string_view field;
};

constexpr Rule kRules[] = {
    // NOLINT(*-avoid-c-arrays): its length is counted
    {place, title, "place"},
    {address, place, "address"},
    {latitude, place, "latitude"},
    {longitude, place, "longitude"},
    {cancelled, status, "cancelled"},
    {status, KeyWords(), "status"},
    {ticket, link, "registration"},
    {link, outside, "link"},
    {image, link, "image"},
    {text, KeyWords(), "description"},
    {category, KeyWords(), "categories"},
    {contact, title, "contact"},
    {title, KeyWords(), "title"},
};

/// What the words make, without what else they speak of.
KeyReading read_field(std::string_view path, KeyWords all) {
  const KeyWords words = all.without(kMarks);
  if (words.has_any(other_time | ticket) && words.has_any(kWhen)) return {};
  if (ends_series(words, all)) return {"until", rank_of(all, path), false};
  if (words.has(until)) return {};
  const bool is_time = words.has_any(kWhen) && !words.has_any(repetition);
  if (is_time) {
    if (!words.without(kWhen).empty()) return {"", 0, words.has_any(date | when | time)};
    const std::string_view field = field_of_time(words);
    return {field, rank_of(all, path), true};
  }
  for (const Rule& rule : kRules) {
    const bool fits = words.has_any(rule.words) && words.without(rule.words | rule.allowed).empty();
    if (fits) return {rule.field, rank_of(all, path), false};
  }
  return {};
}

}  // namespace

KeyReading read_key(std::string_view path) {
  const KeyWords all = read_key_words(path);
  KeyReading reading = read_field(path, all);
  const KeyWords words = all.without(kMarks);
  const auto speaks_of = [&](KeyWords topic) {
    return words.has_any(topic) && words.without(topic | unknown).empty();
  };
  reading.says_where = speaks_of(place | address | latitude | longitude);
  reading.says_whether = speaks_of(cancelled | status);
  reading.says_other_time = words.has(other_time) || (words.has(ticket) && words.has_any(kWhen));
  reading.says_how_often =
      words.has(repetition) && words.without(KeyWords(repetition) | kWhen).empty();
  reading.details_series = words.has(repetition) && words.has(unknown) &&
                           words.without(KeyWords(repetition) | kWhen | unknown).empty();
  return reading;
}

bool holds_keys(std::string_view key) {
  constexpr KeyWords kOfSpan = event | date | when | plural;
  return read_key_words(key).without(kOfSpan).empty();
}

}  // namespace almanach
