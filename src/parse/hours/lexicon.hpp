#pragma once

#include <string_view>

namespace almanach {

/// What a word means to the grammar of hours and days. The number beside it is `Meaning::value`.
enum class Word {
  unknown,
  // Of a clock time
  hour_unit,      ///< "h", "heures"
  hour_length,    ///< "hours": a length of time, never a time of day
  minute_unit,    ///< "min", "mn"
  meridiem,       ///< 0 am, 1 pm
  noon,           ///< "midi"
  midnight,       ///< "minuit"
  day_part,       ///< "matin", "soir", as in "9h du matin"; 0 before noon, 1 after
  half,           ///< "et demie"
  quarter,        ///< "et quart"
  minus,          ///< "moins le quart"
  after,          ///< "après", which makes no noon of "après-midi"
  iso_separator,  ///< the T of 2023-05-10T14:00
  local_zone,     ///< "CET", the zone that is meant anyway; counts in capitals only
  foreign_zone,   ///< "UTC", "EST": another zone; counts in capitals only
  // Of a day
  month,              ///< 1 to 12, a French name
  month_english,      ///< an English name, which may stand before the day
  month_short,        ///< "sept", "Oct"; may stand before the day
  march_or_tuesday,   ///< "mar"
  weekday,            ///< ISO 8601
  weekday_short,      ///< "lun", "Mon": a weekday only beside a day or another weekday
  weekday_repeating,  ///< "mardis", "Tuesdays"
  ordinal,            ///< "er", "th"
  first,              ///< "premier"
  // Small words
  and_,
  or_,
  to,    ///< "à", "to"
  at,    ///< "at"
  of,    ///< "de", "d'", "du"
  des,   ///< "dès" or the article: the accent is often missing
  from,  ///< "from"
  onto,  ///< "au"
  between,
  until,
  before,
  then,
  article,
  starting,  ///< "à partir de"
  about,     ///< "vers", "environ", "précises": how exact a time is
  every,
  all,      ///< "tous", "toutes": "every" before an article
  each,     ///< "par", "chacun": what stands before it is a length of time
  period,   ///< "semaine", "mois": "chaque semaine"
  weekly,   ///< "hebdomadaire"
  on_days,  ///< "jour": "tous les jours" is no weekly pattern
  except,
  // What a time is for
  duration,      ///< "durée"
  during,        ///< "pendant", "en": before a length of time
  registration,  ///< "inscription"
  optional,      ///< "gratuite", and with 1 "sur inscription": no time to register by
  deadline,      ///< "limite"
  late,          ///< "au plus tard"
  reception,     ///< "accueil"
  start,         ///< "début"
  end,           ///< "fin"
  pause,
  closed,
  choice,  ///< "groupe", "créneau": several of them exclude each other
  currency,
};

struct Meaning {
  Word word = Word::unknown;
  int value = 0;
};

/// `folded` is one word in small letters without accents (see fold()).
Meaning look_up(std::string_view folded);

}  // namespace almanach
