#pragma once

#include <cstdint>
#include <string_view>

namespace almanach {

/// What a word of a key says. A key says several things at once: "eventStartDate" is event, start
/// and date.
enum class KeyWord : std::uint64_t {
  none = 0,
  event = 1U << 0U,        ///< event, évènement, rendez-vous
  start = 1U << 1U,        ///< start, début
  end = 1U << 2U,          ///< end, fin
  date = 1U << 3U,         ///< date, day, jour
  time = 1U << 4U,         ///< time, hour, heure, horaires
  when = 1U << 5U,         ///< when, quand
  all_day = 1U << 6U,      ///< all day, journée entière
  length = 1U << 7U,       ///< duration, durée
  zone = 1U << 8U,         ///< timezone, fuseau
  place = 1U << 9U,        ///< place, lieu, venue, salle
  address = 1U << 10U,     ///< address, rue
  latitude = 1U << 11U,    ///< lat
  longitude = 1U << 12U,   ///< lon, lng
  link = 1U << 13U,        ///< url, lien
  ticket = 1U << 14U,      ///< tickets, inscription, rsvp
  cancelled = 1U << 15U,   ///< cancelled, annulé
  status = 1U << 16U,      ///< status, statut
  title = 1U << 17U,       ///< title, nom
  text = 1U << 18U,        ///< description, chapeau
  image = 1U << 19U,       ///< image, affiche
  category = 1U << 20U,    ///< category, tag
  contact = 1U << 21U,     ///< contact, organizer
  online = 1U << 22U,      ///< online, visio, webinar
  repetition = 1U << 23U,  ///< recurrence, repeat
  other_time = 1U << 24U,  ///< published, updated, deadline, expiry: when something else is
  plural = 1U << 25U,      ///< dates, jours: several of what the key names
  exact = 1U << 26U,       ///< iso, yyyy: written for programs
  shown = 1U << 27U,       ///< text, label, a language: written for people
  utc = 1U << 28U,         ///< utc, gmt
  outside = 1U << 29U,     ///< external, website: elsewhere than on the site
  unknown = 1U << 30U,     ///< a word that says none of these
  until = 1U << 31U        ///< until, jusqu'au: the last day of what repeats, or of something else
};

/// Several words.
class KeyWords {
 public:
  constexpr KeyWords() = default;
  // A word is a set of one.
  constexpr KeyWords(KeyWord word)  // NOLINT(google-explicit-constructor)
      : bits_(static_cast<std::uint64_t>(word)) {}

  constexpr KeyWords operator|(KeyWords other) const { return KeyWords(bits_ | other.bits_); }
  constexpr KeyWords without(KeyWords other) const { return KeyWords(bits_ & ~other.bits_); }
  constexpr bool has(KeyWord word) const { return (bits_ & static_cast<std::uint64_t>(word)) != 0; }
  constexpr bool has_any(KeyWords of) const { return (bits_ & of.bits_) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool operator==(const KeyWords&) const = default;

 private:
  constexpr explicit KeyWords(std::uint64_t bits) : bits_(bits) {}

  std::uint64_t bits_ = 0;
};

constexpr KeyWords operator|(KeyWord one, KeyWord other) {
  return KeyWords(one) | other;
}

/// The words of a key, whatever joins them: "eventStartDate", "event-start", "date_debut",
/// "startdate". French and English, with or without accents. What holds others ("extra", "params"),
/// and what says nothing ("the", "de"), is no word. Pure; any thread.
KeyWords read_key_words(std::string_view key);

}  // namespace almanach
