#include "commands_text.hpp"

#include <CLI/CLI.hpp>

#include "markdown.hpp"

namespace almanach {
namespace {

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

/// "DIR"; without what CLI11 says of the values.
std::string type_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  return type.substr(0, type.find(":{"));
}

/// "`--content` *DIR*"
std::string write_term(const CLI::Option& option) {
  std::string term = option.get_positional() ? "" : '`' + option.get_name(false, true) + '`';
  const std::string type = type_of(option);
  if (!type.empty()) term += (term.empty() ? "*" : " *") + type + '*';
  return term;
}

/// " --output DIR", " [DIR|FILE ...]"; nothing for an option that may be left out.
std::string write_usage(const CLI::Option& option) {
  const bool is_needed = option.get_required();
  if (!option.get_positional())
    return is_needed ? ' ' + option.get_name(false, true) + ' ' + type_of(option) : "";
  const std::string type = type_of(option) + (option.get_expected_max() > 1 ? " ..." : "");
  return is_needed ? ' ' + type : " [" + type + ']';
}

}  // namespace

std::string list_commands(const CLI::App& app) {
  std::string list;
  for (const CLI::App* command : commands_of(app)) {
    list += "    almanach " + command->get_name();
    for (const CLI::Option* option : command->get_options()) list += write_usage(*option);
    list += " [OPTION ...]\n";
  }
  return list;
}

std::string describe_commands(const CLI::App& app) {
  std::string text;
  for (const CLI::App* command : commands_of(app)) {
    text += "## almanach " + command->get_name() + "\n\n";
    text += escape_markdown(command->get_description()) + ".\n\n";
    for (const CLI::Option* option : command->get_options()) {
      if (option->get_name() == "--help") continue;
      text += write_term(*option) + "\n:   " + escape_markdown(option->get_description()) + ".\n\n";
    }
    text += "```\n" + command->get_footer() + "\n```\n\n";
  }
  return text;
}

}  // namespace almanach
