#include "publish/choices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/form_query.hpp"
#include "base/text.hpp"
#include "config/duration.hpp"
#include "model/event_addresses.hpp"
#include "model/search_text.hpp"

namespace almanach {
namespace {

/// Of all values of one parameter, so that nobody makes us fold novels.
constexpr std::size_t kLongestValue = 300;
constexpr std::size_t kMostWords = 12;
/// A site of hundreds of feeds has room in it, and a request's head has room for it.
constexpr std::size_t kLongestFeeds = 8'000;
constexpr std::chrono::seconds kLongestAlarm = std::chrono::hours(24 * 28);

constexpr const char* kPossible =
    "This address understands, joined by &:\n"
    "  feeds=ID,ID                of the calendar of all feeds, these feeds\n"
    "  category=NAME              one of these categories (repeat it, or part them by commas; \\, "
    "is a comma of the name)\n"
    "  q=WORDS                    events that hold all these words\n"
    "  from=YYYY-MM-DD            not over before that day\n"
    "  to=YYYY-MM-DD              not begun after that day\n"
    "  past=90d | none | all      how long events stay after they are over\n"
    "  alarm=PT30M | own          an alarm so long before each start (at most four weeks), or as "
    "each event says\n"
    "  cancelled=show | hide | prefix\n"
    "  busy=free | busy\n"
    "  description=plain | none\n";

/// A value cannot be understood.
class BadChoice : public std::runtime_error {
 public:
  BadChoice(std::string_view name, std::string_view value)
      : std::runtime_error(
            fmt::format("{}={} cannot be understood.\n\n{}", name, value, kPossible)) {}
};

/// Adds the words of `text`, folded.
void add_words(std::vector<std::string>& words, std::string_view text) {
  // Folding may make a separator out of another character, such as a no-break space.
  const std::string folded = fold_for_search(text);
  std::string_view rest = folded;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = trim(rest.substr(0, end));
    if (!word.empty()) words.emplace_back(word);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

/// Adds the names that commas part in `text`, folded. A backslash makes the next character one of
/// the name.
void add_categories(std::vector<std::string>& categories, std::string_view text) {
  std::string name;
  const auto take = [&] {
    // Folding may make a comma out of another character, which parts nothing.
    const std::string folded = fold_for_search(trim(name));
    if (!folded.empty()) categories.push_back(folded);
    name.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ',') {
      take();
      continue;
    }
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    name += text[i];
  }
  take();
}

/// Adds the ids that commas part in `text`; what no feed can be called is none.
void add_feeds(std::vector<std::string>& feeds, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    const std::string_view id = trim(text.substr(0, end));
    if (may_be_feed_id(id)) feeds.emplace_back(id);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// In order and each once.
void make_set(std::vector<std::string>& parts) {
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
}

Day read_day_choice(std::string_view name, const std::string& value) {
  if (const auto day = read_day(value)) return *day;
  throw BadChoice(name, value);
}

void read_past(Choices& choices, const std::string& value) {
  constexpr std::chrono::hours kDay{24};
  if (value == "all") {
    choices.past = Choices::Past::all;
    return;
  }
  choices.past = Choices::Past::days;
  choices.past_days = 0;
  if (value == "none") return;
  const auto length = read_duration(value);
  if (!length || *length % kDay != std::chrono::seconds(0)) throw BadChoice("past", value);
  choices.past_days = static_cast<int>(*length / kDay);
}

/// The one of `values` whose word `value` is.
template <typename Value>
Value read_word(std::string_view name, std::string_view value,
                std::initializer_list<std::pair<std::string_view, Value>> values) {
  for (const auto& [word, meaning] : values) {
    if (word == value) return meaning;
  }
  throw BadChoice(name, value);
}

void read_choice(Choices& choices, std::string_view name, const std::string& value) {
  using Cancelled = Choices::Cancelled;
  using Description = EventStyle::Description;
  if (name == "feeds") {
    add_feeds(choices.feeds, value);
  } else if (name == "category") {
    add_categories(choices.categories, value);
  } else if (name == "q") {
    add_words(choices.words, value);
  } else if (name == "from") {
    choices.from = read_day_choice(name, value);
  } else if (name == "to") {
    choices.to = read_day_choice(name, value);
  } else if (name == "past") {
    read_past(choices, value);
  } else if (name == "alarm") {
    choices.style.own_alarm = value == "own";
    choices.style.alarm = choices.style.own_alarm ? std::nullopt : read_duration(value);
    const bool is_length = choices.style.alarm && *choices.style.alarm <= kLongestAlarm;
    if (!is_length && !choices.style.own_alarm) throw BadChoice(name, value);
  } else if (name == "cancelled") {
    choices.cancelled = read_word<Cancelled>(
        name, value,
        {{"show", Cancelled::show}, {"hide", Cancelled::hide}, {"prefix", Cancelled::prefix}});
    choices.style.prefix_cancelled = choices.cancelled == Cancelled::prefix;
    choices.style.hide_cancelled = choices.cancelled == Cancelled::hide;
  } else if (name == "busy") {
    choices.style.busy = read_word<bool>(name, value, {{"free", false}, {"busy", true}});
  } else if (name == "description") {
    choices.style.description = read_word<Description>(
        name, value,
        {{"html", Description::rich}, {"plain", Description::plain}, {"none", Description::none}});
  }
}

}  // namespace

std::string category_choice(std::string_view name) {
  std::string choice;
  for (const char c : name) {
    if (c == ',' || c == '\\') choice += '\\';
    choice += c;
  }
  return choice;
}

std::string Choices::canonical() const {
  std::string query = feeds_query();
  const auto add = [&](std::string_view name, std::string_view value) {
    query += fmt::format("{}{}={}", query.empty() ? "" : "&", name, percent_encode(value));
  };
  for (const std::string& category : categories) add("category", category_choice(category));
  if (!words.empty()) add("q", fmt::format("{}", fmt::join(words, " ")));
  if (from) add("from", format_day(*from));
  if (to) add("to", format_day(*to));
  if (past == Past::all) add("past", "all");
  if (past == Past::days) add("past", past_days == 0 ? "none" : fmt::format("{}d", past_days));
  if (style.alarm) add("alarm", fmt::format("PT{}S", style.alarm->count()));
  if (style.own_alarm) add("alarm", "own");
  if (cancelled == Cancelled::hide) add("cancelled", "hide");
  if (cancelled == Cancelled::prefix) add("cancelled", "prefix");
  if (style.busy) add("busy", "busy");
  if (style.description == EventStyle::Description::plain) add("description", "plain");
  if (style.description == EventStyle::Description::none) add("description", "none");
  return query;
}

std::string Choices::feeds_query() const {
  return feeds.empty() ? "" : fmt::format("feeds={}", fmt::join(feeds, ","));
}

bool is_choice(std::string_view name) {
  const std::string listed = fmt::format("\n  {}=", name);
  return name == "lang" || std::string_view(kPossible).find(listed) != std::string_view::npos;
}

std::variant<Choices, std::string> read_choices(std::string_view query) {
  Choices choices;
  try {
    for (const auto& [name, value] : read_form_query(query)) {
      if (trim(value).empty()) continue;
      const std::size_t longest = name == "feeds" ? kLongestFeeds : kLongestValue;
      if (value.size() > longest || find_invalid_utf8(value)) {
        // Only what we know is ours to refuse.
        if (std::string_view(kPossible).find("  " + name + "=") != std::string_view::npos)
          throw BadChoice(name, "…");
        continue;
      }
      // Names of calendars tell them.
      const std::string readable = collapse_spaces(clean(value));
      if (!readable.empty()) read_choice(choices, name, readable);
    }
    make_set(choices.feeds);
    make_set(choices.categories);
    make_set(choices.words);
    if (choices.words.size() > kMostWords)
      throw BadChoice("q", fmt::format("{}", fmt::join(choices.words, "+")));
  } catch (const BadChoice& bad) {
    return std::string(bad.what());
  }
  return choices;
}

}  // namespace almanach
