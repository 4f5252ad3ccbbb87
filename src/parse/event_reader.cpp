#include "parse/event_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/content_limits.hpp"
#include "base/html_text.hpp"
#include "base/notation.hpp"
#include "base/text.hpp"
#include "model/event_addresses.hpp"
#include "parse/day_of_name.hpp"
#include "parse/details.hpp"
#include "parse/event_dates.hpp"
#include "parse/event_hours.hpp"
#include "parse/event_texts.hpp"
#include "parse/event_times.hpp"
#include "parse/info_fields.hpp"
#include "parse/multi_day.hpp"
#include "parse/own_day_names.hpp"
#include "parse/place_page.hpp"
#include "parse/reading_trace.hpp"
#include "parse/recurrence/recurrence.hpp"
#include "parse/remarks.hpp"
#include "parse/schedule.hpp"
#include "parse/site_address.hpp"
#include "parse/unread_keys.hpp"

namespace almanach {
namespace {

/// Builds one event, field by field.
class EventBuilder {
 public:
  EventBuilder(const WrittenEvent& written, const ParseContext& context, Problems& problems)
      : written_(written),
        root_(written.fields),
        context_(context),
        problems_(written.file, problems, context.work.notation()),
        texts_(context.feed.language) {
    event_.path = make_event_path(written.file, written.key);
  }

  /// Nothing: no event.
  std::vector<ParsedEntry> build(EntryKeys& keys) {
    context_.work.begin_event(written_.position);
    const bool hidden = is_unpublished();
    ReadingTrace* const trace = context_.trace;
    if (hidden && trace == nullptr) return {};
    if (trace != nullptr) trace->begin_event(written_.key, root_, context_.fields, hidden);
    remark_on_keys();
    EventDates dates = read_event_dates(root_, context_, problems_);
    if (dates.is_left_out) return {};
    faulty_date_ = dates.is_faulty;
    read_day_of_name(dates);
    if (!faulty_date_ && !dates.start && !dates.end) {
      tell_no_day();
      return {};
    }
    const auto zone = read_zone(root_, context_, problems_);
    if (faulty_date_ || !zone) return faulty();
    is_zone_given_ = context_.fields.find(root_, "timezone").has_value();
    const auto settled = settle_zone(dates, *zone, is_zone_given_, problems_);
    if (!settled) return faulty();
    event_.zone = *settled;
    facts_.start = dates.start;
    facts_.end = dates.end;
    read_details(root_, written_.position, context_, event_, problems_);
    if (event_.url.empty())
      event_.url = find_site_address(written_.file, root_, context_.feed.zone, context_);
    info_ = read_info_fields(root_, context_, problems_);
    if (auto registration = read_registration(root_, context_, problems_))
      info_.push_back(*std::move(registration));
    for (const InfoEntry& entry : info_) event_.info.push_back(entry.field);
    read_texts();
    read_when();
    read_repetition();
    return finish(keys);
  }

 private:
  /// It is not known which events stood beside it.
  std::vector<ParsedEntry> faulty() const {
    std::vector<ParsedEntry> entries = {{written_.key, std::nullopt}};
    for (const std::string_view field : {"rrule", "recurrence", "rdate", "multi_day"}) {
      if (!context_.fields.find(root_, field)) continue;
      entries.emplace_back();
      break;
    }
    return entries;
  }

  bool is_unpublished() {
    const auto published = read_flag("published");
    return (published && !*published) || is_hidden() || has_draft_status();
  }

  bool is_hidden() {
    bool hidden = false;
    for (const FoundField& found : context_.fields.find_all(root_, "draft"))
      hidden = read_flag(found).value_or(false) || hidden;
    return hidden;
  }

  /// "status: draft", as many editors write it.
  bool has_draft_status() const {
    const auto status = context_.fields.find(root_, "status");
    if (!status) return false;
    const std::string word = fold(trim(text_of(*status->value)));
    return word == "draft" || word == "brouillon" || word == "unpublished" || word == "hidden";
  }

  std::optional<bool> read_flag(std::string_view field) {
    const auto found = context_.fields.find(root_, field);
    return found ? read_flag(*found) : std::nullopt;
  }

  std::optional<bool> read_flag(const FoundField& found) {
    const auto flag = read_bool(found.value->scalar);
    if (!flag) {
      problems_.warn(found.position(),
                     fmt::format("{} is neither true nor false: it is left aside", found.name),
                     "write true or false");
    }
    return flag;
  }

  void remark_on_keys() {
    for (const UnreadKey& key : find_unread_keys(root_, context_.fields, context_.work)) {
      if (key.meant.empty()) {
        const std::string cure =
            key.field.empty()
                ? "if it does, say it in the rule: " +
                      problems_.show("recurrence: {every: 2 weeks, times: 10}")
                : fmt::format("if it does, write fields: {{{}: [{}]}} into the configuration{}",
                              key.field, key.key, key.field == "start" ? ", or end, hours" : "");
        problems_.warn(
            key.position,
            fmt::format("\"{}\" looks as if it said {}, and is not read", key.key, key.says), cure);
        continue;
      }
      problems_.warn(key.position, fmt::format("unknown key \"{}\"", key.key),
                     fmt::format("did you mean \"{}\"?", key.meant));
    }
  }

  void tell_no_day() {
    const bool is_item = written_.is_session || !written_.key.empty();
    const auto written = context_.fields.find(root_, "written");
    const std::string aside =
        written ? fmt::format(" ({} is read as the day of publication)", written->name) : "";
    problems_.warn(
        written ? written->key_position : written_.position,
        fmt::format("no start or end date{}: the {} is not an event and is skipped", aside,
                    is_item ? "item" : "file"),
        fmt::format("add {} to the {} if it is one",
                    show_field(context_.work.notation(), "event_start_date", "2026-05-10 14:00"),
                    is_item ? "item" : "front matter"));
  }

  /// Where the whole folder has no key that says when.
  void read_day_of_name(EventDates& dates) const {
    const bool is_file = written_.key.empty() && !written_.is_session;
    if (!is_file || dates.start || dates.end || !context_.fields.name_is_start()) return;
    const auto day = day_of_name(written_.file);
    if (!day) return;
    dates.start = DatedField{"the file's name", written_.position, *day, ""};
    if (context_.trace != nullptr) context_.trace->note("start", "", {}, written_.file);
  }

  void read_texts() {
    const RichTextOptions options{context_.config.site_url};
    if (written_.body.size() > kLongestText) {
      problems_.warn(
          {written_.body_line, 1},
          fmt::format("the text is longer than {} kB: its end is left out", kLongestText / 1024),
          "shorten it: calendar programs refuse feeds over about 1 MB");
    }
    const RichText body = written_.text != nullptr ? *written_.text : read_body(written_, context_);
    RichText lead;
    if (const auto found = context_.fields.find(root_, "description")) {
      const std::string text = text_of(*found->value);
      context_.work.spend_on_text(text.size());
      lead = read_markdown(text, options);
    }
    texts_.append(lead.plain, lead.html);
    texts_.append_info(info_);
    texts_.append(body.plain, body.html);
    note_text();
    texts_.tell_conference(event_.conference);
  }

  /// The text below the fields, by its first line that says anything.
  void note_text() const {
    if (context_.trace == nullptr) return;
    std::string_view rest = written_.body.substr(0, kLongestText);
    for (int line = written_.body_line; !rest.empty(); ++line) {
      const std::string_view written = rest.substr(0, rest.find('\n'));
      const std::string_view words = trim(written);
      if (!words.empty()) return context_.trace->note("description", "", {line, 1}, words);
      rest.remove_prefix(std::min(rest.size(), written.size() + 1));
    }
  }

  void read_when() {
    const DatedField& first = facts_.start ? *facts_.start : *facts_.end;
    const DatedField& last = facts_.end ? *facts_.end : *facts_.start;
    const auto local_day = [&](const DatedField& field) {
      if (field.date.is_bare_midnight()) return field.date.day();
      return Day(event_.zone.wall_time(place_date(field.date, event_.zone)));
    };
    read_length();
    if (read_flag("all_day").value_or(false)) {
      make_whole_days(facts_, event_.zone);
    } else if (!read_hours_beside({local_day(first), local_day(last)})) {
      return;
    }
    schedule_ = resolve_schedule(facts_, event_.zone, context_.config.default_duration);
    problems_.add_all(schedule_.problems);
    if (!schedule_.span) return;
    event_.span = *schedule_.span;
    event_.end_is_assumed = schedule_.end_is_assumed;
    has_span_ = true;
    daily_ = read_multi_day(root_, context_, schedule_.daily_hours && facts_.hours->closing, event_,
                            problems_);
    // An info field titled Horaires stands in the description already.
    if (schedule_.daily_hours && !hours_entries_.used && !daily_) {
      const std::string line =
          (context_.feed.language.substr(0, 2) == "fr" ? "Horaires : " : "Hours: ") +
          collapse_spaces(clean(facts_.hours->text));
      texts_.lead_with(line, "<p>" + escape_html(line) + "</p>");
    }
  }

  /// False: an error was reported.
  bool read_hours_beside(const EventDays& days) {
    static const std::vector<InfoEntry> kNone;
    Problems told;
    ProblemSink sink(written_.file, told, context_.work.notation());
    const EventHours hours =
        find_hours(root_, written_.ignore_info_hours ? kNone : info_,
                   {days, event_.zone, facts_.end.has_value()}, context_, sink);
    hours_entries_ = hours.entries;
    const bool series = !hours.is_faulty && is_series(hours, days);
    // The error has the cure.
    if (series)
      std::erase_if(told, [&](const Problem& one) { return one.line == hours.weekly->line; });
    problems_.add_all(told);
    if (hours.is_faulty || series) return false;
    apply_hours(hours, is_zone_given_, facts_, event_.zone);
    note_hours();
    return true;
  }

  /// They may be written in an entry that is called otherwise.
  void note_hours() const {
    if (context_.trace == nullptr || !facts_.hours || !hours_entries_.used) return;
    context_.trace->note("hours", context_.fields.names("info").front(), facts_.hours->position,
                         facts_.hours->text);
  }

  /// "les mardis de 14h à 16h30" with an end months later, which is that of the series (an error).
  bool is_series(const EventHours& hours, const EventDays& days) {
    constexpr int kWeek = 7;
    const auto length = days.last - days.first;
    if (hours.hours || !hours.weekly || length < kWeek) return false;
    for (const std::string_view field : {"rrule", "recurrence"}) {
      if (context_.fields.find(root_, field)) return false;
    }
    problems_.error(*hours.weekly,
                    fmt::format("the hours are of one day a week, but the event is one of {} days: "
                                "its end is that of a series",
                                length + 1),
                    "write the first date with its hours, and " +
                        problems_.show(fmt::format("recurrence: {{every: week, until: {}}}",
                                                   format_day(days.last))));
    return true;
  }

  void read_length() {
    const auto found = context_.fields.find(root_, "duration");
    if (!found) return;
    facts_.duration = read_event_length(text_of(*found->value));
    facts_.duration_position = found->position();
    if (facts_.duration) return;
    problems_.warn(
        found->position(),
        fmt::format("\"{}\" is not a length of time: it is left aside", text_of(*found->value)),
        "write 2h, 1h30 or 45min");
  }

  void read_repetition() {
    if (!has_span_) return;
    auto parts = read_recurrence(
        root_, {facts_.start ? *facts_.start : *facts_.end, std::move(schedule_), daily_}, context_,
        event_, problems_);
    if (parts) parts_ = *std::move(parts);
  }

  std::vector<ParsedEntry> finish(EntryKeys& keys) {
    if (parts_.empty() || event_.title.empty() || repeats_too_much_text()) return faulty();
    event_.description = texts_.description();
    std::vector<ParsedEntry> entries = {{written_.key, make_part(event_, parts_.front())}};
    OwnDayNames names;
    for (std::size_t i = 1; i < parts_.size(); ++i)
      entries.push_back(make_entry(parts_[i], names, keys));
    // What several share may speak of any of them.
    if (!written_.is_session) {
      const Event& event = *entries.front().event;
      remark_on_prose(readable_texts(), event, problems_);
      remark_on_info(info_, hours_entries_, event, problems_);
    }
    return entries;
  }

  ParsedEntry make_entry(const SeriesPart& part, OwnDayNames& names, EntryKeys& keys) const {
    WallTime start(part.day);
    if (const auto* time = std::get_if<TimeSpan>(&part.span)) {
      const WallTime wall = event_.zone.wall_time(time->start);
      start += wall - WallTime(Day(wall));
    }
    const std::string day = names.take(start);
    Event event = make_part(event_, part);
    const std::string key = keys.take(key_start(written_) + day);
    event.path = make_event_path(written_.file, key);
    event.uid = name_own_day(event.uid, key.substr(key.rfind(day)));
    return {key, std::move(event)};
  }

  /// Each part has all of the text.
  bool repeats_too_much_text() {
    const std::size_t text = texts_.size();
    if (parts_.size() == 1 || parts_.size() * text <= kMostRepeatedText) return false;
    problems_.error(written_.position,
                    fmt::format("the dates repeat a text of {} kB, {} of them are too many",
                                text / 1024, parts_.size()),
                    "shorten the text, or link to a page that has it");
    return true;
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
    texts.push_back({Role::prose,
                     std::string_view(written_.body).substr(0, kLongestText),
                     {written_.body_line, 1},
                     true});
    return texts;
  }

  const WrittenEvent& written_;
  const YamlNode& root_;
  const ParseContext& context_;
  ProblemSink problems_;
  Event event_;
  EventTexts texts_;  ///< of `event_`, in the making
  ScheduleFacts facts_;
  std::vector<InfoEntry> info_;
  HoursEntries hours_entries_;
  bool is_zone_given_ = false;  ///< in a key of its own
  Schedule schedule_;
  std::optional<RecurrenceRule> daily_;  ///< of an event over several days, an entry a day
  std::vector<SeriesPart> parts_;        ///< none: it is not served
  bool faulty_date_ = false;
  bool has_span_ = false;
};

}  // namespace

RichText read_body(const WrittenEvent& written, const ParseContext& context) {
  const RichTextOptions options{context.config.site_url};
  context.work.spend_on_text(std::min(written.body.size(), kLongestText));
  return written.file.ends_with(".html") ? read_html(written.body, options)
                                         : read_markdown(written.body, options);
}

std::string key_start(const WrittenEvent& written) {
  if (!written.key.empty()) return written.key + "-";
  const bool named_by_file = plain_slug(make_event_path(written.file, "x")) != "x";
  return named_by_file ? "" : plain_slug(written.file) + "-";
}

void parse_event(const WrittenEvent& written, const ParseContext& context, EntryKeys& keys,
                 ParsedFile& file) {
  ProblemSink sink(written.file, file.problems, context.work.notation());
  const auto add = [&](const WrittenEvent& event) {
    for (ParsedEntry& entry : EventBuilder(event, context, file.problems).build(keys))
      file.add(std::move(entry));
  };
  const auto fields = resolve_place(written.fields, written.file, context, sink);
  if (!fields) return add(written);
  const WrittenEvent resolved{written.file,
                              written.key,
                              *fields,
                              written.position,
                              written.body,
                              written.body_line,
                              written.is_session,
                              written.ignore_info_hours,
                              written.text};
  add(resolved);
}

}  // namespace almanach
