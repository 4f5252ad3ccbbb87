#include "render/messages/translate.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "render/messages/catalogue.hpp"

namespace almanach {
namespace {

/// What is tried for one message with entries that have no words of their own.
constexpr int kMostFrameTries = 100;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// "{}" or "{#}" that `text` begins with; empty: neither.
std::string_view hole_at(std::string_view text) {
  for (const std::string_view hole : {"{}", "{#}"}) {
    if (text.starts_with(hole)) return text.substr(0, hole.size());
  }
  return {};
}

struct Hole {
  bool is_number = false;
  bool is_quoted = false;  ///< somebody's own text
};

/// The texts between the holes of a pattern, one more than holes.
struct Pattern {
  std::vector<std::string_view> texts;
  std::vector<Hole> holes;
};

Pattern read_pattern(std::string_view whole) {
  Pattern pattern;
  std::size_t start = 0;
  for (std::size_t i = 0; i < whole.size();) {
    const std::string_view hole = hole_at(whole.substr(i));
    if (hole.empty()) {
      ++i;
      continue;
    }
    const std::string_view text = whole.substr(start, i - start);
    pattern.texts.push_back(text);
    pattern.holes.push_back({hole.size() > 2, text.ends_with('"') || text.ends_with('`')});
    i += hole.size();
    start = i;
  }
  pattern.texts.push_back(whole.substr(start));
  return pattern;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789+-:. ") == std::string_view::npos;
}

struct Entry {
  Pattern english;
  Pattern french;
  std::size_t size = 0;  ///< bytes of its own English text
};

using Parts = std::vector<std::string_view>;

/// What `text` has in the pattern's holes; empty: it is of another form.
std::optional<Parts> match(const Pattern& pattern, std::string_view text) {
  const std::string_view first = pattern.texts.front();
  const std::string_view last = pattern.texts.back();
  if (pattern.holes.empty()) return text == first ? std::optional(Parts()) : std::nullopt;
  if (text.size() < first.size() + last.size() || !text.starts_with(first) || !text.ends_with(last))
    return std::nullopt;
  text.remove_suffix(last.size());
  std::size_t at = first.size();
  Parts parts;
  for (std::size_t i = 0; i < pattern.holes.size(); ++i) {
    const bool is_last = i + 1 == pattern.holes.size();
    const std::size_t end = is_last ? text.size() : text.find(pattern.texts[i + 1], at);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view part = text.substr(at, end - at);
    if (pattern.holes[i].is_number && !is_number(part)) return std::nullopt;
    parts.push_back(part);
    at = is_last ? end : end + pattern.texts[i + 1].size();
  }
  return parts;
}

struct Match {
  const Entry* entry = nullptr;
  Parts parts;
};

/// All entries, made for finding one. Each list begins with the entries that say most.
class Catalogue {
 public:
  Catalogue() {
    for (const Messages messages :
         {notation_messages(), libraries_messages(), settings_messages(), content_messages(),
          dialects_messages(), dates_messages(), hours_messages(), events_messages(),
          recurrence_messages(), calendars_messages(), command_messages(), changes_messages(),
          theme_messages()}) {
      for (const Message& message : messages) add(message);
    }
    const auto sort = [](std::vector<Entry>& entries) {
      std::stable_sort(entries.begin(), entries.end(),
                       [](const Entry& a, const Entry& b) { return a.size > b.size; });
    };
    for (std::vector<Entry>& entries : by_first_) sort(entries);
    sort(open_);
    sort(frames_);
  }

  /// Of the entries with words of their own.
  std::optional<Match> find(std::string_view text) const {
    if (text.empty()) return std::nullopt;
    auto found = find_in(by_first_.at(static_cast<unsigned char>(text.front())), text);
    auto other = find_in(open_, text);
    if (!found || (other && other->entry->size > found->entry->size)) return other;
    return found;
  }

  /// "{}: {}" and the like, which fit much: they count where a part of them is known.
  const std::vector<Entry>& frames() const { return frames_; }

 private:
  void add(const Message& message) {
    Entry entry{read_pattern(message.english), read_pattern(message.french), 0};
    bool has_words = false;
    for (const std::string_view text : entry.english.texts) {
      entry.size += text.size();
      has_words = has_words || std::any_of(text.begin(), text.end(), is_letter);
    }
    const std::string_view first = entry.english.texts.front();
    if (!has_words) {
      frames_.push_back(std::move(entry));
    } else if (first.empty()) {
      open_.push_back(std::move(entry));
    } else {
      by_first_.at(static_cast<unsigned char>(first.front())).push_back(std::move(entry));
    }
  }

  static std::optional<Match> find_in(const std::vector<Entry>& entries, std::string_view text) {
    for (const Entry& entry : entries) {
      if (auto parts = match(entry.english, text)) return Match{&entry, *std::move(parts)};
    }
    return std::nullopt;
  }

  std::array<std::vector<Entry>, 256> by_first_;  ///< that begin with a text, by its first byte
  std::vector<Entry> open_;                       ///< that begin with what is filled in
  std::vector<Entry> frames_;
};

const Catalogue& catalogue() {
  static const Catalogue all;
  return all;
}

class Translator {
 public:
  /// Empty where nothing of `text` is known.
  std::optional<std::string> translate(std::string_view text) {
    if (const auto found = catalogue_.find(text)) return fill(*found).text;
    for (const Entry& frame : catalogue_.frames()) {
      auto parts = match(frame.english, text);
      if (!parts || ++frame_tries_ > kMostFrameTries) continue;
      Filled filled = fill({&frame, *std::move(parts)});
      if (filled.has_known_part) return std::move(filled.text);
    }
    return std::nullopt;
  }

 private:
  struct Filled {
    std::string text;
    bool has_known_part = false;
  };

  Filled fill(const Match& found) {
    Filled filled;
    const Pattern& french = found.entry->french;
    for (std::size_t i = 0; i < french.texts.size(); ++i) {
      filled.text += french.texts[i];
      if (i + 1 == french.texts.size()) break;
      const Hole& hole = found.entry->english.holes[i];
      std::optional<std::string> known;
      if (!hole.is_quoted && !hole.is_number) known = translate(found.parts[i]);
      filled.has_known_part = filled.has_known_part || known;
      filled.text += known ? *known : found.parts[i];
    }
    return filled;
  }

  const Catalogue& catalogue_ = catalogue();
  int frame_tries_ = 0;
};

}  // namespace

std::string translate_message(std::string_view text, Language language) {
  if (language == Language::french) {
    if (auto french = Translator().translate(text)) return *std::move(french);
  }
  return std::string(text);
}

Problem translate_problem(Problem problem, Language language) {
  problem.message = translate_message(problem.message, language);
  problem.hint = translate_message(problem.hint, language);
  return problem;
}

std::string_view severity_mark(Severity severity, Language language) {
  const bool is_error = severity == Severity::error;
  if (language == Language::english) return is_error ? "error: " : "warning: ";
  return is_error ? "erreur : " : "avertissement : ";
}

}  // namespace almanach
