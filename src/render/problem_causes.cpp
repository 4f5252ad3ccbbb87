#include "render/problem_causes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "render/messages/translate.hpp"

namespace almanach {
namespace {

constexpr std::size_t kPlacesShown = 3;

bool is_key(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '.';
  });
}

/// A word without what is a file's own.
std::string_view plain_word(std::string_view word) {
  const bool has_digit =
      std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  return has_digit || word.find('/') != std::string_view::npos ? "#" : word;
}

/// The message without values. A quoted text that begins the message, or follows "key", is a key;
/// what is said of a time zone is said of that one.
std::string cause_of(std::string_view message) {
  std::string cause;
  while (!message.empty()) {
    const bool quoted = message.front() == '"';
    std::size_t end = quoted ? message.find('"', 1) : message.find_first_of(" \"");
    if (end == std::string_view::npos) end = message.size();
    if (quoted && end < message.size()) ++end;
    const std::string_view word = message.substr(0, end);
    if (quoted) {
      const std::string_view text =
          word.substr(1, word.size() - std::min<std::size_t>(2, word.size()));
      const bool is_zone = cause.ends_with("the time zone ");
      const bool kept = is_zone || ((cause.empty() || cause.ends_with("key ")) && is_key(text));
      cause += kept ? word : "#";
    } else if (!word.empty()) {
      const std::string_view plain = plain_word(word);
      const bool again = plain == "#" && (cause.ends_with("# ") || cause.ends_with('#'));
      if (!again) cause += plain;
    }
    message.remove_prefix(end);
    if (message.starts_with(' ')) {
      if (!cause.ends_with(' ')) cause += ' ';
      message.remove_prefix(1);
    }
  }
  return cause;
}

}  // namespace

std::string name_cause(const Problem& problem) {
  constexpr std::size_t kLongestName = 80;
  std::string name = slugify(cause_of(problem.message)).substr(0, kLongestName);
  while (name.ends_with('-')) name.pop_back();
  return name.empty() ? "problem" : name;
}

std::string format_place(const Problem& problem) {
  std::string place = escape_odd_octets(problem.file);
  if (problem.line > 0) place += fmt::format(":{}", problem.line);
  if (problem.line > 0 && problem.column > 0) place += fmt::format(":{}", problem.column);
  return place;
}

std::vector<Cause> group_problems(const Problems& problems) {
  std::vector<Cause> causes;
  std::vector<std::set<std::string_view>> files;
  std::map<std::pair<Severity, std::string>, std::size_t> known;
  for (const Problem& problem : problems) {
    const auto [place, fresh] =
        known.try_emplace({problem.severity, cause_of(problem.message)}, causes.size());
    if (fresh) {
      causes.emplace_back();
      files.emplace_back();
    }
    causes[place->second].problems.push_back(problem);
    files[place->second].insert(problem.file);
  }
  for (std::size_t i = 0; i < causes.size(); ++i) causes[i].files = files[i].size();
  std::stable_sort(causes.begin(), causes.end(), [](const Cause& a, const Cause& b) {
    const bool a_is_error = a.first().severity == Severity::error;
    const bool b_is_error = b.first().severity == Severity::error;
    return a_is_error != b_is_error ? a_is_error : a.files > b.files;
  });
  return causes;
}

std::string format_cause(const Cause& cause, Language language) {
  const Problem& first = cause.first();
  const std::string what = std::string(severity_mark(first.severity, language)) +
                           escape_odd_octets(translate_message(first.message, language));
  if (cause.problems.size() == 1) return fmt::format("{}: {}\n", format_place(first), what);
  std::string places;
  std::size_t shown = 0;
  std::string_view file;
  for (const Problem& problem : cause.problems) {
    if (shown > 0 && problem.file == file) continue;
    if (shown++ == kPlacesShown) {
      places += ", …";
      break;
    }
    file = problem.file;
    places += (shown == 1 ? "" : ", ") + format_place(problem);
  }
  const char* const ending = cause.files == 1 ? "" : "s";
  return language == Language::french
             ? fmt::format("{} ; {} fichier{} : {}\n", what, cause.files, ending, places)
             : fmt::format("{}; {} file{}: {}\n", what, cause.files, ending, places);
}

}  // namespace almanach
