#include "render/retirement_words.hpp"

#include <fmt/format.h>

#include "base/content_limits.hpp"
#include "base/html_text.hpp"
#include "base/text.hpp"
#include "model/language.hpp"
#include "render/day_words.hpp"

namespace almanach {
namespace {

/// "30 juin 2027", "30 June 2027".
std::string name_day(Day day, bool french) {
  return fmt::format("{} {} {}", day_number(day.day(), french), month_name(day, french),
                     day.year());
}

std::string title_of(const std::string& name, bool moves, bool french) {
  std::string title;
  if (french) {
    title = moves ? fmt::format("L’agenda « {} » change d’adresse", name)
                  : fmt::format("Fin de l’agenda « {} »", name);
  } else {
    title = moves ? fmt::format("The calendar “{}” has a new address", name)
                  : fmt::format("End of the calendar “{}”", name);
  }
  return shorten(std::move(title), kLongestLine);
}

/// What follows the title.
std::string text_of(Day day, bool moves, bool french) {
  const std::string when = name_day(day, french);
  if (french) {
    return moves ? fmt::format(
                       "À partir du {}, la suite paraît à une autre adresse. La plupart des "
                       "programmes y passent d’eux-mêmes ; sinon, abonnez-vous à la nouvelle et "
                       "retirez celle-ci :",
                       when)
                 : fmt::format(
                       "Cet agenda s’arrête le {} et ne sera plus mis à jour. Vous pouvez retirer "
                       "l’abonnement.",
                       when);
  }
  return moves ? fmt::format(
                     "From {} on, what follows is at another address. Most programs go there by "
                     "themselves; if yours does not, subscribe to the new one and remove this:",
                     when)
               : fmt::format(
                     "This calendar ends on {} and is not kept up after that. You can remove the "
                     "subscription.",
                     when);
}

}  // namespace

Event make_closing_event(const Feed& feed, const std::string& successor,
                         std::string_view language) {
  const bool french = is_french(language);
  const bool moves = !successor.empty();
  const Day day = feed.retired.value();
  Event event;
  event.zone = feed.zone;
  event.span = DaySpan{day, day};
  event.title = title_of(feed.name, moves, french);
  const std::string text = text_of(day, moves, french);
  const std::string address = escape_html(successor);
  event.description =
      moves ? Description(text + '\n' + successor, fmt::format("<p>{}<br><a href=\"{}\">{}</a></p>",
                                                               escape_html(text), address, address))
            : Description(text, fmt::format("<p>{}</p>", escape_html(text)));
  event.url = successor;
  return event;
}

std::string describe_retirement(const Retirement& retirement, Language language) {
  const bool french = language == Language::french;
  const std::string day = name_day(retirement.day, french);
  const bool is_to_come = retirement.stage == Retirement::Stage::announced;
  if (retirement.successor_address.empty()) {
    if (french)
      return fmt::format("Cet agenda {} le {}.", is_to_come ? "s’arrête" : "s’est arrêté", day);
    return fmt::format("This calendar {} on {}.", is_to_come ? "ends" : "ended", day);
  }
  if (french) {
    return fmt::format(
        "{} {}, cet agenda continue ailleurs :", is_to_come ? "À partir du" : "Depuis le", day);
  }
  return is_to_come ? fmt::format("From {} on, this calendar goes on elsewhere:", day)
                    : fmt::format("Since {}, this calendar goes on elsewhere:", day);
}

}  // namespace almanach
