#pragma once

#include <string>

#include "cli/command_line.hpp"

namespace almanach {

/// The commands as Markdown, made of what --help says: a line each, and a section each.
std::string list_commands(const CLI::App& app);
std::string describe_commands(const CLI::App& app);

}  // namespace almanach
