#include "parse/details.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "config/duration.hpp"
#include "parse/dates.hpp"
#include "parse/geo.hpp"
#include "parse/short_text.hpp"
#include "parse/text/rich_text.hpp"

namespace almanach {
namespace {

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

std::string read_line(const YamlNode& front_matter, const ParseContext& context,
                      std::string_view field, ProblemSink& problems) {
  const auto found = context.fields.find(front_matter, field);
  if (!found) return "";
  return keep_short(read_inline(text_of(*found->value)), found->name, found->position(), problems);
}

/// A word that an editor writes to say what became of an event.
std::optional<EventStatus> status_of_word(std::string_view word) {
  const std::string folded = fold(trim(word));
  for (const std::string_view known :
       {"annule", "annulee", "annules", "annulees", "annulation", "cancelled", "canceled"}) {
    if (folded == known) return EventStatus::cancelled;
  }
  for (const std::string_view known :
       {"reporte", "reportee", "reportes", "reportees", "report", "postponed"}) {
    if (folded == known) return EventStatus::postponed;
  }
  for (const std::string_view known :
       {"confirme", "confirmee", "confirmed", "maintenu", "maintenue", "prevu", "prevue", "ok"}) {
    if (folded == known) return EventStatus::confirmed;
  }
  return std::nullopt;
}

struct TitleMarker {
  EventStatus status = EventStatus::confirmed;
  std::string word;  ///< as written
  std::string rest;  ///< the title without it
};

/// Bytes of the sign at `text`'s start that parts a marker from the title, or 0.
std::size_t separator_length(std::string_view text) {
  for (const std::string_view sign : {"-", "–", "—", ":", "|", "!", "•", "/"}) {
    if (starts_with(text, sign)) return sign.size();
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
  if (starts_with(title, "[")) return read(0, std::min(title.find(']'), title.size() - 1));
  if (starts_with(title, "(")) return read(0, std::min(title.find(')'), title.size() - 1));
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

/// Where an http(s) address starts in a text, or npos.
std::size_t find_address(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string start = fold(text.substr(i, 8));
    if (starts_with(start, "https://") || starts_with(start, "http://")) return i;
  }
  return std::string_view::npos;
}

}  // namespace

std::string text_of(const YamlNode& node) {
  if (node.is_scalar()) return clean(node.scalar);
  std::string joined;
  for (const YamlNode& item : node.items) {
    if (!item.is_scalar()) continue;
    if (!joined.empty()) joined += ", ";
    joined += clean(item.scalar);
  }
  return joined;
}

std::string read_title(const YamlNode& front_matter, Position start, const ParseContext& context,
                       ProblemSink& problems) {
  std::string title = read_line(front_matter, context, "title", problems);
  if (title.empty()) {
    problems.error(start, "the event has no title", "add a line \"title: ...\"");
  }
  return title;
}

std::string read_location(const YamlNode& front_matter, const ParseContext& context,
                          ProblemSink& problems) {
  std::string place = read_line(front_matter, context, "place", problems);
  const std::string address = read_line(front_matter, context, "address", problems);
  if (place.empty() || address.empty()) return place + address;
  if (fold(place).find(fold(address)) != std::string::npos) return place;
  return place + ", " + address;
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

/// The absolute address of the first picture, or empty.
std::string read_image(const YamlNode& front_matter, const ParseContext& context,
                       ProblemSink& problems) {
  std::string address;
  Position position;
  if (const auto slideshow = context.fields.find(front_matter, "slideshow")) {
    for (const YamlNode& slide : slideshow->value->items) {
      const YamlNode* image = slide.find("image");
      if (image == nullptr || !image->is_scalar() || !address.empty()) continue;
      address = image->scalar;
      position = image->position;
    }
  }
  if (address.empty()) {
    if (const auto found = context.fields.find(front_matter, "image")) {
      address = text_of(*found->value);
      position = found->position();
    }
  }
  address = trim(clean(address));
  if (!is_fit_address("the image", address, position, problems)) return "";
  return resolve_address(address, context.config.site_url);
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
  if (!found->value->is_mapping()) return read_line(front_matter, context, "contact", problems);
  std::string joined;
  for (const YamlNode::Entry& entry : found->value->entries) {
    if (!joined.empty()) joined += ", ";
    joined += read_inline(text_of(entry.value));
  }
  return keep_short(std::move(joined), found->name, found->position(), problems);
}

/// The address under `url`; empty (a warning) where it is none.
std::string read_url(const YamlNode& front_matter, const ParseContext& context,
                     ProblemSink& problems) {
  const auto found = context.fields.find(front_matter, "url");
  if (!found) return "";
  const std::string text(trim(text_of(*found->value)));
  if (!is_fit_address(found->name, text, found->position(), problems)) return "";
  std::string address = resolve_address(text, context.config.site_url);
  if (address.empty()) {
    problems.warn(found->position(),
                  "this is no whole address, and no site_url is configured to complete it",
                  "write it with https://");
  }
  return address;
}

/// The address of the video meeting: the first http(s) address in the field's text; empty where it
/// has none (a warning, unless it says just yes or no).
std::string read_conference(const YamlNode& front_matter, const ParseContext& context,
                            ProblemSink& problems) {
  for (const FoundField& found : context.fields.find_all(front_matter, "conference")) {
    const std::string text = text_of(*found.value);
    const std::size_t start = find_address(text);
    const bool fit = is_fit_address(
        found.name, std::string_view(text).substr(start == std::string::npos ? text.size() : start),
        found.position(), problems);
    if (!fit) continue;
    if (start != std::string::npos) {
      const std::string_view rest = std::string_view(text).substr(start);
      return resolve_address(rest.substr(0, rest.find_first_of(" \t\n,;<>\"")), "");
    }
    if (read_bool(text)) continue;
    problems.warn(found.position(),
                  fmt::format("{}: there is no web address in it, it is left aside", found.name),
                  "write the whole address of the video meeting, with https://");
  }
  return "";
}

/// How long before the start to remind: "30min", "-PT1H"; empty (a warning) where it is no length
/// of time.
std::optional<std::chrono::seconds> read_alarm(const YamlNode& front_matter,
                                               const ParseContext& context, ProblemSink& problems) {
  const auto found = context.fields.find(front_matter, "alarm");
  if (!found) return std::nullopt;
  const std::string text = text_of(*found->value);
  // iCalendar's way to say "before".
  const bool before = starts_with(text, "-P");
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

}  // namespace

std::string resolve_address(std::string_view address, const std::string& site_url) {
  constexpr std::string_view kUrlSigns = ":/?#[]@!$&'()*+,;=%";
  if (address.empty()) return "";
  std::string escaped = percent_encode(address, kUrlSigns);
  const std::string folded = fold(address.substr(0, 8));
  if (starts_with(folded, "http://") || starts_with(folded, "https://")) return escaped;
  if (starts_with(address, "//")) return "https:" + escaped;
  const bool mail =
      address.find('@') != std::string_view::npos && address.find('/') == std::string_view::npos;
  if (site_url.empty() || mail || address.find(':') < address.find('/')) return "";
  return site_url + (address.front() == '/' ? "" : "/") + escaped;
}

EventStatus read_status(const YamlNode& front_matter, std::string& title,
                        const ParseContext& context, ProblemSink& problems) {
  EventStatus status = EventStatus::confirmed;
  if (const auto found = context.fields.find(front_matter, "status")) {
    if (const auto read = status_of_word(found->value->scalar)) {
      status = *read;
    } else {
      problems.warn(found->position(),
                    fmt::format("the status \"{}\" is left aside", text_of(*found->value)),
                    "write annulé (cancelled), reporté (postponed) or confirmé (confirmed)");
    }
  }
  if (const auto marker = find_marker(title)) {
    const bool cancelled = marker->status == EventStatus::cancelled;
    if (status == EventStatus::confirmed) {
      status = marker->status;
      const auto found = context.fields.find(front_matter, "title");
      problems.warn(found->position(),
                    fmt::format("the title says \"{}\": the event is served as {}", marker->word,
                                cancelled ? "cancelled" : "postponed"),
                    cancelled ? "write statut: annulé to say so without touching the title"
                              : "write statut: reporté to say so without touching the title");
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
