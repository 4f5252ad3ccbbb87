#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace almanach {

/// What names an event in its folder: the path of its file and, where the file holds several, '#'
/// and the event's key: "fetes/bal.md", "fetes/list.yml#bal". A key has letters, digits, '_' and
/// '-' only and a file of ours an ending with a full stop, so that "fetes/c#-night.md" is a file.
std::string make_event_path(std::string_view file, std::string_view key);

/// The file of an event; of a file, itself.
std::string file_of(std::string_view event_path);

/// The event's key in its file; empty where it has none.
std::string_view key_of(std::string_view event_path);

/// The folder part of a path below the content folder; empty for a file in the content folder
/// itself.
std::string folder_of(std::string_view path);

/// Feed ids by folder. A folder of `known` keeps its id. The others get the parts of their path,
/// slugified, joined by "--"; the content folder itself (an empty folder) is named `root_name`. A
/// reserved or repeated id gets a number; that is reported with the folder as the problem's file.
/// Folders are served in their order: the first keeps the plain id.
std::map<std::string, std::string> assign_feed_ids(const std::vector<std::string>& folders,
                                                   const std::map<std::string, std::string>& known,
                                                   std::string_view root_name, Problems& problems);

/// Whether a feed may have that id: small letters, digits, '-' and '_' make one. Any thread.
bool may_be_feed_id(std::string_view text);

/// The slug of an event: its file's name without ending and without a Jekyll date prefix,
/// slugified; with its key after it where it has one; of a list (.yml, .yaml, .ics) the key alone.
/// Where that is reserved or taken the whole name stays before it, else it gets a number.
std::string choose_slug(std::string_view path,
                        const std::function<bool(const std::string&)>& is_taken);

/// The slug that an event path asks for, be it taken or not. Never empty.
std::string plain_slug(std::string_view event_path);

/// What to tell of an event that has not the slug its path asks for; empty where it has. The
/// problem's file is the event's.
std::optional<Problem> describe_other_slug(const std::string& path, const std::string& slug);

/// What the address of an event is made from whose file nobody has placed: its path, but for an
/// index in a folder of its own ("fetes/bal/index.md" in the feed "fetes"), which is called as the
/// folder is.
std::string plain_address_path(const std::string& event_path, std::string_view feed_folder);

/// The name under which a feed knows a slug of a feed that it has taken in, whose id that was. No
/// slug is one.
std::string make_former_name(std::string_view former_id, std::string_view slug);

/// The id and the slug of such a name; the id is empty where it is a slug alone.
struct FormerName {
  std::string_view feed_id;
  std::string_view slug;
};
FormerName read_former_name(std::string_view name);

}  // namespace almanach
