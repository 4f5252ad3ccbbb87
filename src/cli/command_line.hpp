#pragma once

#include <memory>

#include "render/html/language.hpp"

namespace CLI {
class App;
}

namespace almanach {

/// The program's commands and their options. What --help says of them, the manual page almanach(1)
/// and the shells' completions say too (doc/man). One thread.
class CommandLine {
 public:
  CommandLine();
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  /// All that can be said, as CLI11 has it. For this object's life.
  const CLI::App& app() const;

  /// Does what the arguments say and returns the exit status (cli/commands.hpp). What is wrong with
  /// them, and what --help asks for, is printed. Throws what the commands throw.
  int run(int argc, char** argv);

  /// The language to tell what run() has thrown in: the option's, else the locale's;
  /// English before the arguments are understood.
  Language language() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace almanach
