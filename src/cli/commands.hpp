#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/config.hpp"
#include "render/html/language.hpp"

namespace almanach {

/// Exit statuses of the program.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;  ///< the content or the job failed
/// Bad usage, configuration or state folder: starting again changes nothing.
inline constexpr int kBadUsage = 2;

/// The configuration as the command line names it.
struct ConfigArguments {
  std::optional<std::string> file;
  ConfigOverrides overrides;
  bool preview = false;  ///< see Config::has_preview

  /// Reads the file, if any, but not the files that it names. Throws ConfigError.
  Settings read() const;
  /// Reads those too: the look of what is served. Throws ConfigError.
  Settings read_whole() const;
  /// Reads the file and those that it names again, if any, while `in_force` goes on holding. Throws
  /// ConfigError.
  Reload reread(const StartSettings& in_force) const;
};

/// Each runs one command and returns the exit status. They throw ConfigError and what the operating
/// system throws.

/// Serves until SIGTERM or SIGINT; SIGHUP reads the configuration again, SIGUSR1 confirms that what
/// is missing from the content folder is meant to be. `confirm_deletions` does so at the start.
int run_serve(const ConfigArguments& arguments, bool confirm_deletions);

/// What `status` asks.
struct StatusOptions {
  bool json = false;                      ///< as /status.json
  bool check = false;                     ///< the verdict in a line, as monitoring plugins give it
  Language language = Language::english;  ///< but for JSON and the verdict
};

/// The following three speak to the running daemon, by its control socket: the one that the command
/// line names, else the installed service's. What people read is in `language`.

/// Prints what /status shows. Where no daemon answers, what the journal says was served last goes
/// to standard output, and the status is kFailed. `check`: describe_health()'s line; the status is
/// the number of its verdict, 3 where no daemon answers.
int run_status(const ConfigArguments& arguments, const StatusOptions& options);

/// Has what is missing from the content folder count as deleted, and what is read otherwise as
/// meant; waits for it and prints what has changed. kFailed: something is still held.
int run_confirm_deletions(const ConfigArguments& arguments, Language language);

/// Has the configuration read again. kBadUsage: it is faulty, and the one in force is kept.
int run_reload(const ConfigArguments& arguments, Language language);

/// How `check` and `diff` write what they have found.
enum class ReportFormat {
  text,
  markdown,  ///< `diff` alone
  json,
  sarif,   ///< `check` alone
  github,  ///< workflow commands of GitHub Actions
  gitlab   ///< a Code Quality report of GitLab
};
/// The format of that name. Precondition: it is the name of one.
ReportFormat find_report_format(const std::string& name);

struct AdoptionTask;

/// Matches an old calendar with what is served and shows it; where `task` says so, has its UIDs
/// adopted: by the daemon, or, where none answers and a state folder is named, by opening that.
/// kFailed: the calendar cannot be fetched, or something could not be adopted. kBadUsage: there is
/// no such file, feed or pair, or the file is no calendar.
int run_adopt(const ConfigArguments& arguments, AdoptionTask task);

/// What `link` is to do.
struct LinkOptions {
  std::string action;  ///< "add", "list", "revoke"
  std::string target;  ///< a feed, or the name of a link; may be empty
  std::string name;
  std::string expires;
  bool status = false;  ///< a link to the status, not to a feed
  bool all = false;     ///< the list has revoked ones too
  Language language = Language::english;
};

/// Makes, lists and revokes secret links, through the running daemon or, where none answers, in the
/// journal of its state folder, which is locked meanwhile. kBadUsage: the words do not fit
/// together.
int run_link(const ConfigArguments& arguments, const LinkOptions& options);

/// How `check` reports.
struct CheckOptions {
  ReportFormat format = ReportFormat::text;
  bool all = false;      ///< each problem with its source, not each cause in a line
  bool verbose = false;  ///< a line for each event with what was understood
  bool watch = false;    ///< of one folder, again whenever it changes, until SIGINT or SIGTERM
  Language language = Language::english;  ///< of what is said, but for JSON
};

/// Reports on standard output how the folders and files named are read, and their problems.
int run_check(const ConfigArguments& arguments, const std::vector<std::string>& paths,
              const CheckOptions& options);

/// What `diff` compares, and how it reports.
struct DiffOptions {
  std::vector<std::string> folders;  ///< the old one and the new one; none with `base`
  std::string base;                  ///< what git knows as a commit; empty: the folders count
  ReportFormat format = ReportFormat::text;
  bool all = false;  ///< all changes, however many
  Language language = Language::english;
};

/// Reports on standard output what the new folder in place of the old one does to subscribers or,
/// with `base`, the content folder as it is in place of the one in the commit where the present one
/// parts from `base`. kFailed: something would be held, or there are new errors. Throws GitError,
/// too.
int run_diff(const ConfigArguments& arguments, const DiffOptions& options);

/// Writes `almanach.yml` into `directory` (empty: the current one), which pins how the folder of
/// events there is read: `feeds` in it where there is one, else itself. An existing file stays.
int run_init(const std::string& directory);

/// Writes one event's calendar to standard output, its problems in `language` to standard error.
int run_show(const ConfigArguments& arguments, const std::string& file, Language language);

/// Writes what the server would serve into the folder `output`, as files that any web server can
/// serve. The content's problems go to standard error and do not fail it: the last good version of
/// each event is written, as it would be served. Addresses that are too long for file names are
/// left out, reported, and fail it. `confirm_deletions`: as for serve.
int run_export(const ConfigArguments& arguments, const std::string& output, bool confirm_deletions);

}  // namespace almanach
