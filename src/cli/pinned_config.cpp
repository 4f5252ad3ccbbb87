#include "cli/pinned_config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "config/field_names.hpp"
#include "dialect/description_lines.hpp"

namespace almanach {
namespace {

/// As YAML takes it: in quotes where it has more than letters, digits, '_', '-', '.' and '/'.
std::string write_scalar(const std::string& text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./";
  const bool begins_plain =
      !text.empty() && (kPlain.find(text.front()) < kPlain.find('0') || text.front() == '_' ||
                        text.front() == '.' || text.front() == '/');
  static const std::set<std::string> kWords = {"y",   "n",    "yes",   "no",  "on",
                                               "off", "true", "false", "null"};
  const bool is_word = kWords.count(fold(text)) != 0;
  if (begins_plain && !is_word && text.find_first_not_of(kPlain) == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) < ' ' || c == '\x7F') {
      quoted += fmt::format("\\x{:02X}", static_cast<unsigned>(c));
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

/// The fields of all feeds together.
class PinnedFields {
 public:
  explicit PinnedFields(const std::vector<DialectDescription>& dialects) {
    std::map<std::string, std::set<std::string>> meanings;
    for (const DialectDescription& dialect : dialects) {
      day_of_name_ = day_of_name_ || dialect.day_of_name;
      for (const DescribedField& field : dialect.fields) {
        for (const DescribedKey& key : field.keys) {
          meanings[key.key].insert(field.field);
          add(field.field, key);
        }
      }
    }
    agrees_ = dialects.size() < 2 ||
              (!day_of_name_ && std::none_of(
                                    meanings.begin(), meanings.end(),
                                    [](const auto& key) { return key.second.size() > 1; }));
  }

  /// Whether no key means different things in two feeds, and all name the day under a key.
  bool agrees() const { return agrees_; }

  /// The lines below `fields:`.
  std::vector<std::string> write() const {
    std::vector<std::string> lines;
    for (const FrontMatterField& field : front_matter_fields()) {
      const auto found = keys_.find(field.name);
      if (found == keys_.end() || !field.configurable) continue;
      const bool says_day = field.name == "start" || field.name == "end";
      if (says_day && day_of_name_) continue;
      std::vector<std::string> names;
      for (const DescribedKey& key : found->second) names.push_back(write_scalar(key.key));
      const std::string list = fmt::format("[{}]", fmt::join(names, ", "));
      lines.push_back(says_day ? fmt::format("{}: {{only: {}}}", field.name, list)
                               : fmt::format("{}: {}", field.name, list));
    }
    return lines;
  }

 private:
  void add(const std::string& field, const DescribedKey& key) {
    std::vector<DescribedKey>& keys = keys_[field];
    const auto known = std::find_if(
        keys.begin(), keys.end(), [&](const DescribedKey& other) { return other.key == key.key; });
    if (known == keys.end()) keys.push_back(key);
  }

  std::map<std::string, std::vector<DescribedKey>> keys_;
  bool agrees_ = true;
  bool day_of_name_ = false;
};

/// In a comment everything is shown as one line of plain text.
std::string write_comment(const std::string& text) {
  std::string line = escape_odd_octets(text);
  std::replace_if(line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return "# " + line + "\n";
}

/// The setting `fields:` behind `indent`; a comment where nothing is pinned.
std::string write_fields(const PinnedFields& fields, const std::string& indent) {
  const std::vector<std::string> lines = fields.write();
  if (lines.empty()) return fmt::format("{0}# fields:\n{0}#   start: {{only: [date]}}\n", indent);
  std::string text = indent + "fields:\n";
  for (const std::string& line : lines) text += fmt::format("{}  {}\n", indent, line);
  return text;
}

/// What is pinned of a feed's dates, behind `indent`.
std::string write_dates(const DateSettings& dates, const std::string& indent) {
  std::string text;
  if (dates.day_first) text += fmt::format("{}day_first: {}\n", indent, *dates.day_first);
  if (dates.count_offsets)
    text += fmt::format("{}offsets: {}\n", indent, *dates.count_offsets ? "counted" : "ignored");
  return text;
}

/// `feeds:` with what each folder has of its own.
std::string write_feeds(const std::vector<DialectDescription>& dialects, bool with_fields) {
  constexpr const char* kIndent = "    ";
  std::string text;
  for (const DialectDescription& dialect : dialects) {
    const std::string settings =
        (with_fields ? write_fields(PinnedFields({dialect}), kIndent) : "") +
        write_dates(dialect.dates, kIndent);
    if (settings.empty()) continue;
    text += fmt::format("  {}:\n{}", dialect.feed.empty() ? "\"\"" : write_scalar(dialect.feed),
                        settings);
  }
  return text.empty() ? text : "feeds:\n" + text;
}

std::string write_setting(std::string_view name, const std::optional<std::string>& value,
                          std::string_view otherwise) {
  return value ? fmt::format("{}: {}\n", name, write_scalar(*value))
               : fmt::format("# {}: {}\n", name, otherwise);
}

}  // namespace

std::string write_pinned_config(const FoundSettings& found) {
  std::string text =
      "# Written by `almanach init`: how the files are read now, so that it stays so. Every "
      "setting "
      "is\n# explained in the sample that comes with Almanach.\n"
      "#   almanach check --config almanach.yml\n"
      "#   almanach serve --config almanach.yml\n\n"
      "# The folder of events; a relative path is below the folder that the program starts in.\n";
  text += fmt::format("content: {}\n\n", write_scalar(found.content));
  text += "# Whose clock the times are by that say nothing of it.\n";
  text += write_setting("timezone", found.timezone, "Europe/Paris");
  text += "\n# In which language pages and calendars are.\n";
  text += write_setting("language", found.language, "fr");
  text += "\n# The public address, without which links lead to this machine.\n";
  text += "# base_url: https://agenda.example.org\n";
  text +=
      "\n# Which key of the front matter holds what. `only` takes no other key, whatever it is "
      "called.\n#\n";
  for (const DialectDescription& dialect : found.dialects) {
    for (const std::string& line : write_description(dialect)) text += write_comment(line);
    text += "#\n";
  }
  const PinnedFields all(found.dialects);
  if (all.agrees()) {
    text += write_fields(all, "");
  } else {
    text += write_comment("The folders write their events in different ways.");
  }
  return text + write_feeds(found.dialects, !all.agrees());
}

}  // namespace almanach
