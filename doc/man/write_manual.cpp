// Fills the manual pages' Markdown with what the program's own tables and the sample configuration
// say, so that a page cannot miss a field or a setting: write_manual SOURCE.md ALMANACH.YML
// OUTPUT.md
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "config/field_names.hpp"
#include "config/settings_table.hpp"

namespace {

using almanach::all_settings;
using almanach::front_matter_fields;
using almanach::FrontMatterField;
using almanach::Setting;

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error(path + " cannot be read");
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(' ') == std::string_view::npos;
}

/// Markdown as it stands but for what is between backticks: no other letter has a meaning.
std::string escape(std::string_view text) {
  std::string escaped;
  bool is_code = false;
  for (const char c : text) {
    if (c == '`') is_code = !is_code;
    if (!is_code && std::string_view("\\*_{}[]<>#|").find(c) != std::string_view::npos)
      escaped += '\\';
    escaped += c;
  }
  return escaped;
}

/// The names of a field: "`end`, `fin`".
std::string list_names(const FrontMatterField& field) {
  std::string names;
  for (const std::string& name : field.names) names += (names.empty() ? "`" : ", `") + name + '`';
  return names;
}

/// Reads the sample configuration, whose comments say what each setting is: words behind "# ", then
/// the setting, behind a "#" where it shows the default.
class SettingsPage {
 public:
  explicit SettingsPage(const std::vector<std::string>& lines) {
    std::vector<std::string> block;
    bool is_head = true;
    for (const std::string& line : lines) {
      if (!is_blank(line)) {
        block.push_back(line);
        continue;
      }
      if (!is_head) add(block);
      is_head = false;
      block.clear();
    }
    add(block);
    for (const Setting& setting : all_settings()) {
      const std::string name(setting.name.substr(0, setting.name.find('.')));
      if (told_.count(name) == 0)
        throw std::runtime_error("the sample configuration does not have " + name);
    }
  }

  const std::string& text() const { return text_; }

 private:
  static bool is_words(std::string_view line) { return line.starts_with("# "); }

  void add(const std::vector<std::string>& block) {
    if (block.empty()) return;
    constexpr std::string_view kRule = "# --- ";
    if (block.front().starts_with(kRule)) {
      std::string title = block.front().substr(kRule.size());
      text_ += "# " + upper(title.substr(0, title.find(" --"))) + "\n\n";
      return;
    }
    std::string words;
    std::vector<std::string> code;
    for (const std::string& line : block) {
      // Behind the setting, what is indented belongs to it.
      if (code.empty() && is_words(line)) {
        words += "    " + line.substr(2) + '\n';
      } else {
        code.push_back(line.front() == '#' ? line.substr(1) : line);
      }
    }
    if (code.empty()) return;
    const std::string name = code.front().substr(0, code.front().find(':'));
    if (words.empty())
      throw std::runtime_error("the sample configuration does not say what " + name + " is");
    told_.insert(name);
    text_ += '`' + code.front() + "`\n:" + escape(words.substr(1)) + '\n';
    if (code.size() == 1) return;
    for (const std::string& line : code) text_ += "        " + line + '\n';
    text_ += '\n';
  }

  static std::string upper(std::string text) {
    for (char& c : text) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
  }

  std::string text_;
  std::set<std::string> told_;
};

/// What stands in place of each name between two "@".
std::map<std::string, std::string> list_texts(const std::string& sample) {
  std::map<std::string, std::string> texts = {
      {"version", ALMANACH_VERSION}, {"settings", SettingsPage(split_lines(sample)).text()}};
  for (const FrontMatterField& field : front_matter_fields()) texts[field.name] = list_names(field);
  return texts;
}

std::string fill(const std::string& source, const std::map<std::string, std::string>& texts,
                 std::set<std::string>& used) {
  std::string filled;
  std::size_t at = 0;
  for (std::size_t open = source.find('@'); open != std::string::npos;
       open = source.find('@', at)) {
    const std::size_t close = source.find('@', open + 1);
    const std::string name = source.substr(open + 1, close - open - 1);
    const auto text = texts.find(name);
    if (close == std::string::npos || text == texts.end())
      throw std::runtime_error("nothing is known of @" + name + "@");
    used.insert(name);
    filled += source.substr(at, open - at) + text->second;
    at = close + 1;
  }
  return filled + source.substr(at);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 4) throw std::runtime_error("write_manual SOURCE.md ALMANACH.YML OUTPUT.md");
    const std::map<std::string, std::string> texts = list_texts(read_file(argv[2]));
    std::set<std::string> used;
    const std::string page = fill(read_file(argv[1]), texts, used);
    // A page that tells one field tells all.
    for (const FrontMatterField& field : front_matter_fields()) {
      if (used.count("title") != 0 && used.count(field.name) == 0)
        throw std::runtime_error(fmt::format("{} does not tell @{}@", argv[1], field.name));
    }
    std::ofstream(argv[3], std::ios::binary) << page;
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "write_manual: {}\n", error.what());
    return 1;
  }
}
