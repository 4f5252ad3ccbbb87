#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "base/clock.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/find_daemon.hpp"
#include "cli/link_text.hpp"
#include "journal/link_desk.hpp"
#include "journal/sqlite_store.hpp"
#include "render/messages/translate.hpp"

namespace almanach {
namespace {

int complain(const std::string& reason, Language language, int status = kFailed) {
  fmt::print(stderr, "almanach: {}\n", translate_message(reason, language));
  return status;
}

/// What is odd about the words of a command; null: nothing.
const char* find_misuse(const LinkOptions& options) {
  if (options.action == "list") {
    if (!options.target.empty()) return "link list takes no name";
    return options.status ? "--status is for link add" : nullptr;
  }
  if (options.action == "revoke") {
    if (options.status) return "--status is for link add";
    return options.target.empty() ? "name the link to revoke: almanach link list" : nullptr;
  }
  if (options.target.empty() && !options.status)
    return "name the feed that the link is to open, or say --status";
  if (!options.target.empty() && options.status) return "a link opens a feed or the status";
  return nullptr;
}

std::string write_form(const LinkOptions& options) {
  return fmt::format("feed={}&name={}&expires={}", percent_encode(options.target),
                     percent_encode(options.name), percent_encode(options.expires));
}

int ask_daemon(const ControlClient& client, const LinkOptions& options) {
  ControlReply reply;
  if (options.action == "add") {
    reply = client.post("/link/add", write_form(options));
  } else if (options.action == "revoke") {
    reply = client.post("/link/revoke", options.target);
  } else {
    reply = client.post("/link/list", options.all ? "all" : "");
  }
  if (reply.status == 200) {
    fmt::print("{}", reply.body);
    return kDone;
  }
  fmt::print(stderr, "almanach: {}", reply.body);
  return kFailed;
}

int add_to_journal(SqliteStore& store, const JournalContents& contents, const LinkOptions& options,
                   const Config& config, Instant now) {
  LinkWish wish{options.target, options.name, {}};
  if (!options.expires.empty()) {
    const auto expiry = read_expiry(options.expires, config);
    if (const auto* refusal = std::get_if<LinkRefusal>(&expiry))
      return complain(refusal->reason, options.language);
    wish.expires = std::get<Instant>(expiry);
  }
  const auto made = make_link(contents.links, contents.feeds, wish, now);
  if (const auto* refusal = std::get_if<LinkRefusal>(&made))
    return complain(refusal->reason, options.language);
  JournalChanges changes;
  changes.links.push_back(std::get<NewLink>(made).record);
  store.save(changes);
  fmt::print("{}", describe_new_link(std::get<NewLink>(made), config, options.language));
  return kDone;
}

int revoke_in_journal(SqliteStore& store, const JournalContents& contents,
                      const LinkOptions& options, Instant now) {
  const auto revoked = revoke_link(contents.links, options.target, now);
  if (const auto* refusal = std::get_if<LinkRefusal>(&revoked))
    return complain(refusal->reason, options.language);
  JournalChanges changes;
  changes.links.push_back(std::get<LinkRecord>(revoked));
  store.save(changes);
  fmt::print("{}", describe_revoked(changes.links.front(), options.language));
  return kDone;
}

/// Where no daemon runs: as it would do it, while it cannot begin.
int open_journal(const Settings& settings, const LinkOptions& options) {
  const std::string& state = settings.start.state;
  std::error_code unseen;
  if (state.empty())
    return complain("no state folder is named either: --state or --config", options.language);
  if (!std::filesystem::exists(std::filesystem::path(state) / "journal.db", unseen)) {
    return complain(fmt::format("there is no journal in {}: start the daemon once", state),
                    options.language);
  }
  const SystemClock clock;
  SqliteStore store(state, clock);
  const JournalContents contents = store.load();
  if (options.action == "add")
    return add_to_journal(store, contents, options, settings.config, clock.now());
  if (options.action == "revoke") return revoke_in_journal(store, contents, options, clock.now());
  fmt::print("{}", describe_links(contents.links, options.all, clock.now(), settings.config,
                                  options.language));
  return kDone;
}

}  // namespace

int run_link(const ConfigArguments& arguments, const LinkOptions& options) {
  if (const char* misuse = find_misuse(options))
    return complain(misuse, options.language, kBadUsage);
  try {
    return ask_daemon(connect_to_daemon(find_daemon(arguments).start, options.language), options);
  } catch (const ControlUnreachable& error) {
    try {
      return open_journal(find_daemon(arguments, true).arguments.read(), options);
    } catch (const StoreError& refusal) {
      complain(error.what(), options.language);
      return complain(refusal.what(), options.language);
    }
  }
}

}  // namespace almanach
