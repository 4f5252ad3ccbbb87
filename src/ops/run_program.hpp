#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace almanach {

/// How a program ended, and what it wrote.
struct ProgramResult {
  int status = 0;      ///< its exit status; 128 and the signal's number where one ended it
  std::string output;  ///< its standard output, whole
  std::string errors;  ///< its standard error, whole
};

/// What a program finds in place of this process's environment.
struct ProgramEnvironment {
  std::vector<std::pair<std::string, std::string>> set;
  std::vector<std::string> unset;
};

/// Runs a program that is looked for in PATH, without a shell, and waits for its end. `command`:
/// its name and arguments, as they stand. `input`: what it reads from standard input. Throws
/// std::system_error where it cannot be started: std::errc::no_such_file_or_directory where there
/// is none of that name. Any thread.
ProgramResult run_program(const std::vector<std::string>& command,
                          const ProgramEnvironment& environment = {}, std::string_view input = {});

}  // namespace almanach
