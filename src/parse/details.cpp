#include "parse/details.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/address_schemes.hpp"
#include "base/notation.hpp"
#include "base/text.hpp"
#include "config/duration.hpp"
#include "parse/dates.hpp"
#include "parse/geo.hpp"
#include "parse/place_parts.hpp"
#include "parse/short_text.hpp"
#include "parse/text/rich_text.hpp"

namespace almanach {
namespace {

std::string read_line(const YamlNode& front_matter, const ParseContext& context,
                      std::string_view field, ProblemSink& problems) {
  const auto found = context.fields.find(front_matter, field);
  if (!found) return "";
  return keep_short(read_inline(text_of(*found->value)), found->name, found->position(), problems);
}

/// A word that an editor writes to say what became of an event.
std::optional<EventStatus> status_of_word(std::string_view word) {
  std::string folded = fold(trim(word));
  // schema.org's: "https://schema.org/EventCancelled".
  const bool is_address = folded.find("schema.org/") != std::string::npos;
  if (is_address) folded.erase(0, folded.rfind('/') + 1);
  if (folded.starts_with("event")) folded.erase(0, std::string_view("event").size());
  for (const std::string_view known :
       {"annule", "annulee", "annules", "annulees", "annulation", "cancelled", "canceled"}) {
    if (folded == known) return EventStatus::cancelled;
  }
  for (const std::string_view known :
       {"reporte", "reportee", "reportes", "reportees", "report", "postponed"}) {
    if (folded == known) return EventStatus::postponed;
  }
  for (const std::string_view known :
       {"confirme", "confirmee", "confirmed", "maintenu", "maintenue", "prevu", "prevue", "ok",
        "scheduled", "rescheduled", "movedonline"}) {
    if (folded == known) return EventStatus::confirmed;
  }
  return std::nullopt;
}

/// A word for what the calendar has nothing for: the event takes place all the same.
bool leaves_confirmed(std::string_view word) {
  const std::string folded = fold(trim(word));
  for (const std::string_view known :
       {"complet", "complete", "sold out", "sold-out", "soldout",  "full",    "published",
        "publie",  "publiee",  "public",   "open",     "ouvert",   "ouverte", "upcoming",
        "a venir", "past",     "passe",    "termine",  "terminee", "done",    "finished",
        "closed",  "active",   "archived", "archive"}) {
    if (folded == known) return true;
  }
  return false;
}

struct TitleMarker {
  EventStatus status = EventStatus::confirmed;
  std::string word;  ///< as written
  std::string rest;  ///< the title without it
};

/// Bytes of the sign at `text`'s start that parts a marker from the title, or 0.
std::size_t separator_length(std::string_view text) {
  for (const std::string_view sign : {"-", "–", "—", ":", "|", "!", "•", "/"}) {
    if (text.starts_with(sign)) return sign.size();
  }
  return 0;
}

/// "[Reporté] Title", "(ANNULÉ) Title", "Title [annulé]".
std::optional<TitleMarker> find_bracketed_marker(std::string_view title) {
  const auto read = [&](std::size_t open, std::size_t close) -> std::optional<TitleMarker> {
    const std::string_view word = title.substr(open + 1, close - open - 1);
    const auto status = status_of_word(word);
    if (!status || *status == EventStatus::confirmed) return std::nullopt;
    std::string_view after = trim(title.substr(close + 1));
    after = trim(after.substr(separator_length(after)));
    return TitleMarker{*status, std::string(word),
                       std::string(trim(title.substr(0, open))) + std::string(after)};
  };
  if (title.starts_with("[")) return read(0, std::min(title.find(']'), title.size() - 1));
  if (title.starts_with("(")) return read(0, std::min(title.find(')'), title.size() - 1));
  if (!title.empty() && title.back() == ']' && title.rfind('[') != std::string_view::npos)
    return read(title.rfind('['), title.size() - 1);
  if (!title.empty() && title.back() == ')' && title.rfind('(') != std::string_view::npos)
    return read(title.rfind('('), title.size() - 1);
  return std::nullopt;
}

/// "ANNULÉ - Title", "Reporté : Title". A sign has to part the word: "Reporté sur scène" is a
/// title.
std::optional<TitleMarker> find_leading_marker(std::string_view title) {
  std::size_t length = 0;
  while (length < title.size() && title[length] != ' ' &&
         separator_length(title.substr(length)) == 0)
    ++length;
  const std::string_view word = title.substr(0, length);
  const std::string_view after = trim(title.substr(length));
  const std::size_t separator = separator_length(after);
  const auto status = status_of_word(word);
  if (separator == 0 || !status || *status == EventStatus::confirmed) return std::nullopt;
  return TitleMarker{*status, std::string(word), std::string(trim(after.substr(separator)))};
}

std::optional<TitleMarker> find_marker(std::string_view title) {
  auto marker = find_bracketed_marker(title);
  if (!marker) marker = find_leading_marker(title);
  return marker && !marker->rest.empty() ? marker : std::nullopt;
}

/// "a line "title: ..."", as the file's language has it.
std::string describe_line(Notation notation, std::string_view name) {
  const std::string shown = show_field(notation, name, "...");
  return notation == Notation::yaml ? fmt::format("a line \"{}\"", shown) : shown;
}

}  // namespace

std::string read_title(const YamlNode& front_matter, Position start, const ParseContext& context,
                       ProblemSink& problems) {
  std::string title = read_line(front_matter, context, "title", problems);
  if (title.empty()) {
    problems.error(start, "the event has no title",
                   fmt::format("add {}", describe_line(context.work.notation(), "title")));
  }
  return title;
}

std::string read_location(const YamlNode& front_matter, const ParseContext& context,
                          ProblemSink& problems) {
  const auto read = [&](std::string_view field) {
    const auto found = context.fields.find(front_matter, field);
    if (!found) return std::string();
    const bool lists_one = found->value->is_sequence() && found->value->items.size() == 1;
    const YamlNode& value = lists_one ? found->value->items.front() : *found->value;
    if (value.is_sequence() && !value.items.empty() && value.items.front().is_mapping())
      return keep_short(read_places(value), found->name, found->position(), problems);
    if (!value.is_mapping()) return read_line(front_matter, context, field, problems);
    return keep_short(read_place_parts(value), found->name, found->position(), problems);
  };
  std::string place = is_point_of_place(front_matter, context) ? "" : read("place");
  for (const FoundField& room : context.fields.find_all(front_matter, "place")) {
    const bool is_room = room.name == "salle" || room.name == "room";
    const std::string text =
        is_room && room.value->is_scalar() ? read_inline(room.value->scalar) : "";
    if (!text.empty() && fold(place).find(fold(text)) == std::string::npos)
      place = place.empty() ? text : fmt::format("{}, {}", text, place);
  }
  const auto append = [&](const std::string& part) {
    if (part.empty() || fold(place).find(fold(part)) != std::string::npos) return;
    place += (place.empty() ? "" : ", ") + part;
  };
  append(read("address"));
  append(read_town(front_matter));
  return place;
}

namespace {

/// All names together in the order of the file, each value once.
std::vector<std::string> read_categories(const YamlNode& front_matter, const ParseContext& context,
                                         ProblemSink& problems) {
  CategoryList categories(problems);
  for (const FoundField& found : context.fields.find_all(front_matter, "categories")) {
    for (const YamlNode& item : found.value->items) {
      if (!categories.add(read_inline(text_of(item)), item.position)) break;
    }
    if (!found.value->is_scalar()) continue;
    // One category may hold blanks; a comma parts two.
    std::string_view rest = found.value->scalar;
    while (!rest.empty()) {
      const std::size_t comma = rest.find(',');
      if (!categories.add(read_inline(clean(rest.substr(0, comma))), found.position())) break;
      rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    }
  }
  return categories.take();
}

}  // namespace

std::optional<Zone> read_zone(const YamlNode& front_matter, const ParseContext& context,
                              ProblemSink& problems) {
  const auto found = context.fields.find(front_matter, "timezone");
  if (!found) return context.feed.zone;
  const std::string name = text_of(*found->value);
  auto zone = Zone::find(trim(name));
  if (!zone) {
    const std::string& meant = guess_zone(name, context.work);
    problems.error(found->position(), fmt::format("\"{}\" is no time zone of this system", name),
                   meant.empty() ? "write a name of the IANA time zone database, such as "
                                   "Europe/Paris or Indian/Reunion"
                                 : fmt::format("did you mean \"{}\"?", meant));
  }
  return zone;
}

namespace {

/// What `contact` and its like say, as one line.
std::string read_contact(const YamlNode& front_matter, const ParseContext& context,
                         ProblemSink& problems) {
  const auto found = context.fields.find(front_matter, "contact");
  if (!found) return "";
  if (!found->value->is_mapping()) {
    std::string line = read_line(front_matter, context, "contact", problems);
    // A reader is told the address, not how programs write it.
    return scheme_of(line) == "mailto" ? std::string(trim(line.substr(line.find(':') + 1))) : line;
  }
  std::string joined;
  for (const YamlNode::Entry& entry : found->value->entries) {
    if (!joined.empty()) joined += ", ";
    joined += read_inline(text_of(entry.value));
  }
  return keep_short(std::move(joined), found->name, found->position(), problems);
}

/// How long before the start to remind: "30min", "-PT1H"; empty (a warning) where it is no length
/// of time.
std::optional<std::chrono::seconds> read_alarm(const YamlNode& front_matter,
                                               const ParseContext& context, ProblemSink& problems) {
  const auto found = context.fields.find(front_matter, "alarm");
  if (!found) return std::nullopt;
  const std::string text = text_of(*found->value);
  // iCalendar's way to say "before".
  const bool before = text.starts_with("-P");
  const auto alarm = read_duration(std::string_view(text).substr(before ? 1 : 0));
  const bool just_no = read_bool(text) == std::optional(false) && text != "0";
  if (!alarm && !just_no) {
    problems.warn(found->position(),
                  fmt::format("\"{}\" is not a length of time: it is left aside", text),
                  "write how long before the start to remind, as 30min, 2h or 1d");
  }
  return alarm;
}

/// Empty (a warning) where it is too long for one: cut, it would be another's.
std::string read_uid(const YamlNode& front_matter, const ParseContext& context,
                     ProblemSink& problems) {
  const auto found = context.fields.find(front_matter, "uid");
  if (!found) return "";
  std::string uid = collapse_spaces(text_of(*found->value));
  if (uid.size() <= kLongestUid) return uid;
  problems.warn(
      found->position(),
      fmt::format("{} is longer than {} bytes: it is left aside", found->name, kLongestUid),
      "write a shorter one, or none");
  return "";
}

/// When the file was `written` or `modified`, by the clock of `zone`; empty (a warning) where that
/// is no date.
std::optional<Instant> read_stamp(const YamlNode& front_matter, std::string_view field,
                                  const Zone& zone, const ParseContext& context,
                                  ProblemSink& problems) {
  const auto found = context.fields.find(front_matter, field);
  if (!found) return std::nullopt;
  const DateReading reading = read_single_date(found->value->scalar);
  if (reading.date) return place_date(*reading.date, zone);
  problems.warn(found->position(),
                fmt::format("{}: {}; it is left aside", found->name, reading.message),
                reading.hint);
  return std::nullopt;
}

/// What `cancelled: true` and `postponed: true` say.
std::optional<EventStatus> read_status_flags(const YamlNode& front_matter,
                                             const ParseContext& context, ProblemSink& problems) {
  struct Flag {
    std::string_view field;
    EventStatus status;
  };
  for (const Flag& flag :
       {Flag{"cancelled", EventStatus::cancelled}, Flag{"postponed", EventStatus::postponed}}) {
    const auto found = context.fields.find(front_matter, flag.field);
    if (!found) continue;
    const std::string text = text_of(*found->value);
    const auto said = read_bool(text);
    if (said == std::optional(true)) return flag.status;
    if (said) continue;
    problems.warn(
        found->position(),
        fmt::format("{}: \"{}\" is neither true nor false: it is left aside", found->name, text),
        fmt::format("write {}", show_field(context.work.notation(), found->name, "true")));
  }
  return std::nullopt;
}

}  // namespace

EventStatus read_status(const YamlNode& front_matter, std::string& title,
                        const ParseContext& context, ProblemSink& problems) {
  EventStatus status = EventStatus::confirmed;
  if (const auto found = context.fields.find(front_matter, "status")) {
    if (const auto read = status_of_word(found->value->scalar)) {
      status = *read;
    } else if (!leaves_confirmed(found->value->scalar)) {
      problems.warn(found->position(),
                    fmt::format("the status \"{}\" is left aside", text_of(*found->value)),
                    "write annulé (cancelled), reporté (postponed) or confirmé (confirmed)");
    }
  }
  if (const auto flag = read_status_flags(front_matter, context, problems)) status = *flag;
  if (const auto marker = find_marker(title)) {
    const bool cancelled = marker->status == EventStatus::cancelled;
    if (status == EventStatus::confirmed) {
      status = marker->status;
      const auto found = context.fields.find(front_matter, "title");
      problems.warn(found->position(),
                    fmt::format("the title says \"{}\": the event is served as {}", marker->word,
                                cancelled ? "cancelled" : "postponed"),
                    fmt::format("write {} to say so without touching the title",
                                show_field(context.work.notation(), "statut",
                                           cancelled ? "annulé" : "reporté")));
    }
  }
  for (auto marker = find_marker(title); marker && marker->status == EventStatus::postponed;
       marker = find_marker(title))
    title = marker->rest;
  return status;
}

void read_details(const YamlNode& front_matter, Position start, const ParseContext& context,
                  Event& event, ProblemSink& problems) {
  event.title = read_title(front_matter, start, context, problems);
  event.status = read_status(front_matter, event.title, context, problems);
  event.location = read_location(front_matter, context, problems);
  event.geo = read_geo(front_matter, context, problems);
  event.categories = read_categories(front_matter, context, problems);
  event.image = read_image(front_matter, context, problems);
  event.contact = read_contact(front_matter, context, problems);
  event.url = read_url(front_matter, context, problems);
  event.conference = read_conference(front_matter, context, problems);
  event.alarm = read_alarm(front_matter, context, problems);
  event.written = read_stamp(front_matter, "written", event.zone, context, problems);
  event.modified = read_stamp(front_matter, "modified", event.zone, context, problems);
  event.uid = read_uid(front_matter, context, problems);
}

}  // namespace almanach
