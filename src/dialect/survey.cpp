#include "dialect/survey.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "dialect/blank_value.hpp"
#include "dialect/date_evidence.hpp"
#include "dialect/key_words.hpp"

namespace almanach {
namespace {

constexpr int kDeepestKey = 3;

using enum KeyWord;

/// Whether the mapping under this key holds others' keys as if they stood beside it.
bool holds_keys(std::string_view key) {
  constexpr KeyWords kOfSpan = event | date | when | plural;
  return read_key_words(key).without(kOfSpan).empty();
}

constexpr std::array<bool ValueForms::*, 6> kForms = {
    &ValueForms::date,      &ValueForms::other,       &ValueForms::digit,
    &ValueForms::day_first, &ValueForms::month_first, &ValueForms::unordered};

void add_forms(ValueForms& forms, const ValueForms& more) {
  for (const auto form : kForms) forms.*form |= more.*form;
}

ValueForms forms_of(const YamlNode& value) {
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
    return forms;
  }
  // What a list or a mapping says is its values' together.
  for (const YamlNode& item : value.items) add_forms(forms, forms_of(item));
  for (const YamlNode::Entry& entry : value.entries) add_forms(forms, forms_of(entry.value));
  return forms;
}

class Surveyor {
 public:
  void add_mapping(const YamlNode& mapping, const std::string& prefix = "", int depth = 1) {
    for (const YamlNode::Entry& entry : mapping.entries) {
      if (is_blank(entry.value)) continue;
      const std::string path = prefix + entry.key;
      if (entry.value.is_mapping() && depth < kDeepestKey && holds_keys(entry.key)) {
        add_mapping(entry.value, path + '.', depth + 1);
        continue;
      }
      add_forms(uses_[path], forms_of(entry.value));
    }
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
    for (const YamlNode::Entry& entry : node.entries) {
      const auto& inner = entry.value.entries;
      const bool has_texts = std::any_of(inner.begin(), inner.end(),
                                         [](const auto& fact) { return fact.value.is_scalar(); });
      if (has_texts && !holds_keys(entry.key)) add_mapping(entry.value);
      found |= add_lists(entry.value, depth + 1);
    }
    return found;
  }

  Survey take() {
    Survey survey;
    survey.uses.reserve(uses_.size());
    for (auto& [path, forms] : uses_) survey.uses.push_back({path, forms});
    return survey;
  }

 private:
  std::map<std::string, ValueForms> uses_;
};

}  // namespace

Survey survey_page(const YamlNode& front_matter) {
  Surveyor surveyor;
  surveyor.add_mapping(front_matter);
  return surveyor.take();
}

Survey survey_list(const YamlNode& root) {
  Surveyor surveyor;
  if (!surveyor.add_lists(root, 1)) surveyor.add_mapping(root);
  Survey survey = surveyor.take();
  survey.is_list = true;
  return survey;
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

std::shared_ptr<const Survey> FolderSurvey::add(Survey survey) {
  auto shared = std::make_shared<const Survey>(std::move(survey));
  const auto [known, fresh] = surveys_.try_emplace(std::move(shared), 0);
  ++known->second;
  return known->first;
}

void FolderSurvey::remove(const std::shared_ptr<const Survey>& survey) {
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
    }
  }
}

}  // namespace almanach
