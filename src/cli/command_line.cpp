#include "cli/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/version.hpp"
#include "cli/adoption_task.hpp"
#include "cli/commands.hpp"
#include "cli/locale.hpp"

namespace almanach {
namespace {

/// What the command line says. Each command has its own options; an option that several have means
/// the same in all.
struct Given {
  ConfigArguments config;
  bool confirm_deletions = false;
  std::vector<std::string> paths;
  std::string format = "text";
  std::string chosen_language;
  Language language = Language::english;
  CheckOptions check;
  DiffOptions diff;
  StatusOptions status;
  AdoptionTask adoption;
  LinkOptions link;
  std::string directory;
  std::string file;
  std::string output;
};

/// A command: its options are added to `app` by whoever calls; `run` is called when it is named.
struct Command {
  CLI::App* app;
  std::function<int(Given&)> run;
};

void add_config_option(CLI::App& app, Given& line) {
  app.add_option("--config", line.config.file, "Configuration file, YAML (default: none)")
      ->type_name("FILE");
}

void add_base_url_option(CLI::App& app, Given& line) {
  app.add_option("--base-url", line.config.overrides.base_url,
                 "Public address of the server (default: http:// and the listen address)")
      ->type_name("URL");
}

void add_language_option(CLI::App& app, Given& line) {
  app.add_option("--language", line.chosen_language,
                 "Language of the messages, fr or en (default: the locale's)")
      ->check(CLI::IsMember({"fr", "en"}))
      ->type_name("LANGUAGE");
}

/// Of a command that says what it reads in files.
void add_reading_options(CLI::App& app, Given& line) {
  add_language_option(app, line);
  add_config_option(app, line);
  add_base_url_option(app, line);
}

void add_site_options(CLI::App& app, Given& line) {
  app.add_option("--content", line.config.overrides.content, "Folder of events (default: ./feeds)")
      ->type_name("DIR");
  app.add_option("--state", line.config.overrides.state,
                 "Folder that the journal is kept in (default: none, in memory)")
      ->type_name("DIR");
  app.add_flag("--confirm-deletions", line.confirm_deletions,
               "What is missing from the content folder now is meant to be");
  add_config_option(app, line);
  add_base_url_option(app, line);
}

void add_control_option(CLI::App& app, Given& line, const char* what) {
  app.add_option("--control", line.config.overrides.control, what)->type_name("PATH");
}

/// How a command finds the daemon that it is for.
void add_daemon_options(CLI::App& app, Given& line) {
  add_control_option(app, line, "Control socket of the daemon (default: as the next two say)");
  app.add_option("--state", line.config.overrides.state, "State folder of the daemon")
      ->type_name("DIR");
  app.add_option("--config", line.config.file,
                 "Its configuration (default: that of the installed service)")
      ->type_name("FILE");
  add_language_option(app, line);
}

Command add_serve(CLI::App& app, Given& line) {
  CLI::App* serve = app.add_subcommand("serve", "Serve the content folder over HTTP");
  add_site_options(*serve, line);
  serve
      ->add_option("--listen", line.config.overrides.listen,
                   "Address to listen on (default: 127.0.0.1:8080)")
      ->type_name("HOST:PORT");
  add_control_option(*serve, line,
                     "Control socket to make (default: \"control\" in systemd's runtime directory, "
                     "else in the state folder)");
  serve->add_flag("--preview", line.config.preview,
                  "Show this machine how each file is read, at /preview, as it is saved");
  serve->footer(
      "Ends with SIGTERM; SIGHUP reads the configuration again, SIGUSR1 confirms deletions.\n"
      "Exit status: 0 it was told to end; 1 it failed; 2 the command line, the configuration or "
      "the\n"
      "state folder is wrong, or nothing of the content may be read: starting again changes "
      "nothing.\n"
      "Example: almanach serve --content feeds --state state --base-url "
      "https://agenda.example.org");
  return {serve, [](Given& given) { return run_serve(given.config, given.confirm_deletions); }};
}

Command add_check(CLI::App& app, Given& line) {
  CLI::App* check =
      app.add_subcommand("check", "Report what is odd in folders and files of events");
  check->add_option("paths", line.paths, "Folders and files (default: the content folder)")
      ->type_name("DIR|FILE");
  check->add_flag("--all", line.check.all, "Each problem of each file, with its line");
  check->add_flag("-v,--verbose", line.check.verbose,
                  "A line for each event with what was understood");
  check
      ->add_option("--format", line.format,
                   "text, json, sarif, github, gitlab: annotations of the last two (default: text)")
      ->check(CLI::IsMember({"text", "json", "sarif", "github", "gitlab"}))
      ->type_name("FORMAT");
  check->add_flag("--watch", line.check.watch,
                  "Report again whenever something in the folder changes; Ctrl-C ends it");
  add_reading_options(*check, line);
  check->footer(
      "Exit status: 0 no error (warnings are none); 1 errors; 2 the command line or the\n"
      "configuration is wrong.\n"
      "Example: almanach check --all feeds");
  return {check, [](Given& given) {
            given.check.language = given.language;
            given.check.format = find_report_format(given.format);
            return run_check(given.config, given.paths, given.check);
          }};
}

Command add_diff(CLI::App& app, Given& line) {
  CLI::App* diff =
      app.add_subcommand("diff", "Tell what a change of the content does to subscribers");
  CLI::Option* folders =
      diff->add_option("folders", line.diff.folders, "The old folder of events, and the new one")
          ->type_name("DIR")
          ->expected(0, 2);
  CLI::Option* git =
      diff->add_option("--git", line.diff.base,
                       "Compare the content folder with the commit where it parts from this branch")
          ->type_name("COMMIT")
          ->excludes(folders);
  diff->add_option("--content", line.config.overrides.content,
                   "With --git: folder of events (default: ./feeds)")
      ->type_name("DIR")
      ->needs(git);
  diff->add_flag("--all", line.diff.all, "All changes, not the first 40");
  diff->add_option("--format", line.format,
                   "text, markdown, json, github, gitlab: annotations of the last two (default: "
                   "text)")
      ->check(CLI::IsMember({"text", "markdown", "json", "github", "gitlab"}))
      ->type_name("FORMAT");
  add_reading_options(*diff, line);
  diff->footer(
      "Both are read and published as a running server would, with a journal in memory; nothing "
      "of\n"
      "the repository is written, and no hook is run.\n"
      "Exit status: 0 compared; 1 a server would hold something until it is confirmed, or there "
      "are\n"
      "errors that were not there before; 2 the command line or the configuration is wrong, or "
      "git\n"
      "has not what is asked for.\n"
      "Example: almanach diff --git origin/main --content _events");
  return {diff, [](Given& given) {
            given.diff.language = given.language;
            given.diff.format = find_report_format(given.format);
            return run_diff(given.config, given.diff);
          }};
}

Command add_init(CLI::App& app, Given& line) {
  CLI::App* init =
      app.add_subcommand("init", "Write an almanach.yml that pins how the folder's files are read");
  init->add_option("directory", line.directory,
                   "Folder to look at and to write to (default: the current one)")
      ->type_name("DIR");
  init->footer(
      "An almanach.yml that is there already is left as it is.\n"
      "Exit status: 0 written; 1 it cannot be written; 2 there is one, or no such folder.\n"
      "Example: almanach init /srv/site");
  return {init, [](Given& given) { return run_init(given.directory); }};
}

Command add_show(CLI::App& app, Given& line) {
  CLI::App* show = app.add_subcommand("show", "Write one event's iCalendar to standard output");
  show->add_option("file", line.file, "File of the event")->required()->type_name("FILE");
  add_reading_options(*show, line);
  show->footer(
      "Exit status: 0 written; 1 the file holds no event that is served; 2 there is no such file,\n"
      "or the configuration is wrong.\n"
      "Example: almanach show feeds/workshops/bicycle.md");
  return {show, [](Given& given) { return run_show(given.config, given.file, given.language); }};
}

Command add_export(CLI::App& app, Given& line) {
  CLI::App* write_site =
      app.add_subcommand("export", "Write what would be served into a folder of files");
  write_site->add_option("--output", line.output, "Folder to write to")
      ->required()
      ->type_name("DIR");
  add_site_options(*write_site, line);
  write_site->footer(
      "Without --state the journal is kept in OUTPUT/.almanach. The next 52 dates of each series "
      "have\n"
      "pages of their own.\n"
      "Exit status: 0 written; 1 it failed, or an address is too long for a file name; 2 the "
      "command\n"
      "line, the configuration or the state folder is wrong.\n"
      "Example: almanach export --content feeds --output /var/www/agenda \\\n"
      "           --base-url https://agenda.example.org");
  return {write_site, [](Given& given) {
            return run_export(given.config, given.output, given.confirm_deletions);
          }};
}

Command add_status(CLI::App& app, Given& line) {
  CLI::App* status = app.add_subcommand("status", "Show how the running daemon fares");
  CLI::Option* json = status->add_flag("--json", line.status.json, "As /status.json, for programs");
  status
      ->add_flag("--check", line.status.check,
                 "One line with performance data, as Nagios and its kin read it")
      ->excludes(json);
  add_daemon_options(*status, line);
  status->footer(
      "Without a daemon, tells what the journal says was served last.\n"
      "Exit status: 0 the daemon serves; 1 none answers, or it serves nothing yet; 2 the command\n"
      "line or the configuration is wrong.\n"
      "Exit status of --check:\n"
      "  0 OK        all else; warnings of the content are counted, no more\n"
      "  1 WARNING   files with errors; the content folder is empty or cannot be watched; the\n"
      "              journal was damaged and recovered\n"
      "  2 CRITICAL  nothing is served yet; content cannot be read; a mass deletion or another\n"
      "              reading of files waits to be confirmed; the journal cannot be written; the\n"
      "              last rebuild failed, or the content was not looked at for 120 s\n"
      "  3 UNKNOWN   no daemon answers\n"
      "Example: almanach status --check");
  return {status, [](Given& given) {
            given.status.language = given.language;
            return run_status(given.config, given.status);
          }};
}

Command add_confirm_deletions(CLI::App& app, Given& line) {
  CLI::App* confirm = app.add_subcommand(
      "confirm-deletions", "Tell the running daemon that what is held is meant to be");
  add_daemon_options(*confirm, line);
  confirm->footer(
      "What is missing from the content folder counts as deleted, what is read otherwise than it "
      "was\n"
      "served as meant. Waits until it is served, and prints what has changed.\n"
      "Exit status: 0 done; 1 no daemon answers, or something is still held; 2 the command line "
      "or\n"
      "the configuration is wrong.\n"
      "Example: almanach confirm-deletions");
  return {confirm,
          [](Given& given) { return run_confirm_deletions(given.config, given.language); }};
}

Command add_reload(CLI::App& app, Given& line) {
  CLI::App* reload = app.add_subcommand(
      "reload", "Have the running daemon read its configuration again; a wrong one fails");
  add_daemon_options(*reload, line);
  reload->footer(
      "Exit status: 0 read again; 1 no daemon answers; 2 the configuration is wrong, the one in\n"
      "force is kept.\n"
      "Example: almanach reload");
  return {reload, [](Given& given) { return run_reload(given.config, given.language); }};
}

Command add_adopt(CLI::App& app, Given& line) {
  CLI::App* adopt = app.add_subcommand(
      "adopt", "Show which events a calendar published before has, and take over their UIDs");
  adopt->add_option("calendar", line.adoption.source, "Address or file of the old calendar (.ics)")
      ->required()
      ->type_name("URL|FILE");
  adopt->add_flag("--apply", line.adoption.apply,
                  "Give the certain pairs the old UID and a SEQUENCE above the old one");
  adopt->add_flag("--accept-doubtful", line.adoption.accept_doubtful,
                  "Take doubtful pairs for certain whose events are in no other");
  adopt
      ->add_option("--pair", line.adoption.pairs,
                   "Take this pair for certain: an old UID, and a file as it is shown; repeatable")
      ->allow_extra_args(false)
      ->type_name("UID=FILE");
  adopt->add_option("--feed", line.adoption.feed, "Only events of this feed (default: of all)")
      ->type_name("ID");
  adopt->add_option("--format", line.format, "text or json (default: text)")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORMAT");
  adopt
      ->add_option("--content", line.config.overrides.content,
                   "Folder of events, where no daemon runs (default: as configured)")
      ->type_name("DIR");
  add_base_url_option(*adopt, line);
  add_daemon_options(*adopt, line);
  adopt->footer(
      "Without --apply nothing is changed. Without a daemon the state folder is opened itself, "
      "with\n"
      "the configuration, --content and --base-url that the daemon has.\n"
      "A uid in an event's file goes before an adopted one. Old addresses go on working by "
      "`aliases`\n"
      "in the configuration.\n"
      "Exit status: 0 shown, or adopted; 1 the calendar cannot be fetched, or something could not "
      "be\n"
      "adopted; 2 the command line, the configuration or the calendar is wrong.\n"
      "Example: almanach adopt https://www.example.org/agenda.ics --apply");
  return {adopt, [](Given& given) {
            given.adoption.language = given.language;
            given.adoption.json = given.format == "json";
            return run_adopt(given.config, given.adoption);
          }};
}

Command add_link(CLI::App& app, Given& line) {
  CLI::App* link =
      app.add_subcommand("link", "Make, list and revoke secret links to private feeds");
  link->add_option("action", line.link.action, "add, list or revoke")
      ->required()
      ->check(CLI::IsMember({"add", "list", "revoke"}))
      ->type_name("ACTION");
  link->add_option("target", line.link.target, "add: id or folder of the feed; revoke: the name")
      ->type_name("FEED|NAME");
  link->add_option("--name", line.link.name,
                   "What the link is called in lists and logs (default: link-1, link-2, …)")
      ->type_name("NAME");
  link->add_option("--expires", line.link.expires, "Last day on which it opens anything")
      ->type_name("YYYY-MM-DD");
  link->add_flag("--status", line.link.status, "add: open the status page, and no feed");
  link->add_flag("--all", line.link.all, "list: with those that are revoked");
  add_base_url_option(*link, line);
  add_daemon_options(*link, line);
  link->footer(
      "A feed is private where its feed.yml, or one above it, says \"access: link\". The secret "
      "is\n"
      "shown once, and kept nowhere. Where no daemon runs, the journal in the state folder is\n"
      "changed.\n"
      "Exit status: 0 done; 1 there is no such feed or link, or it cannot be written down; 2 the\n"
      "command line or the configuration is wrong.\n"
      "Example: almanach link add conseil --name \"Conseil municipal\" --expires 2027-06-30");
  return {link, [](Given& given) {
            given.link.language = given.language;
            return run_link(given.config, given.link);
          }};
}

}  // namespace

struct CommandLine::State {
  CLI::App app{"Serves a folder of Markdown events as live calendar feeds", "almanach"};
  Given given;
  std::vector<Command> commands;
};

CommandLine::CommandLine() : state_(std::make_unique<State>()) {
  CLI::App& app = state_->app;
  Given& given = state_->given;
  app.set_version_flag("--version", std::string("almanach ").append(kVersion));
  app.require_subcommand(1);
  app.footer("almanach COMMAND --help tells the options, exit statuses and an example of each.");
  for (const auto& add : {add_serve, add_check, add_diff, add_init, add_show, add_export, add_adopt,
                          add_status, add_confirm_deletions, add_reload, add_link})
    state_->commands.push_back(add(app, given));
}

CommandLine::~CommandLine() = default;

const CLI::App& CommandLine::app() const {
  return state_->app;
}

Language CommandLine::language() const {
  return state_->given.language;
}

int CommandLine::run(int argc, char** argv) {
  try {
    state_->app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return state_->app.exit(error) == 0 ? kDone : kBadUsage;
  }
  const auto named = std::find_if(state_->commands.begin(), state_->commands.end(),
                                  [](const Command& command) { return command.app->parsed(); });
  state_->given.language = language_of_person(state_->given.chosen_language);
  return named->run(state_->given);
}

}  // namespace almanach
