#include "dialect/path_names.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"

namespace almanach {
namespace {

/// ISO 639-1, sorted.
constexpr std::string_view kLanguages =
    " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
    "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy "
    "hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg "
    "li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or "
    "os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta "
    "te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

constexpr std::size_t kCodeLength = 2;
constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2199;
constexpr int kMonths = 12;
constexpr int kDays = 31;

/// The number that a text of digits alone is; -1 where it is none.
int number_of(std::string_view text) {
  constexpr std::size_t kMostDigits = 4;
  if (text.empty() || text.size() > kMostDigits) return -1;
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

bool is_number(std::string_view text, std::size_t most_digits, int first, int last) {
  const int number = number_of(text);
  return text.size() <= most_digits && number >= first && number <= last;
}

bool is_year(std::string_view text) {
  return text.size() == 4 && is_number(text, 4, kFirstYear, kLastYear);
}

bool is_month(std::string_view text) {
  return is_number(text, 2, 1, kMonths);
}

bool is_day(std::string_view text) {
  return is_number(text, 2, 1, kDays);
}

/// "2026", "2026-01", "2026-01-30", "2026-2027".
bool is_dated_name(std::string_view name) {
  if (is_year(name)) return true;
  constexpr std::size_t kYearLength = 4;
  if (name.size() <= kYearLength || !is_year(name.substr(0, kYearLength))) return false;
  const char joint = name[kYearLength];
  if (joint != '-' && joint != '_') return false;
  std::string_view rest = name.substr(kYearLength + 1);
  if (is_year(rest)) return true;
  const std::size_t next = rest.find(joint);
  if (!is_month(rest.substr(0, next))) return false;
  return next == std::string_view::npos || is_day(rest.substr(next + 1));
}

std::string_view last_part(std::string_view folder) {
  return folder.substr(folder.rfind('/') + 1);
}

std::string_view folder_above(std::string_view folder) {
  const std::size_t slash = folder.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : folder.substr(0, slash);
}

std::optional<CopyName> original_of(std::string_view name, bool conflict) {
  const std::string_view trimmed = trim(name);
  if (trimmed.empty()) return std::nullopt;
  return CopyName{std::string(trimmed), conflict};
}

/// "bal (1)", "bal (copie en conflit de Léa)".
std::optional<CopyName> copy_in_brackets(std::string_view stem) {
  const std::size_t open = stem.rfind('(');
  if (!stem.ends_with(')') || open == std::string_view::npos) return std::nullopt;
  const std::string_view original = stem.substr(0, open);
  const std::string inside = fold(stem.substr(open + 1, stem.size() - open - 2));
  const bool said =
      inside.find("conflict") != std::string::npos || inside.find("conflit") != std::string::npos;
  if (said) return original_of(original, true);
  const bool copy = is_number(inside, 2, 1, 99) || inside == "copy" || inside == "copie";
  return copy ? original_of(original, false) : std::nullopt;
}

/// "bal copie", "bal - Copy 2".
std::optional<CopyName> copy_at_end(std::string_view stem) {
  std::string_view rest = trim(stem);
  const std::size_t space = rest.rfind(' ');
  if (space != std::string_view::npos && is_number(rest.substr(space + 1), 2, 1, 99))
    rest = trim(rest.substr(0, space));
  const std::size_t joint = rest.find_last_of(" -_");
  if (joint == std::string_view::npos) return std::nullopt;
  const std::string word = fold(rest.substr(joint + 1));
  if (word != "copy" && word != "copie") return std::nullopt;
  rest = rest.substr(0, joint);
  while (!rest.empty() && (rest.back() == ' ' || rest.back() == '-')) rest.remove_suffix(1);
  return original_of(rest, false);
}

}  // namespace

PathParts take_apart(std::string_view path) {
  PathParts parts;
  const std::size_t slash = path.rfind('/');
  parts.folder = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
  const std::string_view name = last_part(path);
  const std::size_t dot = std::min(name.rfind('.'), name.size());
  parts.stem = name.substr(0, dot);
  parts.ending = name.substr(dot);
  return parts;
}

bool is_page_ending(std::string_view ending) {
  constexpr std::array<std::string_view, 4> kPages = {".md", ".mdx", ".markdown", ".html"};
  return std::find(kPages.begin(), kPages.end(), ending) != kPages.end();
}

bool is_language_code(std::string_view text) {
  constexpr std::size_t kLongestCode = 2 * kCodeLength + 1;
  if (text.size() > kLongestCode) return false;
  const std::string folded = fold(text);
  const std::string_view code = std::string_view(folded).substr(0, kCodeLength);
  if (code.size() < kCodeLength || code.find(' ') != std::string_view::npos) return false;
  if (kLanguages.find(" " + std::string(code) + " ") == std::string_view::npos) return false;
  if (folded.size() == kCodeLength) return true;
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return folded.size() == kLongestCode &&
         (folded[kCodeLength] == '-' || folded[kCodeLength] == '_') &&
         is_letter(folded[kCodeLength + 1]) && is_letter(folded[kCodeLength + 2]);
}

std::string_view language_suffix(std::string_view stem) {
  const std::size_t dot = stem.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  const std::string_view code = stem.substr(dot + 1);
  return is_language_code(code) ? code : std::string_view();
}

std::string without_language_suffix(std::string_view path) {
  const PathParts parts = take_apart(path);
  const std::string_view code = language_suffix(parts.stem);
  if (code.empty() || !is_page_ending(parts.ending)) return std::string(path);
  const std::size_t end = path.size() - parts.ending.size() - code.size() - 1;
  return std::string(path.substr(0, end)).append(parts.ending);
}

bool is_date_folder(std::string_view folder) {
  const std::string_view name = last_part(folder);
  if (is_dated_name(name)) return true;
  const std::string_view above = folder_above(folder);
  const std::string_view month = last_part(above);
  if (is_month(name) && is_year(month)) return true;
  return is_day(name) && is_month(month) && is_year(last_part(folder_above(above)));
}

std::optional<CopyName> copy_name(std::string_view stem) {
  constexpr std::string_view kSyncthing = ".sync-conflict-";
  if (const std::size_t mark = stem.find(kSyncthing); mark != std::string_view::npos)
    return original_of(stem.substr(0, mark), true);
  if (auto copy = copy_in_brackets(stem)) {
    // "bal - copie (2)"
    const auto first = copy->conflict ? std::nullopt : copy_at_end(copy->original);
    return first ? first : copy;
  }
  constexpr std::array<std::string_view, 3> kBeginnings = {"Copie de ", "Copy of ", "copie de "};
  for (const std::string_view beginning : kBeginnings) {
    if (stem.starts_with(beginning)) return original_of(stem.substr(beginning.size()), false);
  }
  return copy_at_end(stem);
}

bool is_template_name(std::string_view stem) {
  constexpr std::array<std::string_view, 6> kTemplates = {"template", "modele",  "gabarit",
                                                          "sample",   "exemple", "example"};
  constexpr std::array<std::string_view, 9> kBeside = {
      "event", "events", "evenement", "evenements", "new", "nouvel", "d", "of", "default"};
  const auto holds = [](const auto& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  std::string words = slugify(stem);
  std::replace(words.begin(), words.end(), '_', '-');
  bool found = false;
  std::string_view rest = words;
  while (!rest.empty()) {
    const std::size_t hyphen = rest.find('-');
    const std::string_view word = rest.substr(0, hyphen);
    rest.remove_prefix(hyphen == std::string_view::npos ? rest.size() : hyphen + 1);
    if (word.empty()) continue;
    if (holds(kTemplates, word)) {
      found = true;
    } else if (!holds(kBeside, word)) {
      return false;
    }
  }
  return found;
}

bool is_machinery(std::string_view name) {
  constexpr std::array<std::string_view, 13> kMachinery = {
      "_layouts",  "_includes",  "_sass",       "_site",       "_plugins",
      "_drafts",   "_templates", "_theme",      "_archetypes", "archetypes",
      "_partials", "templates",  "node_modules"};
  return std::find(kMachinery.begin(), kMachinery.end(), name) != kMachinery.end();
}

bool names_events(std::string_view path) {
  constexpr std::array<std::string_view, 16> kStems = {
      "event",   "evenement", "agenda",     "calend", "concert", "atelier",  "workshop",  "meetup",
      "meeting", "rencontre", "conference", "sortie", "seminar", "manifest", "spectacle", "talk"};
  const std::string folded = fold(path);
  std::string_view rest = folded;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of("/_-. "), rest.size());
    const std::string_view word = rest.substr(0, end);
    for (const std::string_view stem : kStems) {
      if (word.starts_with(stem)) return true;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

bool is_made_by_programs(std::string_view name) {
  constexpr std::array<std::string_view, 16> kMade = {
      "public", "dist",   "build",  "out",     "vendor", "themes",   "resources", "layouts",
      "static", "assets", "target", "plugins", "tests",  "coverage", "i18n",      "scripts"};
  return std::find(kMade.begin(), kMade.end(), name) != kMade.end();
}

}  // namespace almanach
