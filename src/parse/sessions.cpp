#include "parse/sessions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/content_limits.hpp"
#include "dialect/key_grammar.hpp"
#include "parse/date_text.hpp"
#include "parse/dates.hpp"
#include "parse/details.hpp"
#include "parse/reading_trace.hpp"

namespace almanach {
namespace {

/// Each is an event with all of the text.
constexpr std::size_t kMostSessions = 400;

/// What makes a series of one event; sessions are events of their own.
constexpr std::array<std::string_view, 5> kRepetition = {"rrule", "recurrence", "rdate", "exdate",
                                                         "occurrences"};

using Fields = std::set<std::string, std::less<>>;

/// Reports it too.
bool has_too_many_keys(const YamlNode& fields, ProblemSink& problems) {
  if (fields.entries.size() <= kMostKeys) return false;
  problems.error(fields.entries[kMostKeys].position, fmt::format("more than {} keys", kMostKeys),
                 "an event has some dozens: keep other data in a file that holds no event");
  return true;
}

struct Session {
  YamlNode fields;         ///< with those that it takes from the event as a whole
  bool has_hours = false;  ///< it says itself at what time it is
};

/// Bytes of text in it.
std::size_t size_of(const YamlNode& node) {
  std::size_t size = node.scalar.size();
  for (const YamlNode& item : node.items) size += size_of(item);
  for (const YamlNode::Entry& entry : node.entries) size += entry.key.size() + size_of(entry.value);
  return size;
}

class SessionsReader {
 public:
  SessionsReader(const WrittenEvent& whole, const ParseContext& context, EntryKeys& keys,
                 ParsedFile& file)
      : whole_(whole),
        context_(context),
        keys_(keys),
        file_(file),
        problems_(whole.file, file.problems, context.work.notation()),
        size_(size_of(whole.fields)) {}

  void read(const YamlNode& list) {
    for (const std::string_view field : kRepetition) {
      if (const auto found = context_.fields.find(whole_.fields, field)) {
        problems_.warn(
            found->key_position,
            fmt::format("{} is left aside: the sessions say when the event is", found->name),
            "write a session for each day, or the repetition without sessions");
      }
    }
    std::vector<YamlNode> sessions;  // what is their own: all that they share would fill the memory
    for (const YamlNode& item : list.items) {
      if (item.is_null()) continue;
      if (!has_room(sessions.size(), item)) {
        file_.add({});
        break;
      }
      if (auto session = make_session(item)) sessions.push_back(std::move(*session));
    }
    const std::vector<std::string> keys = choose_keys(sessions);
    const RichText text = read_body(whole_, context_);
    for (std::size_t i = 0; i < sessions.size(); ++i) {
      const Session session = merge(sessions[i]);
      const WrittenEvent written{
          whole_.file, keys[i],          session.fields, session.fields.position,
          whole_.body, whole_.body_line, true,           session.has_hours,
          &text};
      parse_event(written, context_, keys_, file_);
    }
    // What is odd in the whole is found in each session.
    sort_problems(file_.problems);
  }

 private:
  /// False (an error): no other session than these `count` is taken.
  bool has_room(std::size_t count, const YamlNode& item) {
    if (count == kMostSessions) {
      problems_.error(item.position, fmt::format("more than {} sessions", kMostSessions),
                      "write the others into a file of their own");
      return false;
    }
    const std::size_t text = size_ + std::min(whole_.body.size(), kLongestText);
    if ((count + 1) * text <= kMostRepeatedText) return true;
    problems_.error(item.position,
                    fmt::format("the sessions repeat a text of {} kB, {} of them are too many",
                                text / 1024, count + 1),
                    "shorten the text, or link to a page that has it");
    return false;
  }

  /// The keys of a session are read as words: no survey has seen them. Its `date` is its day.
  void name_fields(YamlNode& own) const {
    const bool has_start = has(own, {"start"});
    for (YamlNode::Entry& entry : own.entries) {
      const std::string known = context_.fields.field_of(entry.key);
      const std::string_view field =
          known.empty() ? read_key(entry.key).field
                        : std::string_view(known == "written" && !has_start ? "start" : "");
      constexpr std::array<std::string_view, 8> kOfSession = {
          "start", "end", "hours", "opening", "closing", "duration", "place", "link"};
      if (std::find(kOfSession.begin(), kOfSession.end(), field) == kOfSession.end()) continue;
      const auto& names = context_.fields.names(field);
      if (names.empty() || own.find(names.front()) != nullptr) continue;
      if (context_.trace != nullptr) context_.trace->note_written_key(entry.position, entry.key);
      entry.key = names.front();
    }
  }

  std::optional<YamlNode> make_session(const YamlNode& item) {
    if (has_too_many_keys(item, problems_)) {
      file_.add({});
      return std::nullopt;
    }
    YamlNode own = item;
    if (item.is_scalar()) {
      own = YamlNode();
      own.kind = YamlNode::Kind::mapping;
      own.position = item.position;
      own.entries.push_back({context_.fields.names("start").front(), item.position, item});
      if (context_.trace != nullptr) {
        context_.trace->note_written_key(item.position,
                                         context_.fields.find(whole_.fields, "sessions")->name);
      }
    }
    if (own.is_mapping()) {
      name_fields(own);
      return own;
    }
    problems_.warn(item.position, "a session is expected here, not a list: it is left aside",
                   fmt::format("write {} there", problems_.show("start: 2026-05-10 14:00")));
    return std::nullopt;
  }

  bool has(const YamlNode& node, std::initializer_list<std::string_view> fields) const {
    return std::any_of(fields.begin(), fields.end(), [&](std::string_view field) {
      return context_.fields.find(node, field).has_value();
    });
  }

  bool starts_at_a_time(const YamlNode& own) const {
    const auto start = context_.fields.find(own, "start");
    if (!start) return false;
    const DateReading reading =
        read_date(start->value->scalar, style_of(*start->value, context_.fields.date_style()),
                  context_.feed.zone);
    return reading.date && !reading.date->is_bare_midnight();
  }

  /// The fields of the whole that are none of a session with these of its own.
  Fields find_replaced(const YamlNode& own, bool has_hours) const {
    Fields replaced = {"sessions", "uid", "id"};
    replaced.insert(kRepetition.begin(), kRepetition.end());
    const auto replace = [&](std::initializer_list<const char*> fields) {
      replaced.insert(fields.begin(), fields.end());
    };
    if (has(own, {"start"})) replace({"start", "end"});
    if (has(own, {"end", "duration", "hours", "opening", "closing"})) replace({"end", "duration"});
    if (has_hours) replace({"hours", "opening", "closing"});
    if (has(own, {"place", "address"})) replace({"address", "geo", "latitude", "longitude"});
    if (has(own, {"geo", "latitude"})) replace({"geo", "latitude", "longitude"});
    return replaced;
  }

  Session merge(YamlNode own) const {
    constexpr std::size_t kBytesOfStep = 1'024;
    constexpr std::size_t kFieldsOfStep = 8;
    context_.work.budget().spend(size_ / kBytesOfStep +
                                 whole_.fields.entries.size() / kFieldsOfStep);
    Session session;
    session.has_hours =
        has(own, {"end", "duration", "hours", "opening", "closing"}) || starts_at_a_time(own);
    const Fields replaced = find_replaced(own, session.has_hours);
    for (const YamlNode::Entry& entry : whole_.fields.entries) {
      const std::string field = context_.fields.field_of(entry.key);
      const bool given = !field.empty() && context_.fields.find(own, field).has_value();
      const bool hidden = own.find(entry.key) != nullptr;
      if (!given && !hidden && replaced.count(field) == 0) own.entries.push_back(entry);
    }
    session.fields = std::move(own);
    return session;
  }

  /// "2026-05-10", or empty where the date cannot be read.
  std::string day_of(const YamlNode& fields) const {
    for (const std::string_view field : {"start", "end"}) {
      const auto found = context_.fields.find(fields, field);
      if (!found) continue;
      const DateReading reading =
          read_date(found->value->scalar, style_of(*found->value, context_.fields.date_style()),
                    context_.feed.zone);
      if (!reading.date) return "";
      const Day day = reading.date->day();
      return fmt::format("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
    }
    return "";
  }

  /// Names that were given come first: a day must not take what is another's.
  std::vector<std::string> choose_keys(const std::vector<YamlNode>& sessions) {
    std::vector<std::string> keys(sessions.size());
    const bool repeated_before = keys_.had_repetition();
    for (const bool by_id : {true, false}) {
      for (std::size_t i = 0; i < sessions.size(); ++i) {
        if (!keys[i].empty()) continue;
        const auto id = context_.fields.find(sessions[i], "id");
        const std::string name =
            by_id ? (id ? text_of(*id->value) : "") : day_of(merge(sessions[i]).fields);
        if (!name.empty()) keys[i] = keys_.take(key_start(whole_) + name);
      }
    }
    if (keys_.had_repetition() && !repeated_before) {
      problems_.warn(context_.fields.find(whole_.fields, "sessions")->position(),
                     "two sessions have the same day or id: they are told apart by their order",
                     "give each session an id of its own: one that moves in the list changes "
                     "places with the other");
    }
    return keys;
  }

  const WrittenEvent& whole_;
  const ParseContext& context_;
  EntryKeys& keys_;
  ParsedFile& file_;
  ProblemSink problems_;
  std::size_t size_;  ///< of the fields of the whole, in bytes
};

}  // namespace

void parse_sessions(const WrittenEvent& written, const ParseContext& context, EntryKeys& keys,
                    ParsedFile& file) {
  ProblemSink problems(written.file, file.problems, context.work.notation());
  if (has_too_many_keys(written.fields, problems)) {
    file.add({written.key, std::nullopt});
    return;
  }
  const auto sessions = context.fields.find(written.fields, "sessions");
  if (sessions && sessions->value->is_sequence() && !sessions->value->items.empty()) {
    SessionsReader(written, context, keys, file).read(*sessions->value);
    return;
  }
  if (sessions) {
    problems.warn(sessions->position(), "the sessions are no list: they are left aside",
                  "write \"- start: 2026-05-10 14:00\" for each, on lines of their own");
  }
  parse_event(written, context, keys, file);
}

}  // namespace almanach
