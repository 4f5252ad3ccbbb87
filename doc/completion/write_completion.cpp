// Writes the completions of the shells, made of the program's own commands and options:
// write_completion bash|zsh|fish OUTPUT
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_line.hpp"

namespace {

/// What may stand behind an option, or as an argument.
enum class Value { none, file, folder, word };

struct Choice {
  std::vector<std::string> names;  ///< with their dashes; none: an argument
  std::string description;
  Value value = Value::none;
  std::vector<std::string> words;  ///< the values, where they are a few words
};

struct CommandChoices {
  std::string name;
  std::string description;
  std::vector<Choice> choices;
};

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    parts.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

/// "DIR", "FILE", "FORMAT:{text,json}"
Choice read_choice(const CLI::Option& option) {
  Choice choice;
  if (!option.get_positional()) choice.names = split(option.get_name(false, true));
  choice.description = option.get_description();
  const std::string type = option.get_type_name();
  const std::size_t open = type.find(":{");
  if (open != std::string::npos) {
    choice.words = split(std::string_view(type).substr(open + 2, type.size() - open - 3));
    choice.value = Value::word;
  } else if (type == "DIR") {
    choice.value = Value::folder;
  } else if (type == "FILE" || type == "PATH" || type == "DIR|FILE") {
    choice.value = Value::file;
  } else if (!type.empty()) {
    choice.value = Value::word;
  }
  return choice;
}

std::vector<CommandChoices> read_commands(const CLI::App& app) {
  std::vector<CommandChoices> commands;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    commands.push_back({command->get_name(), command->get_description(), {}});
    for (const CLI::Option* option : command->get_options())
      commands.back().choices.push_back(read_choice(*option));
  }
  return commands;
}

std::string join(const std::vector<std::string>& words, std::string_view between) {
  return fmt::format("{}", fmt::join(words, between));
}

/// `text` between single quotes, for any shell; an apostrophe in it is a typographic one then.
std::string quote(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("’") : std::string(1, c);
  return quoted + '\'';
}

std::string bash_values(const Choice& choice) {
  switch (choice.value) {
    case Value::folder:
      return "compgen -d";
    case Value::file:
      return "compgen -f";
    case Value::word:
      return choice.words.empty() ? ":" : "compgen -W " + quote(join(choice.words, " "));
    case Value::none:
      break;
  }
  return {};
}

std::string write_bash(const std::vector<CommandChoices>& commands) {
  std::string text =
      "# Completion of almanach for bash.\n"
      "_almanach() {\n"
      "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
      "  local values=\n"
      "  compopt -o filenames 2>/dev/null\n"
      "  case ${COMP_WORDS[1]}:$previous in\n";
  std::vector<std::string> names;
  std::string others;
  for (const CommandChoices& command : commands) {
    names.push_back(command.name);
    std::vector<std::string> options;
    std::string argument = ":";
    for (const Choice& choice : command.choices) {
      options.insert(options.end(), choice.names.begin(), choice.names.end());
      const std::string values = bash_values(choice);
      if (choice.names.empty()) argument = values;
      if (choice.names.empty() || values.empty()) continue;
      std::vector<std::string> patterns;
      for (const std::string& name : choice.names) patterns.push_back(command.name + ':' + name);
      text += fmt::format("    {}) values=$({} -- \"$current\") ;;\n", join(patterns, "|"), values);
    }
    others += fmt::format(
        "    {0}:*) if [[ $current == -* ]]; then values=$(compgen -W {1} -- \"$current\");"
        " else values=$({2} -- \"$current\"); fi ;;\n",
        command.name, quote(join(options, " ")), argument);
  }
  text += others;
  text += fmt::format(
      "    *) if ((COMP_CWORD == 1)); then values=$(compgen -W {} -- \"$current\"); fi ;;\n",
      quote(join(names, " ") + " --help --version"));
  return text +
         "  esac\n"
         "  mapfile -t COMPREPLY < <(printf '%s' \"$values\")\n"
         "}\n"
         "complete -F _almanach almanach\n";
}

std::string zsh_values(const Choice& choice) {
  switch (choice.value) {
    case Value::folder:
      return ":folder:_files -/";
    case Value::file:
      return ":file:_files";
    case Value::word:
      return choice.words.empty() ? ":value: " : ":value:(" + join(choice.words, " ") + ")";
    case Value::none:
      break;
  }
  return {};
}

/// A description in the brackets of _arguments, where some letters have a meaning.
std::string in_brackets(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':') escaped += '\\';
    escaped += c;
  }
  return '[' + escaped + ']';
}

std::string write_zsh(const std::vector<CommandChoices>& commands) {
  std::string text =
      "#compdef almanach\n"
      "# Completion of almanach for zsh.\n"
      "_almanach() {\n"
      "  local -a commands=(\n";
  for (const CommandChoices& command : commands)
    text += "    " + quote(command.name + ':' + command.description) + '\n';
  text +=
      "  )\n"
      "  if ((CURRENT == 2)); then\n"
      "    _describe command commands\n"
      "    return\n"
      "  fi\n"
      "  local command=${words[2]}\n"
      "  shift words\n"
      "  ((CURRENT--))\n"
      "  case $command in\n";
  for (const CommandChoices& command : commands) {
    text += "    " + command.name + ")\n      _arguments";
    for (const Choice& choice : command.choices) {
      if (choice.names.empty()) text += " \\\n        " + quote('*' + zsh_values(choice));
      for (const std::string& name : choice.names) {
        text +=
            " \\\n        " + quote(name + in_brackets(choice.description) + zsh_values(choice));
      }
    }
    text += "\n      ;;\n";
  }
  return text +
         "  esac\n"
         "}\n"
         "_almanach \"$@\"\n";
}

std::string write_fish(const std::vector<CommandChoices>& commands) {
  std::string text =
      "# Completion of almanach for fish.\n"
      "complete -c almanach -f\n";
  for (const CommandChoices& command : commands) {
    text += fmt::format("complete -c almanach -n __fish_use_subcommand -a {} -d {}\n", command.name,
                        quote(command.description));
    const std::string seen =
        fmt::format("complete -c almanach -n '__fish_seen_subcommand_from {}'", command.name);
    for (const Choice& choice : command.choices) {
      std::string line = seen;
      for (const std::string& name : choice.names) {
        line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      }
      if (!choice.names.empty()) line += " -d " + quote(choice.description);
      if (choice.value == Value::folder) line += " -a '(__fish_complete_directories)'";
      if (choice.value == Value::file) line += " -F";
      if (!choice.words.empty()) line += " -a " + quote(join(choice.words, " "));
      const bool takes_file = choice.value == Value::file;
      if (!choice.names.empty() && choice.value != Value::none) line += takes_file ? " -r" : " -x";
      text += line + '\n';
    }
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 3) throw std::runtime_error("write_completion bash|zsh|fish OUTPUT");
    const almanach::CommandLine line;
    const std::vector<CommandChoices> commands = read_commands(line.app());
    const std::string_view shell = argv[1];
    std::ofstream(argv[2], std::ios::binary) << (shell == "bash"  ? write_bash(commands)
                                                 : shell == "zsh" ? write_zsh(commands)
                                                                  : write_fish(commands));
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "write_completion: {}\n", error.what());
    return 1;
  }
}
