#include "dialect/description_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace almanach {
namespace {

template <typename... Values>
std::string fill(std::string_view words, const Values&... values) {
  return fmt::format(fmt::runtime(words), values...);
}

std::string write_field(const DescribedField& field, std::size_t files,
                        const DescriptionWords& words) {
  std::vector<std::string> keys;
  for (const DescribedKey& key : field.keys) {
    if (key.files == 0) continue;
    keys.push_back(key.files == files ? fmt::format("`{}`", key.key)
                                      : fill(words.some_files, key.key, key.files, files));
  }
  constexpr std::size_t kMostKeys = 4;
  if (keys.size() > kMostKeys) {
    const std::size_t more = keys.size() - kMostKeys;
    keys.resize(kMostKeys);
    keys.push_back(fill(words.more_keys, more));
  }
  std::string name = field.field;
  std::replace(name.begin(), name.end(), '_', ' ');
  return fill(words.of_one, name, fmt::to_string(fmt::join(keys, words.either)));
}

std::vector<std::string> write_fields(const DialectDescription& description, bool when,
                                      const DescriptionWords& words) {
  std::vector<std::string> fields;
  for (const DescribedField& field : description.fields) {
    if (says_when_it_is(field.field) == when)
      fields.push_back(write_field(field, description.files, words));
  }
  return fields;
}

std::string write_undated(const DialectDescription& description, bool several,
                          const DescriptionWords& words) {
  const std::size_t more = description.undated - description.first_undated.size();
  std::string names = fmt::to_string(fmt::join(description.first_undated, ", "));
  if (more > 0) names += fill(words.more_names, more);
  const bool one = description.undated == 1;
  const std::string_view form = several ? (one ? words.one_has_neither : words.some_have_neither)
                                        : (one ? words.one_has_none : words.some_have_none);
  return fill(form, description.undated, names);
}

}  // namespace

std::string summarize_description(const DialectDescription& description,
                                  const DescriptionWords& words) {
  const std::string where = description.feed.empty() ? "." : description.feed;
  const std::vector<std::string> when = write_fields(description, true, words);
  std::string said = fmt::to_string(fmt::join(when, ", "));
  if (when.empty()) said = description.day_of_name ? words.day_of_name : words.no_key;
  if (description.undated != 0 && !description.day_of_name)
    said += write_undated(description, when.size() > 1, words);
  return fill(words.of_one, where, said);
}

std::vector<std::string> write_description(const DialectDescription& description,
                                           const DescriptionWords& words) {
  std::vector<std::string> lines = {summarize_description(description, words)};
  const std::vector<std::string> others = write_fields(description, false, words);
  if (!others.empty()) lines.push_back(fmt::format("  {}", fmt::join(others, ", ")));
  for (const std::string& phrase : description.evidence) lines.push_back("  - " + phrase);
  return lines;
}

}  // namespace almanach
