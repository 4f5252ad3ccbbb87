#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "base/log.hpp"
#include "base/problem.hpp"
#include "cli/commands.hpp"
#include "journal/record_store.hpp"

namespace {

using almanach::ConfigArguments;

void add_config_options(CLI::App& command, ConfigArguments& arguments) {
  command.add_option("--config", arguments.file, "Configuration file (YAML)")->type_name("FILE");
  command.add_option("--base-url", arguments.overrides.base_url, "Public address of the server")
      ->type_name("URL");
}

void add_site_options(CLI::App& command, ConfigArguments& arguments, bool& confirm_deletions) {
  command.add_option("--content", arguments.overrides.content, "Folder of events")
      ->type_name("DIR");
  command.add_option("--state", arguments.overrides.state, "Folder that the journal is kept in")
      ->type_name("DIR");
  command.add_flag("--confirm-deletions", confirm_deletions,
                   "What is missing from the content folder now is meant to be");
  add_config_options(command, arguments);
}

/// Says why nothing can be done: to a person as compilers do, to the journal a line each with its
/// priority.
int explain(const almanach::ConfigError& error) {
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
    fmt::print(stderr, "{}", almanach::format_diagnostic(problem, source));
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

int run(int argc, char** argv) {
  CLI::App app("Serves a folder of Markdown events as live calendar feeds", "almanach");
  app.set_version_flag("--version", "almanach " ALMANACH_VERSION);
  app.require_subcommand(1);
  ConfigArguments arguments;

  bool confirm_deletions = false;
  CLI::App* serve = app.add_subcommand("serve", "Serve the content folder over HTTP");
  add_site_options(*serve, arguments, confirm_deletions);
  serve->add_option("--listen", arguments.overrides.listen, "Address to listen on")
      ->type_name("HOST:PORT");

  std::vector<std::string> paths;
  std::string format = "text";
  CLI::App* check =
      app.add_subcommand("check", "Report what is odd in folders and files of events");
  check->add_option("paths", paths, "Folders and files")->type_name("DIR|FILE");
  almanach::CheckOptions check_options;
  check->add_flag("--all", check_options.all, "Each problem of each file, with its line");
  check->add_flag("-v,--verbose", check_options.verbose,
                  "A line for each event with what was understood");
  check->add_option("--format", format, "text or json")->check(CLI::IsMember({"text", "json"}));
  add_config_options(*check, arguments);

  std::string directory;
  CLI::App* init =
      app.add_subcommand("init", "Write an almanach.yml that pins how the folder's files are read");
  init->add_option("directory", directory, "Folder to look at and to write to")->type_name("DIR");

  std::string file;
  CLI::App* show = app.add_subcommand("show", "Write one event's iCalendar to standard output");
  show->add_option("file", file, "File of the event")->required()->type_name("FILE");
  add_config_options(*show, arguments);

  std::string output;
  CLI::App* write_site =
      app.add_subcommand("export", "Write what would be served into a folder of files");
  write_site->add_option("--output", output, "Folder to write to")->required()->type_name("DIR");
  add_site_options(*write_site, arguments, confirm_deletions);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? almanach::kDone : almanach::kBadUsage;
  }
  if (serve->parsed()) return almanach::run_serve(arguments, confirm_deletions);
  if (check->parsed()) {
    check_options.json = format == "json";
    return almanach::run_check(arguments, paths, check_options);
  }
  if (init->parsed()) return almanach::run_init(directory);
  if (write_site->parsed()) return almanach::run_export(arguments, output, confirm_deletions);
  return almanach::run_show(arguments, file);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    almanach::start_log();
    return run(argc, argv);
  } catch (const almanach::ConfigError& error) {
    return explain(error);
  } catch (const almanach::StoreUnusable& error) {
    return explain(error, almanach::kBadUsage);
  } catch (const std::exception& error) {
    return explain(error, almanach::kFailed);
  }
}
