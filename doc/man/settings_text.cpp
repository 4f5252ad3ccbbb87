#include "settings_text.hpp"

#include <set>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "config/settings_table.hpp"
#include "markdown.hpp"

namespace almanach {
namespace {

using Lines = std::vector<std::string>;

/// The parts of a text that blank lines divide.
std::vector<Lines> split_blocks(const std::string& text) {
  std::vector<Lines> blocks(1);
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (line.find_first_not_of(' ') != std::string::npos) {
      blocks.back().push_back(line);
    } else if (!blocks.back().empty()) {
      blocks.emplace_back();
    }
  }
  return blocks;
}

std::string in_capitals(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

class SettingsWriter {
 public:
  std::string write(const std::string& sample) {
    const std::vector<Lines> blocks = split_blocks(sample);
    // The first one is of the whole file.
    for (std::size_t i = 1; i < blocks.size(); ++i) add(blocks[i]);
    for (const Setting& setting : all_settings()) {
      const std::string name(setting.name.substr(0, setting.name.find('.')));
      if (told_.count(name) == 0)
        throw std::runtime_error("the sample configuration does not have " + name);
    }
    return std::move(text_);
  }

 private:
  void add(const Lines& block) {
    constexpr std::string_view kRule = "# --- ";
    if (block.empty()) return;
    if (block.front().starts_with(kRule)) {
      const std::string title = block.front().substr(kRule.size());
      text_ += "# " + in_capitals(title.substr(0, title.find(" --"))) + "\n\n";
      return;
    }
    std::string words;
    Lines code;
    for (const std::string& line : block) {
      // Behind the setting, what is indented belongs to it.
      if (code.empty() && line.starts_with("# ")) {
        words += line.substr(2) + '\n';
      } else {
        code.push_back(line.front() == '#' ? line.substr(1) : line);
      }
    }
    if (!code.empty()) add(words, code);
  }

  void add(const std::string& words, const Lines& code) {
    const std::string name = code.front().substr(0, code.front().find(':'));
    if (words.empty())
      throw std::runtime_error("the sample configuration does not say what " + name + " is");
    told_.insert(name);
    text_ += '`' + code.front() + "`\n:" + indent_lines(escape_markdown(words), "    ").substr(1);
    text_ += '\n';
    if (code.size() == 1) return;
    for (const std::string& line : code) text_ += "        " + line + '\n';
    text_ += '\n';
  }

  std::string text_;
  std::set<std::string> told_;
};

}  // namespace

std::string describe_settings(const std::string& sample) {
  return SettingsWriter().write(sample);
}

}  // namespace almanach
