#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "base/log.hpp"
#include "base/problem.hpp"
#include "cli/check_report.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/git_tree.hpp"
#include "journal/record_store.hpp"
#include "render/messages/translate.hpp"

namespace {

/// Says why nothing can be done: to a person as compilers do, to the journal a line each with its
/// priority.
int explain(const almanach::ConfigError& error, almanach::Language language) {
  for (const almanach::Problem& problem : error.problems()) {
    if (almanach::writes_to_journal()) {
      almanach::log_error("{}:{}:{}: {}; {}", problem.file, problem.line, problem.column,
                          problem.message, problem.hint);
      continue;
    }
    std::string source;
    if (problem.line > 0) {
      std::ifstream stream(problem.file, std::ios::binary);
      source.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    }
    fmt::print(stderr, "{}", almanach::write_diagnostic(problem, source, language));
  }
  return almanach::kBadUsage;
}

int explain(const std::exception& error, int status) {
  if (almanach::writes_to_journal()) {
    almanach::log_error("{}", error.what());
  } else {
    fmt::print(stderr, "almanach: {}\n", error.what());
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  almanach::CommandLine line;
  try {
    almanach::start_log();
    return line.run(argc, argv);
  } catch (const almanach::ConfigError& error) {
    return explain(error, line.language());
  } catch (const almanach::GitError& error) {
    fmt::print(stderr, "almanach: {}\n",
               almanach::translate_message(error.what(), line.language()));
    return almanach::kBadUsage;
  } catch (const almanach::StoreUnusable& error) {
    return explain(error, almanach::kBadUsage);
  } catch (const std::exception& error) {
    return explain(error, almanach::kFailed);
  }
}
