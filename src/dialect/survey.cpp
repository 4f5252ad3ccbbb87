#include "dialect/survey.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "dialect/blank_value.hpp"
#include "dialect/date_evidence.hpp"
#include "dialect/key_grammar.hpp"

namespace almanach {
namespace {

constexpr int kDeepestKey = 3;

constexpr std::array<bool ValueForms::*, 17> kForms = {&ValueForms::date,
                                                       &ValueForms::other,
                                                       &ValueForms::digit,
                                                       &ValueForms::day_first,
                                                       &ValueForms::month_first,
                                                       &ValueForms::unordered,
                                                       &ValueForms::standard,
                                                       &ValueForms::daylight,
                                                       &ValueForms::other_season,
                                                       &ValueForms::maybe_season,
                                                       &ValueForms::foreign,
                                                       &ValueForms::torn,
                                                       &ValueForms::zulu,
                                                       &ValueForms::digits_told,
                                                       &ValueForms::instants_told,
                                                       &ValueForms::zulu_digits_told,
                                                       &ValueForms::zulu_instants_told};

struct OffsetForm {
  bool ValueForms::* form;
  std::size_t OffsetCounts::* count;
};

constexpr std::array<OffsetForm, 11> kOffsetForms = {
    {{&ValueForms::standard, &OffsetCounts::standard},
     {&ValueForms::daylight, &OffsetCounts::daylight},
     {&ValueForms::other_season, &OffsetCounts::other_season},
     {&ValueForms::maybe_season, &OffsetCounts::maybe_season},
     {&ValueForms::foreign, &OffsetCounts::foreign},
     {&ValueForms::torn, &OffsetCounts::torn},
     {&ValueForms::zulu, &OffsetCounts::zulu},
     {&ValueForms::digits_told, &OffsetCounts::digits_told},
     {&ValueForms::instants_told, &OffsetCounts::instants_told},
     {&ValueForms::zulu_digits_told, &OffsetCounts::zulu_digits_told},
     {&ValueForms::zulu_instants_told, &OffsetCounts::zulu_instants_told}}};

/// Whether the key may say when the event is, so that its offsets count.
bool may_say_when(std::string_view path) {
  const std::string_view field = read_key(path).field;
  return field == "start" || field == "end" || field == "hours" || field == "opening" ||
         field == "closing" || path == "date" || path.ends_with(".date");
}

void add_forms(ValueForms& forms, const ValueForms& more) {
  for (const auto form : kForms) forms.*form |= more.*form;
}

/// Whether mappings below `node` that could hold its own keys ("event1", "event2") are events of a
/// list instead: two have a day under one key, and another text under one.
bool are_alike(const YamlNode& node) {
  std::map<std::string_view, int> days;
  std::map<std::string_view, int> texts;
  for (const YamlNode::Entry& entry : node.entries) {
    if (!entry.value.is_mapping() || !holds_keys(entry.key)) continue;
    for (const YamlNode::Entry& fact : entry.value.entries) {
      if (!fact.value.is_scalar()) continue;
      ++(date_evidence(fact.value.scalar).is_date ? days : texts)[fact.key];
    }
  }
  const auto are_shared = [](const auto& counts) {
    return std::any_of(counts.begin(), counts.end(),
                       [](const auto& count) { return count.second > 1; });
  };
  return are_shared(days) && are_shared(texts);
}

class Surveyor {
 public:
  explicit Surveyor(const SurveyZone& zone) : zone_(zone) {}

  void add_mapping(const YamlNode& mapping) {
    add_keys(mapping, "", 1);
    find_torn();
    times_.clear();
  }

  /// True: there was a list of mappings.
  bool add_lists(const YamlNode& node, int depth) {
    if (depth > kDeepestList) return false;
    bool found = false;
    for (const YamlNode& item : node.items) {
      if (item.is_mapping()) {
        add_mapping(item);
        found = true;
      } else {
        found |= add_lists(item, depth + 1);
      }
    }
    const bool are_items = are_alike(node);
    for (const YamlNode::Entry& entry : node.entries) {
      const auto& inner = entry.value.entries;
      const bool has_texts = std::any_of(inner.begin(), inner.end(),
                                         [](const auto& fact) { return fact.value.is_scalar(); });
      if (has_texts && (are_items || !holds_keys(entry.key))) {
        add_mapping(entry.value);
        found |= are_items;
      }
      found |= add_lists(entry.value, depth + 1);
    }
    return found;
  }

  SurveyReading take() {
    SurveyReading reading;
    reading.survey.uses.reserve(uses_.size());
    for (auto& [path, forms] : uses_) reading.survey.uses.push_back({path, forms});
    reading.doubts = std::move(doubts_);
    return reading;
  }

 private:
  void add_keys(const YamlNode& mapping, const std::string& prefix, int depth) {
    for (const YamlNode::Entry& entry : mapping.entries) {
      if (is_blank(entry.value)) continue;
      const std::string path = prefix + entry.key;
      if (entry.value.is_mapping() && depth < kDeepestKey && holds_keys(entry.key)) {
        add_keys(entry.value, path + '.', depth + 1);
        continue;
      }
      add_forms(uses_[path], forms_of(path, entry.value));
    }
  }

  ValueForms forms_of(const std::string& path, const YamlNode& value) {
    using Order = DateStyle::Order;
    ValueForms forms;
    if (value.is_scalar()) {
      const DateEvidence evidence = date_evidence(value.scalar);
      forms.date = evidence.is_date;
      forms.other = !forms.date;
      forms.digit = std::any_of(value.scalar.begin(), value.scalar.end(),
                                [](char c) { return c >= '0' && c <= '9'; });
      forms.day_first = evidence.order == Order::day_first;
      forms.month_first = evidence.order == Order::month_first;
      forms.unordered = evidence.ambiguous_order;
      if (evidence.zulu || evidence.offset) add_stamp(path, value.scalar, forms);
      return forms;
    }
    // What a list or a mapping says is its values' together.
    for (const YamlNode& item : value.items) add_forms(forms, forms_of(path, item));
    for (const YamlNode::Entry& entry : value.entries)
      add_forms(forms, forms_of(path, entry.value));
    return forms;
  }

  void add_stamp(const std::string& path, std::string_view text, ValueForms& forms) {
    const auto time = find_stamped_time(text);
    // Midnight stands for no time.
    if (!time || time->wall == WallTime(Day(time->wall))) return;
    using enum OffsetRole;
    const OffsetRole role = role_of_offset(*time, zone_.zone);
    forms.zulu = time->zulu;
    if (!time->zulu) {
      forms.standard = role == standard;
      forms.daylight = role == daylight;
      forms.other_season = role == other_season && zone_.is_given;
      forms.maybe_season = role == other_season && !zone_.is_given;
      forms.foreign = role == foreign;
      times_.emplace_back(path, *time);
    }
    const bool doubted = role == other_season || role == foreign;
    if (doubted && doubts_.size() < kMostDoubts && may_say_when(path))
      doubts_.push_back({path, *time});
  }

  /// Of the times that were added since the last call.
  void find_torn() {
    constexpr std::size_t kMostTimes = 16;
    times_.resize(std::min(times_.size(), kMostTimes));
    const bool same = std::all_of(times_.begin(), times_.end(), [&](const auto& time) {
      return time.second.offset == times_.front().second.offset;
    });
    if (same) return;
    for (const auto& [end_path, end] : times_) {
      if (read_key(end_path).field != "end") continue;
      for (const auto& [path, start] : times_) {
        const bool is_start = may_say_when(path) && read_key(path).field != "end";
        if (is_start && is_torn(start, end)) {
          uses_[path].torn = true;
          uses_[end_path].torn = true;
        }
      }
    }
  }

  bool is_torn(const StampedTime& start, const StampedTime& end) const {
    constexpr std::chrono::hours kSeasons{1};
    const auto apart =
        start.offset < end.offset ? end.offset - start.offset : start.offset - end.offset;
    const auto is_foreign = [&](const StampedTime& time) {
      return role_of_offset(time, zone_.zone) == OffsetRole::foreign;
    };
    // Where both are foreign the zone may be none of the site's.
    return Day(start.wall) == Day(end.wall) && start.wall <= end.wall && apart > kSeasons &&
           (zone_.is_given || !is_foreign(start) || !is_foreign(end));
  }

  const SurveyZone& zone_;
  std::map<std::string, ValueForms> uses_;
  std::vector<DoubtedTime> doubts_;
  std::vector<std::pair<std::string, StampedTime>> times_;  ///< with an offset; of one mapping
};

}  // namespace

void SurveyReading::settle(const DoubtedTime& doubt, bool as_digits) {
  for (KeyUse& use : survey.uses) {
    if (use.path != doubt.path) continue;
    ValueForms& forms = use.forms;
    if (doubt.time.zulu) {
      (as_digits ? forms.zulu_digits_told : forms.zulu_instants_told) = true;
    } else {
      (as_digits ? forms.digits_told : forms.instants_told) = true;
    }
  }
}

SurveyReading survey_page(const YamlNode& front_matter, const SurveyZone& zone) {
  Surveyor surveyor(zone);
  surveyor.add_mapping(front_matter);
  return surveyor.take();
}

SurveyReading survey_list(const YamlNode& root, const SurveyZone& zone) {
  Surveyor surveyor(zone);
  if (!surveyor.add_lists(root, 1)) surveyor.add_mapping(root);
  SurveyReading reading = surveyor.take();
  reading.survey.is_list = true;
  return reading;
}

void OffsetCounts::add(const ValueForms& forms, std::size_t files) {
  for (const auto& [form, count] : kOffsetForms) {
    if (forms.*form) this->*count += files;
  }
}

OffsetCounts& OffsetCounts::operator+=(const OffsetCounts& more) {
  for (const auto& [form, count] : kOffsetForms) this->*count += more.*count;
  return *this;
}

std::string write_survey_text(const Survey& survey) {
  std::string text = !survey.is_list ? "p" : survey.of_events ? "e" : "l";
  for (const KeyUse& use : survey.uses) {
    for (const auto form : kForms) text += use.forms.*form ? '1' : '0';
    text += use.path;
    text += '\0';
  }
  return text;
}

Survey read_survey_text(std::string_view text) {
  Survey survey;
  survey.of_events = text.starts_with('e');
  survey.is_list = text.starts_with('l') || survey.of_events;
  text.remove_prefix(std::min<std::size_t>(1, text.size()));
  while (!text.empty()) {
    const std::size_t end = text.find('\0');
    if (end == std::string_view::npos || end < kForms.size())
      throw std::invalid_argument("a survey is cut off");
    KeyUse& use = survey.uses.emplace_back();
    for (std::size_t i = 0; i < kForms.size(); ++i) use.forms.*kForms.at(i) = text[i] == '1';
    use.path = text.substr(kForms.size(), end - kForms.size());
    text.remove_prefix(end + 1);
  }
  return survey;
}

SharedSurvey empty_survey() {
  static const SharedSurvey kEmpty = std::make_shared<const Survey>();
  return kEmpty;
}

SharedSurvey FolderSurvey::add(SharedSurvey survey) {
  const auto [known, fresh] = surveys_.try_emplace(std::move(survey), 0);
  ++known->second;
  return known->first;
}

void FolderSurvey::remove(const SharedSurvey& survey) {
  const auto known = surveys_.find(survey);
  if (known != surveys_.end() && --known->second == 0) surveys_.erase(known);
}

void FolderSurvey::add_to(KeyCounts& keys) const {
  for (const auto& [survey, files] : surveys_) {
    if (survey->is_list) continue;
    for (const KeyUse& use : survey->uses) {
      KeyCount& count = keys[use.path];
      count.files += files;
      if (use.forms.date) count.dates += files;
      if (use.forms.digit) count.digits += files;
      if (use.forms.day_first) count.day_first += files;
      if (use.forms.month_first) count.month_first += files;
      count.offsets.add(use.forms, files);
    }
  }
}

}  // namespace almanach
