#include "dialect/key_words.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.hpp"

namespace almanach {
namespace {

struct Meaning {
  KeyWords words;
  std::string_view spellings;  ///< folded, parted by spaces
};

using enum KeyWord;

constexpr Meaning kLexicon[] = {
    // NOLINT(*-avoid-c-arrays): its length is counted
    {KeyWords(),
     "the a of de du au des d le la l les at field value extra params param data meta my "
     "attributes properties acf frontmatter custom main details info infos and et page is has "
     "schedule"},
    {event,
     "event events evenement evenements evt meetup meeting meetings reunion reunions rdv session "
     "seance"},
    {start, "start starts starting begin begins beginning debut deb from commence"},
    {end, "end ends ending fin finish to"},
    {date, "date day jour datum"},
    {date | plural, "dates days jours"},
    {date | time, "datetime timestamp"},
    {date | exact, "yyyy ymd"},
    {exact, "iso mm dd"},
    {time, "time times hour hours heure heures horaire horaires hh"},
    {when, "when quand"},
    {all_day, "allday fullday wholeday journeeentiere touteljournee alldayevent"},
    {length, "duration duree"},
    {zone, "timezone tz fuseau tzid"},
    {place, "place lieu location venue where ou endroit salle room emplacement"},
    {place | plural, "lieux locations venues"},
    {address, "address adresse addr street rue"},
    {latitude, "lat latitude"},
    {longitude, "lon lng long longitude"},
    {link, "url link lien href uri"},
    {link | outside, "website web external externe homepage"},
    {ticket,
     "ticket tickets ticketing inscription inscriptions billet billets billetterie rsvp "
     "reservation reservations registration register signup booking"},
    {cancelled, "cancelled canceled cancellation annule annulee annulation"},
    {status, "status statut etat"},
    {title, "title titre name nom headline"},
    {text, "description desc excerpt chapeau abstract resume intro"},
    {image, "image img photo picture cover poster affiche thumbnail"},
    {category, "category categories categorie tag tags keywords"},
    {contact, "contact organizer organiser organisateur organizers organizer host"},
    {online, "online visio visioconference videoconference webinar conference zoom jitsi webex"},
    {repetition, "recurrence recurring repeat repeated repetition rrule frequency frequence"},
    {other_time,
     "publish published publication publie publiee created creation create modified "
     "modification updated update lastmod last edited expiry expires expire expiration "
     "deadline limite cloture crawled scraped posted written archive archived unpublish "
     "submission cfp review reviewed draft due sort "
     "pub post maj mis mise added ajout ajoute"},
    {until, "until jusqu jusquau jusqua"},
    {shown, "text texte label display displayed pretty formatted human readable fr en es it nl pt"},
    {utc, "utc gmt"},
};

using Lexicon = std::unordered_map<std::string_view, KeyWords>;

const Lexicon& lexicon() {
  static const Lexicon kWords = [] {
    Lexicon words;
    for (const Meaning& meaning : kLexicon) {
      std::string_view rest = meaning.spellings;
      while (!rest.empty()) {
        const std::size_t space = rest.find(' ');
        const std::string_view word = rest.substr(0, space);
        if (!word.empty()) words.emplace(word, meaning.words);
        rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
      }
    }
    return words;
  }();
  return kWords;
}

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_lower(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// "eventStartDate", "event-start_date", "IDEvent": parted at signs and where the case rises.
std::vector<std::string> split_words(std::string_view key) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(fold(word));
    word.clear();
  };
  for (std::size_t i = 0; i < key.size(); ++i) {
    const char c = key[i];
    const bool letter = is_upper(c) || is_lower(c);
    if (!letter) {
      finish();
      continue;
    }
    const bool rises = is_upper(c) && i > 0 && is_lower(key[i - 1]);
    const bool begins =
        is_upper(c) && i > 0 && is_upper(key[i - 1]) && i + 1 < key.size() && is_lower(key[i + 1]);
    if (rises || begins) finish();
    word += c;
  }
  finish();
  return words;
}

/// What "startdate" or "heuredebut" is made of; unknown where a part is no word.
KeyWords read_joined(std::string_view word) {
  constexpr std::size_t kLongest = 32;
  constexpr std::size_t kShortestPart = 3;
  if (word.size() > kLongest) return unknown;
  // For each length of the beginning what its words say, where it is made of words.
  std::vector<KeyWords> of_beginning(word.size() + 1, unknown);
  of_beginning[0] = KeyWords();
  for (std::size_t to = kShortestPart; to <= word.size(); ++to) {
    for (std::size_t from = 0; from + kShortestPart <= to; ++from) {
      if (of_beginning[from].has(unknown)) continue;
      const auto found = lexicon().find(word.substr(from, to - from));
      if (found == lexicon().end() || found->second.empty()) continue;
      of_beginning[to] = of_beginning[from] | found->second;
      break;
    }
  }
  return of_beginning[word.size()];
}

KeyWords read_word(std::string_view word) {
  const auto found = lexicon().find(word);
  if (found != lexicon().end()) return found->second;
  if (word.size() == 1) return KeyWords();
  return read_joined(word);
}

/// What two or three words say together.
KeyWords read_phrases(const std::vector<std::string>& words, KeyWords read) {
  const auto has = [&](std::initializer_list<std::string_view> all) {
    return std::all_of(all.begin(), all.end(), [&](std::string_view word) {
      return std::find(words.begin(), words.end(), word) != words.end();
    });
  };
  if (has({"all", "day"}) || has({"full", "day"}) || has({"whole", "day"}) ||
      has({"journee", "entiere"}) || has({"toute", "journee"}))
    return all_day;
  if (has({"time", "zone"}) || has({"fuseau", "horaire"})) return zone;
  if (has({"closing", "date"})) return read | other_time;
  if (has({"web", "site"}) || has({"learn", "more"}) || has({"site", "web"})) return link | outside;
  return read;
}

}  // namespace

KeyWords read_key_words(std::string_view key) {
  const std::vector<std::string> words = split_words(key);
  KeyWords read;
  for (const std::string& word : words) read = read | read_word(word);
  return read_phrases(words, read);
}

}  // namespace almanach
