#include "publish/usable_aliases.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/form_query.hpp"
#include "base/text.hpp"
#include "model/address_table.hpp"
#include "publish/choices.hpp"

namespace almanach {
namespace {

/// Whether a feed or an event has, or had, that address.
bool is_taken(const Snapshot& snapshot, std::string_view path) {
  const AddressMatch match = find_address(path);
  if (!match.row->pattern.has_feed()) return false;
  const PublishedFeed* const feed = snapshot.find_feed(match.names.feed);
  if (feed == nullptr || !match.row->pattern.has_slug()) return feed != nullptr;
  const std::string slug(match.names.slug);
  return Snapshot::find_event(*feed, slug) != nullptr ||
         feed->past->former_slugs.count(slug) != 0 || feed->past->gone_slugs.count(slug) != 0;
}

/// What is wrong with the choices, in one line; empty: nothing.
std::string find_bad_choice(const std::string& choices) {
  for (const auto& [name, value] : read_form_query(choices)) {
    if (!is_choice(name)) return fmt::format("{}={}", name, value);
  }
  const auto reading = read_choices(choices);
  const auto* fault = std::get_if<std::string>(&reading);
  return fault == nullptr ? "" : fault->substr(0, fault->find(" cannot be understood"));
}

std::optional<Problem> find_fault(const Alias& alias, const Snapshot& snapshot) {
  Problem problem{Severity::error, alias.file, alias.position.line, alias.position.column, "", ""};
  if (alias.feed != "all" && snapshot.find_feed(alias.feed) == nullptr) {
    std::vector<std::string> ids;
    for (const auto& feed : snapshot.feeds) ids.push_back(feed->feed.id);
    const std::string near = nearest(alias.feed, ids);
    problem.message = fmt::format("aliases: \"{}\" leads to \"{}\", which is no public feed",
                                  alias.written, alias.feed);
    problem.hint = near.empty() ? "write the id of a public feed, as in its address, or all"
                                : fmt::format("did you mean \"{}\"?", near);
    return problem;
  }
  if (const std::string bad = find_bad_choice(alias.choices); !bad.empty()) {
    problem.message = fmt::format("aliases: \"{}\": \"{}\" is no choice", alias.written, bad);
    problem.hint = "write choices as in the address of a feed: category=Concert&past=90d";
    return problem;
  }
  if (is_taken(snapshot, alias.path)) {
    problem.message = fmt::format(
        "aliases: \"{}\" is the address of a feed or an event, which answers there", alias.written);
    problem.hint = "take the alias out, or rename the folder or the file";
    return problem;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Alias> usable_aliases(const std::vector<Alias>& aliases, const Snapshot& snapshot,
                                  Problems& problems) {
  std::vector<Alias> usable;
  for (const Alias& alias : aliases) {
    if (auto fault = find_fault(alias, snapshot)) {
      problems.push_back(*std::move(fault));
    } else {
      usable.push_back(alias);
    }
  }
  return usable;
}

}  // namespace almanach
