#include "parse/event_file.hpp"

#include <fmt/format.h>

#include "base/html_text.hpp"
#include "base/text.hpp"
#include "config/duration.hpp"
#include "model/event_addresses.hpp"
#include "parse/details.hpp"
#include "parse/front_matter.hpp"
#include "parse/info_fields.hpp"
#include "parse/multi_day.hpp"
#include "parse/recurrence/recurrence.hpp"
#include "parse/remarks.hpp"
#include "parse/schedule.hpp"
#include "parse/sessions.hpp"
#include "parse/text/rich_text.hpp"

namespace almanach {
namespace {

/// Builds one event, field by field.
class EventBuilder {
 public:
  EventBuilder(const EventSource& source, const ParseContext& context, Problems& problems)
      : source_(source), root_(source.fields), context_(context), problems_(source.file, problems) {
    event_.path = make_event_path(source.file, source.key);
  }

  std::optional<ParsedEntry> build() {
    if (is_unpublished()) return std::nullopt;
    remark_on_keys();
    facts_.start = read_dated("start");
    facts_.end = read_dated("end");
    if (!faulty_date_ && !facts_.start && !facts_.end) {
      const bool is_item = source_.is_session || !source_.key.empty();
      problems_.warn(source_.position,
                     fmt::format("no start or end date: the {} is not an event and is skipped",
                                 is_item ? "item" : "file"),
                     fmt::format("add event_start_date: 2026-05-10 14:00 to the {} if it is one",
                                 is_item ? "item" : "front matter"));
      return std::nullopt;
    }
    const auto zone = read_zone(root_, context_, problems_);
    if (faulty_date_ || !zone) return faulty();
    event_.zone = *zone;
    read_details();
    read_texts();
    read_when();
    read_repetition();
    return finish();
  }

 private:
  ParsedEntry faulty() const { return {source_.key, std::nullopt}; }

  bool is_unpublished() {
    const auto published = read_flag("published");
    const auto draft = read_flag("draft");
    return (published && !*published) || (draft && *draft);
  }

  std::optional<bool> read_flag(std::string_view field) {
    const auto found = context_.fields.find(root_, field);
    if (!found) return std::nullopt;
    const auto flag = read_bool(found->value->scalar);
    if (!flag) {
      problems_.warn(found->position(),
                     fmt::format("{} is neither true nor false: it is left aside", found->name),
                     "write true or false");
    }
    return flag;
  }

  void remark_on_keys() {
    for (const FieldTable::Lookalike& key : context_.fields.find_lookalikes(root_)) {
      problems_.warn(key.position, fmt::format("unknown key \"{}\"", key.key),
                     fmt::format("did you mean \"{}\"?", key.meant));
    }
  }

  std::optional<DatedField> read_dated(std::string_view field) {
    const auto found = context_.fields.find(root_, field);
    if (!found) return std::nullopt;
    const DateReading reading =
        found->value->is_scalar()
            ? read_date(found->value->scalar)
            : DateReading{std::nullopt, "a date is expected here, not a list", ""};
    if (reading.date) return DatedField{found->name, found->position(), *reading.date};
    faulty_date_ = true;
    problems_.error(found->position(), fmt::format("{}: {}", found->name, reading.message),
                    suggest_date(reading.hint));
    return std::nullopt;
  }

  /// A day that the title names is most likely the one that was meant.
  std::string suggest_date(const std::string& otherwise) const {
    const auto title = context_.fields.find(root_, "title");
    if (!title) return otherwise;
    for (const DayMention& mention : find_days(title->value->scalar)) {
      if (!mention.year || !mention.month) continue;
      const std::string day =
          fmt::format("{:04}-{:02}-{:02}", *mention.year, *mention.month, mention.day);
      return fmt::format("the title names a day: write {}, or {} 14:00 for a time of day", day,
                         day);
    }
    return otherwise;
  }

  std::optional<Instant> read_stamp(std::string_view field) {
    const auto found = context_.fields.find(root_, field);
    if (!found) return std::nullopt;
    const DateReading reading = read_date(found->value->scalar);
    if (reading.date) return place_date(*reading.date, event_.zone);
    problems_.warn(found->position(),
                   fmt::format("{}: {}; it is left aside", found->name, reading.message),
                   reading.hint);
    return std::nullopt;
  }

  void read_details() {
    event_.title = read_title(root_, source_.position, context_, problems_);
    event_.status = read_status(root_, event_.title, context_, problems_);
    event_.location = read_location(root_, context_);
    event_.geo = read_geo(root_, context_, problems_);
    event_.categories = read_categories(root_, context_);
    event_.image = read_image(root_, context_);
    event_.contact = read_contact(root_, context_);
    event_.url = read_url(root_, context_, problems_);
    event_.conference = read_conference(root_, context_, problems_);
    event_.alarm = read_alarm(root_, context_, problems_);
    event_.written = read_stamp("written");
    event_.modified = read_stamp("modified");
    if (const auto uid = context_.fields.find(root_, "uid"))
      event_.uid = collapse_spaces(text_of(*uid->value));
    info_ = read_info_fields(root_, context_, problems_);
    for (const InfoEntry& entry : info_) event_.info.push_back(entry.field);
  }

  void read_texts() {
    const RichTextOptions options{context_.config.site_url};
    const bool html = source_.file.ends_with(".html");
    if (source_.body.size() > kLongestText) {
      problems_.warn(
          {source_.body_line, 1},
          fmt::format("the text is longer than {} kB: its end is left out", kLongestText / 1024),
          "shorten it: calendar programs refuse feeds over about 1 MB");
    }
    const RichText body =
        html ? read_html(source_.body, options) : read_markdown(source_.body, options);
    RichText lead;
    if (const auto found = context_.fields.find(root_, "description"))
      lead = read_markdown(text_of(*found->value), options);
    append_part(lead.plain, lead.html);
    std::string info_plain;
    std::string info_html;
    for (const InfoEntry& entry : info_) append_info(entry, info_plain, info_html);
    if (!info_html.empty()) info_html = "<ul>" + info_html + "</ul>";
    append_part(info_plain, info_html);
    append_part(body.plain, body.html);
    tell_conference();
  }

  /// Most calendar programs show nothing of the properties for it.
  void tell_conference() {
    const std::string& address = event_.conference;
    if (address.empty() || texts_.plain.find(address) != std::string::npos) return;
    const bool french = context_.feed.language.substr(0, 2) == "fr";
    const std::string label = french ? "Visioconférence : " : "Video meeting: ";
    const std::string shown = escape_html(address);
    texts_.plain = label + address + (texts_.plain.empty() ? "" : "\n\n") + texts_.plain;
    texts_.html = "<p>" + label + "<a href=\"" + shown + "\">" + shown + "</a></p>" + texts_.html;
  }

  void append_part(const std::string& plain, const std::string& html) {
    if (plain.empty()) return;
    if (!texts_.plain.empty()) texts_.plain += "\n\n";
    texts_.plain += plain;
    texts_.html += html;
  }

  /// "Modalités : Gratuit (https://…)", one line an entry.
  void append_info(const InfoEntry& entry, std::string& plain, std::string& html) const {
    const bool french = context_.feed.language.substr(0, 2) == "fr";
    const std::string colon = french ? " : " : ": ";
    const std::string& label = entry.field.label;
    const std::string text = collapse_spaces(entry.field.text);
    const std::string link = entry.field.link.empty() ? entry.written_link : entry.field.link;
    std::string line = label;
    if (!label.empty() && !(text.empty() && link.empty())) line += colon;
    line += text;
    if (!link.empty() && text.find(link) == std::string::npos)
      line += text.empty() ? link : " (" + link + ")";
    if (!plain.empty()) plain += '\n';
    plain += line;

    html += "<li>";
    if (!label.empty()) html += "<strong>" + escape_html(label) + "</strong>" + colon;
    const std::string shown = escape_html(text.empty() ? link : text);
    const bool mail = entry.field.link.empty() &&
                      entry.written_link.find('@') != std::string::npos &&
                      entry.written_link.find_first_of(" \"<>") == std::string::npos;
    const std::string target = mail ? "mailto:" + entry.written_link : entry.field.link;
    html += target.empty() ? shown : "<a href=\"" + escape_html(target) + "\">" + shown + "</a>";
    html += "</li>";
  }

  void read_when() {
    const DatedField& first = facts_.start ? *facts_.start : *facts_.end;
    const DatedField& last = facts_.end ? *facts_.end : *facts_.start;
    const auto local_day = [&](const DatedField& field) {
      if (field.date.is_bare_midnight()) return field.date.day();
      return Day(event_.zone.wall_time(place_date(field.date, event_.zone)));
    };
    static const std::vector<InfoEntry> kNone;
    facts_.hours =
        find_hours(root_, source_.own_hours ? kNone : info_, {local_day(first), local_day(last)},
                   context_, problems_, hours_entry_);
    if (const auto found = context_.fields.find(root_, "duration")) {
      facts_.duration = read_duration(text_of(*found->value));
      facts_.duration_position = found->position();
      if (!facts_.duration) {
        problems_.warn(
            found->position(),
            fmt::format("\"{}\" is not a length of time: it is left aside", text_of(*found->value)),
            "write 2h, 1h30 or 45min");
      }
    }
    Schedule schedule = resolve_schedule(facts_, event_.zone, context_.config.default_duration);
    problems_.add_all(schedule.problems);
    if (!schedule.span) return;
    event_.span = *schedule.span;
    has_span_ = true;
    daily_ = read_multi_day(root_, context_, schedule.daily_hours && facts_.hours->closing, event_,
                            problems_);
    // An info field titled Horaires stands in the description already.
    if (schedule.daily_hours && !hours_entry_ && !daily_) {
      const std::string line =
          (context_.feed.language.substr(0, 2) == "fr" ? "Horaires : " : "Hours: ") +
          facts_.hours->text;
      texts_.plain = texts_.plain.empty() ? line : line + "\n\n" + texts_.plain;
      texts_.html = "<p>" + escape_html(line) + "</p>" + texts_.html;
    }
  }

  void read_repetition() {
    if (!has_span_) return;
    has_span_ = read_recurrence(root_, facts_.start ? *facts_.start : *facts_.end, daily_, context_,
                                event_, problems_);
  }

  ParsedEntry finish() {
    if (!has_span_ || event_.title.empty()) return faulty();
    event_.description = Description(texts_.plain, texts_.html);
    // What several share may speak of any of them.
    if (!source_.is_session) {
      remark_on_prose(readable_texts(), event_, problems_);
      remark_on_info(info_, hours_entry_, event_, problems_);
    }
    return {source_.key, std::move(event_)};
  }

  std::vector<ReadableText> readable_texts() const {
    using Role = ReadableText::Role;
    std::vector<ReadableText> texts;
    const auto add = [&](Role role, const YamlNode* node) {
      if (node != nullptr && node->is_scalar())
        texts.push_back({role, node->scalar, node->position, false});
    };
    if (const auto title = context_.fields.find(root_, "title")) add(Role::heading, title->value);
    if (const auto slideshow = context_.fields.find(root_, "slideshow")) {
      for (const YamlNode& slide : slideshow->value->items)
        add(Role::heading, slide.find("alternative-textuelle"));
    }
    if (const auto lead = context_.fields.find(root_, "description")) add(Role::prose, lead->value);
    texts.push_back({Role::prose, source_.body, {source_.body_line, 1}, true});
    return texts;
  }

  const EventSource& source_;
  const YamlNode& root_;
  const ParseContext& context_;
  ProblemSink problems_;
  Event event_;
  Description::Texts texts_;  ///< of `event_`, in the making
  ScheduleFacts facts_;
  std::vector<InfoEntry> info_;
  std::optional<std::size_t> hours_entry_;
  std::optional<RecurrenceRule> daily_;  ///< of an event over several days, an entry a day
  bool faulty_date_ = false;
  bool has_span_ = false;
};

}  // namespace

std::optional<ParsedEntry> parse_event(const EventSource& source, const ParseContext& context,
                                       Problems& problems) {
  return EventBuilder(source, context, problems).build();
}

ParsedFile parse_event_file(const std::string& path, std::string_view bytes,
                            const ParseContext& context) {
  ParsedFile result;
  ProblemSink problems(path, result.problems);
  if (const auto invalid = find_invalid_utf8(bytes)) {
    result.entries.emplace_back();
    problems.error(position_of(bytes, *invalid), "not valid UTF-8",
                   "save the file with the encoding UTF-8");
    return result;
  }
  const auto source = read_front_matter(bytes);
  if (!source) {
    problems.warn({1, 1}, "no front matter: the file is not an event and is skipped",
                  "start an event with a line \"---\", its fields, and another line \"---\"");
    return result;
  }
  for (const YamlFault& remark : source->yaml.remarks)
    problems.warn(remark.position, remark.message, remark.hint);
  if (source->yaml.fault) {
    result.entries.emplace_back();
    problems.error(source->yaml.fault->position, source->yaml.fault->message,
                   source->yaml.fault->hint);
    return result;
  }
  const EventSource event{path, "", source->yaml.root, {1, 1}, source->body, source->body_line};
  EntryKeys keys;
  parse_sessions(event, context, keys, result);
  return result;
}

}  // namespace almanach
