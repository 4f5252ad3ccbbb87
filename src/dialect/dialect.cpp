#include "dialect/dialect.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.hpp"
#include "config/field_names.hpp"
#include "dialect/blank_value.hpp"
#include "dialect/key_grammar.hpp"
#include "dialect/path_names.hpp"

namespace almanach {
namespace {

constexpr std::string_view kDateKey = "date";
constexpr std::string_view kStart = "start";
constexpr std::string_view kWritten = "written";

/// The entry at a path ("extra.when"), or null. A key with a dot in it is found as it stands. Asked
/// for many names: what begins otherwise is passed over at once.
const YamlNode::Entry* find_entry(const YamlNode& node, std::string_view path) {
  if (path.empty()) return nullptr;
  for (const YamlNode::Entry& entry : node.entries) {
    const std::string_view key = entry.key;
    if (key.empty() || key.front() != path.front() || key.size() > path.size()) continue;
    if (key.size() == path.size()) {
      if (key == path) return &entry;
      continue;
    }
    if (path[key.size()] != '.' || !entry.value.is_mapping() || !path.starts_with(key)) continue;
    if (const auto* inner = find_entry(entry.value, path.substr(key.size() + 1))) return inner;
  }
  return nullptr;
}

/// Which letters the keys of a mapping begin with: most names of a field begin with another.
class FirstLetters {
 public:
  explicit FirstLetters(const YamlNode& mapping) {
    for (const YamlNode::Entry& entry : mapping.entries) letters_ |= bit_of(entry.key);
  }

  /// False: no key of the mapping begins as `name` does.
  bool may_begin(std::string_view name) const { return (letters_ & bit_of(name)) != 0; }

 private:
  static std::uint64_t bit_of(std::string_view text) {
    constexpr unsigned kLast = 63;
    return text.empty() ? 0 : std::uint64_t{1} << (static_cast<unsigned char>(text[0]) & kLast);
  }

  std::uint64_t letters_ = 0;
};

/// Articles have a day of publication, whatever else they lack.
bool holds_articles(std::string_view folder) {
  constexpr std::array<std::string_view, 12> kArticles = {
      "posts", "post", "blog",     "news",    "actualites", "actualite",
      "actus", "actu", "articles", "article", "nouvelles",  "pages"};
  while (!folder.empty()) {
    const std::size_t slash = folder.find('/');
    std::string part = fold(folder.substr(0, slash));
    part.erase(0, std::min(part.find_first_not_of('_'), part.size()));
    if (std::find(kArticles.begin(), kArticles.end(), part) != kArticles.end()) return true;
    folder.remove_prefix(slash == std::string_view::npos ? folder.size() : slash + 1);
  }
  return false;
}

/// The order that some dates of the folder prove, and none disproves.
DateStyle::Order find_order(const KeyCounts& keys) {
  using Order = DateStyle::Order;
  bool day_first = false;
  bool month_first = false;
  for (const auto& [path, count] : keys) {
    day_first = day_first || count.day_first != 0;
    month_first = month_first || count.month_first != 0;
  }
  if (day_first == month_first) return Order::unknown;
  return day_first ? Order::day_first : Order::month_first;
}

/// What an offset is worth where the folder's texts do not say it.
DateStyle::Offsets find_offsets(const OffsetCounts& counts) {
  using Offsets = DateStyle::Offsets;
  const bool has_both_seasons = counts.standard != 0 && counts.daylight != 0;
  const std::size_t faults = counts.other_season + (has_both_seasons ? counts.maybe_season : 0);
  if (counts.digits_told < counts.instants_told) return Offsets::instants;
  if (counts.torn != 0) return Offsets::digits;
  if (faults != 0) return Offsets::seasons;
  if (counts.digits_told == counts.instants_told) return Offsets::instants;
  return counts.foreign != 0 ? Offsets::digits : Offsets::seasons;
}

/// What a Z is worth: an instant, unless the texts of the folder tell it otherwise.
DateStyle::Offsets find_zulu(const OffsetCounts& counts) {
  constexpr std::size_t kFewest = 10;  // files to one whose text tells it
  using Offsets = DateStyle::Offsets;
  const std::size_t told = counts.zulu_digits_told;
  return told > counts.zulu_instants_told && told * kFewest >= counts.zulu ? Offsets::digits
                                                                           : Offsets::instants;
}

bool tells_day(std::string_view field) {
  return field == kStart || field == "end";
}

/// Where "begin" or "ends" name no day, they name an hour.
std::string_view clock_of(std::string_view field) {
  return field == kStart ? "opening" : "closing";
}

bool is_configured(const FieldSettings& configured, const std::string& field,
                   const std::string& name) {
  const auto found = configured.find(field);
  if (found == configured.end()) return false;
  const std::vector<std::string>& names = found->second.names;
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool tells_hours(std::string_view field) {
  return field == "opening" || field == "closing" || field == "hours" || field == "duration";
}

}  // namespace

Dialect::Dialect(const FieldSettings& configured, bool is_whole_site)
    : is_whole_site_(is_whole_site) {
  for (const FrontMatterField& field : front_matter_fields()) names_[field.name] = field.names;
  for (const auto& [field, extra] : configured) {
    std::vector<std::string>& names = names_[field];
    if (extra.only) {
      names.clear();
      closed_.insert(field);
    }
    names.insert(names.begin(), extra.names.begin(), extra.names.end());
  }
  // What is given to a field is no other field's.
  for (const auto& [field, extra] : configured) {
    for (const std::string& name : extra.names) {
      for (auto& [other, names] : names_) {
        if (other != field && !is_configured(configured, other, name)) std::erase(names, name);
      }
    }
  }
  for (const auto& [field, names] : names_) {
    for (const std::string& name : names) {
      const auto [known, fresh] = fields_.emplace(name, field);
      if (!fresh) known->second = std::min(known->second, field);
    }
  }
}

Dialect Dialect::learn(const std::string& folder, const KeyCounts& keys) const {
  Dialect dialect = *this;
  for (const auto& [path, count] : keys)
    dialect.take_key(path, count.dates * 2 >= count.files, count.digits != 0);
  dialect.sort_names();
  dialect.date_style_.order = find_order(keys);
  const bool of_events = !is_whole_site_ || names_events(folder) || dialect.tells_events(keys);
  if (!holds_articles(folder) && of_events) dialect.give_days(keys);
  dialect.weigh_offsets(keys);
  return dialect;
}

Dialect Dialect::with_settings(const DateSettings& said) const {
  Dialect dialect = *this;
  dialect.said_ = said;
  dialect.keep_settings();
  return dialect;
}

void Dialect::keep_settings() {
  using Order = DateStyle::Order;
  using Offsets = DateStyle::Offsets;
  if (said_.day_first) date_style_.order = *said_.day_first ? Order::day_first : Order::month_first;
  if (said_.naive_utc) {
    date_style_.naive =
        *said_.naive_utc ? DateStyle::NaiveTimes::utc : DateStyle::NaiveTimes::local;
  }
  if (!said_.count_offsets) return;
  date_style_.offsets = *said_.count_offsets ? Offsets::instants : Offsets::digits;
  date_style_.zulu = date_style_.offsets;
}

void Dialect::weigh_offsets(const KeyCounts& keys) {
  OffsetCounts counts;
  for (const auto& [path, count] : keys) {
    const std::string field = field_of(path);
    if (tells_day(field) || tells_hours(field)) counts += count.offsets;
  }
  date_style_.offsets = find_offsets(counts);
  date_style_.zulu = find_zulu(counts);
  keep_settings();
}

/// Notes what a key is, and gives it to its field.
void Dialect::take_key(const std::string& path, bool names_days, bool has_digits) {
  if (fields_.count(path) != 0 || learned_.count(path) != 0) return;
  learned_[path] = {};
  const KeyReading reading = read_key(path);
  const auto names = names_.find(reading.field);
  if (reading.field.empty() || names == names_.end() || closed_.count(reading.field) != 0) return;
  const bool is_clock = tells_day(reading.field) && !names_days;
  if ((is_clock || tells_hours(reading.field)) && !has_digits) return;
  give_key(path, is_clock ? clock_of(reading.field) : reading.field, reading.rank);
}

void Dialect::give_key(const std::string& path, std::string_view field, int rank) {
  learned_[path] = {field, rank};
  names_.find(field)->second.push_back(path);
  fields_.emplace(path, field);
}

/// Learned names come behind the others.
void Dialect::sort_names() {
  const auto place = [&](const std::string& name) {
    const auto known = learned_.find(name);
    return known == learned_.end() ? -1 : known->second.rank;
  };
  for (auto& [field, names] : names_) {
    const auto first = std::find_if(names.begin(), names.end(),
                                    [&](const std::string& name) { return place(name) >= 0; });
    std::sort(first, names.end(), [&](const std::string& a, const std::string& b) {
      return std::pair(place(a), std::string_view(a)) < std::pair(place(b), std::string_view(b));
    });
  }
}

/// Whether keys tell what only events have.
bool Dialect::tells_events(const KeyCounts& keys) const {
  constexpr std::array<std::string_view, 9> kOfEvents = {
      "end", "hours", "opening", "closing", "all_day", "place", "address", "rrule", "recurrence"};
  return std::any_of(keys.begin(), keys.end(), [&](const auto& key) {
    const std::string field = field_of(key.first);
    return std::find(kOfEvents.begin(), kOfEvents.end(), field) != kOfEvents.end();
  });
}

/// Where no key that is known to say when does so, `date` does; where there is none, the names do.
void Dialect::give_days(const KeyCounts& keys) {
  const auto dated = [&](std::string_view name) {
    const auto key = keys.find(std::string(name));
    return key != keys.end() && key->second.dates != 0;
  };
  const auto told_by = [&](std::string_view field) {
    const std::vector<std::string>& known = names(field);
    return std::any_of(known.begin(), known.end(), dated);
  };
  if (closed_.count(kStart) != 0 || told_by(kStart)) return;
  if (field_of(kDateKey) != kWritten || !dated(kDateKey)) {
    name_is_start_ = !told_by("end");
    return;
  }
  for (const std::string_view field : {kStart, std::string_view("end")}) {
    for (const std::string& name : std::vector<std::string>(names(field))) {
      const auto key = keys.find(name);
      const bool tells_hours =
          key != keys.end() && key->second.dates == 0 && key->second.digits != 0;
      if (tells_hours) read_as_clock(name);
    }
  }
  read_date_as_start();
}

void Dialect::read_date_as_start() {
  date_is_start_ = true;
  names_.find(kStart)->second.emplace_back(kDateKey);
  std::erase(names_.find(kWritten)->second, kDateKey);
  fields_[std::string(kDateKey)] = kStart;
}

/// A name of the start or the end.
void Dialect::read_as_clock(const std::string& name) {
  const std::string_view field = fields_.find(name)->second;
  const std::string_view clock = clock_of(field);
  std::erase(names_.find(field)->second, name);
  names_.find(clock)->second.push_back(name);
  fields_[name] = clock;
  clocks_.insert(name);
}

bool Dialect::knows(const Survey& survey) const {
  if (!learns_) return true;
  if (survey.is_list) return false;
  return std::all_of(survey.uses.begin(), survey.uses.end(), [&](const KeyUse& use) {
    return fields_.count(use.path) != 0 || learned_.count(use.path) != 0;
  });
}

Dialect Dialect::with(const Survey& survey) const {
  Dialect dialect = *this;
  for (const KeyUse& use : survey.uses) dialect.take_key(use.path, use.forms.date, use.forms.digit);
  dialect.sort_names();
  if (!survey.is_list) return dialect;
  FolderSurvey items;
  Survey page = survey;
  page.is_list = false;
  items.add(std::make_shared<const Survey>(std::move(page)));
  KeyCounts keys;
  items.add_to(keys);
  const DateStyle::Order order = find_order(keys);
  if (order != DateStyle::Order::unknown) dialect.date_style_.order = order;
  const bool of_events = !is_whole_site_ || survey.of_events || dialect.tells_events(keys);
  if (!dialect.date_is_start_ && of_events) dialect.give_days(keys);
  dialect.weigh_offsets(keys);
  return dialect;
}

Digest Dialect::reading_of(const Survey& survey) const {
  return knows(survey) ? read_with(survey) : with(survey).read_with(survey);
}

Digest Dialect::read_with(const Survey& survey) const {
  Digester digester;
  digester.add(date_is_start_ ? "start" : "written").add(name_is_start_ ? "name" : "");
  const auto shows = [&](auto form) {
    return std::any_of(survey.uses.begin(), survey.uses.end(),
                       [&](const KeyUse& use) { return use.forms.*form; });
  };
  if (shows(&ValueForms::unordered))
    digester.add(std::to_string(static_cast<int>(date_style_.order)));
  if (date_style_.naive == DateStyle::NaiveTimes::utc) digester.add("naive");
  if (shows(&ValueForms::zulu))
    digester.add("z").add(std::to_string(static_cast<int>(date_style_.zulu)));
  const bool has_offset = shows(&ValueForms::standard) || shows(&ValueForms::daylight) ||
                          shows(&ValueForms::other_season) || shows(&ValueForms::maybe_season) ||
                          shows(&ValueForms::foreign);
  if (has_offset) digester.add("offset").add(std::to_string(static_cast<int>(date_style_.offsets)));
  std::map<std::string_view, std::vector<std::pair<std::size_t, std::string_view>>> read;
  for (const KeyUse& use : survey.uses) {
    const auto known = fields_.find(use.path);
    if (known == fields_.end()) continue;
    const std::vector<std::string>& names = this->names(known->second);
    const auto at = std::find(names.begin(), names.end(), use.path) - names.begin();
    read[known->second].emplace_back(static_cast<std::size_t>(at), use.path);
  }
  for (auto& [field, keys] : read) {
    std::sort(keys.begin(), keys.end());
    digester.add(field);
    for (const auto& [at, key] : keys) digester.add(key);
  }
  return digester.finish();
}

std::optional<FoundField> Dialect::find(const YamlNode& front_matter,
                                        std::string_view field) const {
  const FirstLetters letters(front_matter);
  for (const std::string& name : names(field)) {
    if (!letters.may_begin(name)) continue;
    const YamlNode::Entry* entry = find_entry(front_matter, name);
    if (entry != nullptr && !is_blank(entry->value))
      return FoundField{name, entry->position, &entry->value};
  }
  return std::nullopt;
}

std::vector<FoundField> Dialect::find_all(const YamlNode& front_matter,
                                          std::string_view field) const {
  std::vector<FoundField> found;
  const FirstLetters letters(front_matter);
  for (const std::string& name : names(field)) {
    if (!letters.may_begin(name)) continue;
    const YamlNode::Entry* entry = find_entry(front_matter, name);
    if (entry != nullptr && !is_blank(entry->value))
      found.push_back({name, entry->position, &entry->value});
  }
  const auto place = [](const FoundField& one) {
    return std::pair(one.key_position.line, one.key_position.column);
  };
  std::sort(found.begin(), found.end(),
            [&](const FoundField& a, const FoundField& b) { return place(a) < place(b); });
  return found;
}

const std::vector<std::string>& Dialect::names(std::string_view field) const {
  return names_.find(field)->second;
}

std::string Dialect::field_of(std::string_view key) const {
  const auto known = fields_.find(key);
  return known == fields_.end() ? "" : known->second;
}

std::vector<std::string> Dialect::all_names() const {
  std::vector<std::string> names;
  for (const auto& [name, field] : fields_) names.push_back(name);
  return names;
}

}  // namespace almanach
