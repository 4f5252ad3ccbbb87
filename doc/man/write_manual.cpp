// Fills the manual pages' Markdown with what the program's own tables and the sample configuration
// say, so that a page cannot miss a field or a setting: write_manual SOURCE.md ALMANACH.YML
// OUTPUT.md
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>
#include <string>

#include "base/version.hpp"
#include "cli/command_line.hpp"
#include "commands_text.hpp"
#include "config/field_names.hpp"
#include "settings_text.hpp"

namespace {

using almanach::front_matter_fields;
using almanach::FrontMatterField;

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error(path + " cannot be read");
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// The names of a field: "`end`, `fin`".
std::string list_names(const FrontMatterField& field) {
  std::string names;
  for (const std::string& name : field.names) names += (names.empty() ? "`" : ", `") + name + '`';
  return names;
}

/// What stands in place of each name between two "@".
std::map<std::string, std::string> list_texts(const std::string& sample) {
  const almanach::CommandLine line;
  std::map<std::string, std::string> texts = {
      {"version", std::string(almanach::kVersion)},
      {"settings", almanach::describe_settings(sample)},
      {"synopsis", almanach::list_commands(line.app())},
      {"commands", almanach::describe_commands(line.app())}};
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
