#include "parse/zone_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "parse/hours/mentions.hpp"
#include "parse/zone_table.hpp"

namespace almanach {
namespace {

constexpr std::size_t kMostMentions = 8;

/// None of these names another time behind "heure de".
constexpr auto kNoPlaces = std::to_array<std::string_view>(
    {"debut", "fin", "depart", "rendez-vous", "fermeture", "ouverture", "passage", "cours", "pause",
     "marche", "repas", "visite", "spectacle", "jeu", "lecture"});

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_letter(char c) {
  return is_capital(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Whether clocks of `zone` are called `word` at some time of the year around now; its own words
/// win over those of other zones.
bool calls_itself(const Zone& zone, std::string_view word) {
  constexpr std::array<int, 2> kMonths = {1, 7};
  return std::any_of(kMonths.begin(), kMonths.end(), [&](int month) {
    const WallTime day(2026, month, 1, 12, 0, 0);
    return zone.state(zone.place(day).instant).abbreviation == word;
  });
}

/// Finds the zones of one text.
class ZoneFinder {
 public:
  ZoneFinder(std::string_view text, MinusMeans minus) : text_(text), minus_(minus) {}

  std::vector<ZoneMention> find() {
    std::size_t i = 0;
    while (i < text_.size() && mentions_.size() < kMostMentions) {
      const std::size_t next = is_digit(text_[i]) ? skip_clock(i) : 0;
      if (next == 0) {
        i = skip_plain(i);
        continue;
      }
      i = next;
      take_behind(i);
    }
    return std::move(mentions_);
  }

 private:
  char byte(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }

  std::size_t skip_plain(std::size_t i) const {
    if (!is_digit(text_[i])) return i + 1;
    while (is_digit(byte(i))) ++i;
    return i;
  }

  std::size_t skip_spaces(std::size_t i) const {
    while (byte(i) == ' ' || byte(i) == '\t') ++i;
    // A no-break space.
    if (byte(i) == '\xC2' && byte(i + 1) == '\xA0') return skip_spaces(i + 2);
    return i;
  }

  /// Behind the "14:30", "14:30:00.5", "14h30", "2 pm" at `i`; 0: no time stands there.
  std::size_t skip_clock(std::size_t i) {
    seconds_ = false;
    colon_ = false;
    if (i > 0 && (is_digit(text_[i - 1]) || is_letter(text_[i - 1])) && text_[i - 1] != 'T')
      return 0;
    std::size_t end = i;
    while (is_digit(byte(end))) ++end;
    if (end - i > 2) return 0;
    colon_ = byte(end) == ':' && is_digit(byte(end + 1));
    if (colon_) {
      ++end;
      while (is_digit(byte(end))) ++end;
      if (byte(end) == ':' && is_digit(byte(end + 1))) {
        seconds_ = true;
        ++end;
        while (is_digit(byte(end)) || (byte(end) == '.' && is_digit(byte(end + 1)))) ++end;
      }
      return skip_meridiem(end);
    }
    const std::size_t unit = skip_spaces(end);
    if ((byte(unit) | 0x20) == 'h') {
      end = unit + 1;
      while (is_letter(byte(end)) && byte(unit + 1) == 'e') ++end;  // "heures"
      const std::size_t minutes = skip_spaces(end);
      if (is_digit(byte(minutes))) {
        end = minutes;
        while (is_digit(byte(end))) ++end;
      }
      return is_letter(byte(end)) ? 0 : end;
    }
    const std::size_t meridiem = skip_meridiem(end);
    return meridiem == end ? 0 : meridiem;
  }

  std::size_t skip_meridiem(std::size_t end) const {
    const std::size_t i = skip_spaces(end);
    const char half = static_cast<char>(byte(i) | 0x20);
    if (half != 'a' && half != 'p') return end;
    const std::size_t m = byte(i + 1) == '.' ? i + 2 : i + 1;
    if ((byte(m) | 0x20) != 'm' || is_letter(byte(m + 1))) return end;
    return byte(m + 1) == '.' ? m + 2 : m + 1;
  }

  /// What stands behind a time that ends at `i`, which is moved past it where it is a zone.
  void take_behind(std::size_t& i) {
    std::size_t begin = skip_spaces(i);
    const bool bracket = byte(begin) == '(' || byte(begin) == '[';
    std::size_t at = bracket ? begin + 1 : begin;
    ZoneMention mention;
    std::size_t end = read_shift(at, i, mention);
    if (end == 0) end = read_name(at, bracket, mention);
    if (end == 0) return;
    if (mention.word.empty()) mention.word = std::string(text_.substr(at, end - at));
    if (bracket) {
      const std::size_t close = skip_spaces(end);
      if (byte(close) != ')' && byte(close) != ']') return;
      end = close + 1;
    }
    mention.offset = begin;
    mention.end = end;
    i = end;
    mentions_.push_back(std::move(mention));
  }

  /// "+02:00", "+0200", "+08", and "-05:00" where that is no second time.
  std::size_t read_shift(std::size_t at, std::size_t clock_end, ZoneMention& mention) const {
    const char sign = byte(at);
    if (sign != '+' && sign != '-') return 0;
    std::size_t end = at + 1;
    std::array<int, 4> digits{};
    std::size_t count = 0;
    bool colon = false;
    while (count < digits.size() && (is_digit(byte(end)) || (byte(end) == ':' && count == 2))) {
      if (byte(end) == ':') {
        colon = true;
      } else {
        digits.at(count++) = byte(end) - '0';
      }
      ++end;
    }
    if (count == 0 || is_digit(byte(end)) || is_letter(byte(end)) || count == 3) return 0;
    const bool is_four = count == digits.size() && !colon;
    const bool sure =
        sign == '+' || seconds_ || minus_ == MinusMeans::offset || (is_four && at > clock_end);
    if (!sure || !colon_) return 0;
    // "14:00 +12 ans"
    const bool plain_number = !colon && !is_four;
    if (plain_number && is_letter(byte(skip_spaces(end)))) return 0;
    const int hours = count == 1 ? digits[0] : digits[0] * 10 + digits[1];
    const int minutes = digits[2] * 10 + digits[3];
    const int total = hours * kHourSeconds + minutes * 60;
    if (minutes % 15 != 0 || minutes > 59 || total > (sign == '-' ? 12 : 14) * kHourSeconds)
      return 0;
    mention.shift = Offset(sign == '-' ? -total : total);
    mention.word = std::string(text_.substr(at, end - at));
    return end;
  }

  std::size_t read_name(std::size_t at, bool bracket, ZoneMention& mention) const {
    std::size_t end = at;
    while (is_capital(byte(end))) ++end;
    const bool whole = end > at && !is_letter(byte(end)) && byte(end) != '/' && byte(end) != '_';
    if (whole) return read_capitals(at, end, mention);
    if (const std::size_t zone = read_zone_name(at)) return zone;
    return read_place(at, bracket);
  }

  std::size_t read_capitals(std::size_t at, std::size_t end, ZoneMention& mention) const {
    const std::string_view word = text_.substr(at, end - at);
    if (word == "Z" || word == "UTC" || word == "GMT") {
      mention.shift = Offset(0);
      mention.word = word;
      if (word == "Z" || (byte(end) != '+' && byte(end) != '-')) return end;
      ZoneMention shifted;
      const ZoneFinder after(text_, MinusMeans::offset);
      const std::size_t shift_end = after.read_shift(end, end, shifted);
      if (shift_end == 0) return end;
      mention.shift = shifted.shift;
      mention.word = std::string(word) + shifted.word;
      return shift_end;
    }
    if (find_abbreviation(word) != nullptr) {
      // "10H ET 14H"
      return is_digit(byte(skip_spaces(end))) ? 0 : end;
    }
    constexpr std::size_t kShortest = 3;
    constexpr std::size_t kLongest = 5;
    const bool ends_text = trim(text_.substr(end)).empty();
    const bool looks_so = word.size() >= kShortest && word.size() <= kLongest && word.back() == 'T';
    return ends_text && looks_so ? end : 0;
  }

  /// "Europe/Paris".
  std::size_t read_zone_name(std::size_t at) const {
    std::size_t end = at;
    bool parted = false;
    while (is_letter(byte(end)) || byte(end) == '/' || byte(end) == '_') {
      parted = parted || byte(end) == '/';
      ++end;
    }
    return parted && Zone::find(text_.substr(at, end - at)) ? end : 0;
  }

  /// "heure de La Réunion", "heure du Québec", "Paris time", "Eastern".
  std::size_t read_place(std::size_t at, bool bracket) const {
    const std::string_view rest = text_.substr(at);
    std::size_t stop = std::min(rest.find_first_of(")],;/\n.!?-"), rest.size());
    // A hyphen within a name: "Saint-Pierre".
    while (stop < rest.size() && rest[stop] == '-' && is_letter(byte(at + stop + 1)))
      stop = std::min(rest.find_first_of(")],;/\n.!?-", stop + 1), rest.size());
    stop = std::min(stop, rest.find("–"));
    constexpr std::size_t kLongest = 60;
    const std::string_view phrase = trim(rest.substr(0, std::min(stop, kLongest)));
    const std::size_t end =
        at + static_cast<std::size_t>(phrase.data() - rest.data()) + phrase.size();
    const std::string folded = fold(phrase);
    if (folded.starts_with("heure")) return read_french(folded, bracket) ? end : 0;
    const std::string_view english = folded;
    const bool time = english.ends_with(" time");
    const std::string_view place = time ? english.substr(0, english.size() - 5) : english;
    const bool american =
        place == "eastern" || place == "pacific" || place == "mountain" || place == "central";
    if (american && !phrase.empty() && is_capital(phrase.front())) return end;
    return time && !find_place(place).empty() ? end : 0;
  }

  static bool read_french(std::string_view folded, bool bracket) {
    const std::string_view place = place_of(folded);
    if (place.empty()) return false;
    if (!find_place(place).empty()) return true;
    const std::string_view first = place.substr(0, place.find(' '));
    return bracket && std::find(kNoPlaces.begin(), kNoPlaces.end(), first) == kNoPlaces.end();
  }

 public:
  /// The place of "heure de Guadeloupe", "heure locale de Dakar", folded; empty: none is named.
  static std::string_view place_of(std::string_view folded) {
    if (!folded.starts_with("heure")) return {};
    folded.remove_prefix(5);
    if (folded.starts_with("s")) folded.remove_prefix(1);
    folded = trim(folded);
    if (folded.starts_with("locale")) folded = trim(folded.substr(6));
    for (const std::string_view joint : {"de ", "du ", "des ", "d'", "a "}) {
      if (folded.starts_with(joint)) {
        folded = trim(folded.substr(joint.size()));
        if (joint == "de " && folded.starts_with("l'")) folded.remove_prefix(2);
        return folded;
      }
    }
    return {};
  }

 private:
  std::string_view text_;
  MinusMeans minus_;
  bool seconds_ = false;  ///< of the clock read last
  bool colon_ = true;     ///< likewise: "14h" has no offset
  std::vector<ZoneMention> mentions_;
};

ZoneMeaning refuse(std::string_view word, std::string_view why) {
  return {
      std::nullopt, fmt::format("\"{}\" {}", word, why),
      "write the time zone in a key of its own (timezone, as Europe/Paris), or the time with its "
      "offset (14:00+02:00)"};
}

}  // namespace

std::vector<ZoneMention> find_zone_mentions(std::string_view text, MinusMeans minus) {
  return ZoneFinder(text, minus).find();
}

std::string without_zones(std::string_view text, const std::vector<ZoneMention>& mentions) {
  std::string out(text);
  for (const ZoneMention& mention : mentions) {
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(mention.offset),
              out.begin() + static_cast<std::ptrdiff_t>(mention.end), ' ');
  }
  return out;
}

bool has_odd_offset(std::string_view plain) {
  for (std::size_t i = 1; i + 1 < plain.size(); ++i) {
    if (plain[i] != '+' || !is_digit(plain[i + 1])) continue;
    const std::string_view before = trim(plain.substr(0, i));
    constexpr std::size_t kMinutes = 3;
    const bool clock = before.size() > kMinutes && is_digit(before.back()) &&
                       before[before.size() - kMinutes] == ':';
    if (clock && plain.find(':', i) != std::string_view::npos) return true;
  }
  return false;
}

bool is_other_season(std::string_view word, const Zone& zone, WallTime wall) {
  return zone.state(zone.place(wall).instant).abbreviation != word && calls_itself(zone, word);
}

ZoneMeaning read_zone_word(std::string_view word, const Zone& own) {
  if (calls_itself(own, word)) return {own, "", ""};
  if (const ZoneAbbreviation* known = find_abbreviation(word)) {
    if (known->zone.empty()) return refuse(word, "means several time zones");
    if (auto zone = Zone::find(known->zone)) return {zone, "", ""};
  }
  if (word.find('/') != std::string_view::npos) {
    if (auto zone = Zone::find(word)) return {zone, "", ""};
  }
  const std::string folded = fold(trim(word));
  std::string_view place = ZoneFinder::place_of(folded);
  if (place.empty()) place = folded;
  if (place.ends_with(" time")) place.remove_suffix(5);
  const std::string found = find_place(place);
  if (!found.empty()) {
    if (auto zone = Zone::find(found)) return {zone, "", ""};
  }
  return refuse(word, "is no time zone that is known");
}

}  // namespace almanach
