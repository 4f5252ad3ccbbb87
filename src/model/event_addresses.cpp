#include "model/event_addresses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "model/address_table.hpp"

namespace almanach {
namespace {

/// Of a file, or an event in it.
std::string_view file_stem(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

/// "2023-05-10-conference" -> "conference" (Jekyll's name of a post); other names stay.
std::string_view without_date_prefix(std::string_view stem) {
  constexpr std::string_view kPattern = "dddd-dd-dd-";
  if (stem.size() <= kPattern.size()) return stem;
  for (std::size_t i = 0; i < kPattern.size(); ++i) {
    const bool digit = stem[i] >= '0' && stem[i] <= '9';
    if (kPattern[i] == 'd' ? !digit : stem[i] != kPattern[i]) return stem;
  }
  return stem.substr(kPattern.size());
}

std::string with_number(const std::string& name,
                        const std::function<bool(const std::string&)>& is_taken) {
  for (int number = 2;; ++number) {
    std::string candidate = fmt::format("{}-{}", name, number);
    if (!is_taken(candidate)) return candidate;
  }
}

std::string or_else(const std::string& slug, std::string_view otherwise) {
  return slug.empty() ? std::string(otherwise) : slug;
}

/// Whether a file of this name holds a list of events, so that its own name says nothing of them.
bool is_list(std::string_view file) {
  constexpr std::array<std::string_view, 5> kEndings = {".yml", ".yaml", ".json", ".toml", ".ics"};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return file.ends_with(ending); });
}

/// The file's whole name, and the key.
std::string whole_slug(std::string_view path) {
  const std::string key(key_of(path));
  return slugify(std::string(file_stem(path)) + (key.empty() ? "" : "-" + key));
}

std::string plain_feed_id(std::string_view folder, std::string_view root_name) {
  if (folder.empty()) return or_else(slugify(root_name), "agenda");
  std::string id;
  while (!folder.empty()) {
    const std::size_t slash = folder.find('/');
    std::string_view part = folder.substr(0, slash);
    folder.remove_prefix(slash == std::string_view::npos ? folder.size() : slash + 1);
    while (!part.empty() && part.front() == '_') part.remove_prefix(1);
    if (!id.empty()) id += "--";
    id += or_else(slugify(part), "agenda");
  }
  return id;
}

}  // namespace

std::string make_event_path(std::string_view file, std::string_view key) {
  std::string path(file);
  if (!key.empty()) path.append("#").append(key);
  return path;
}

std::string file_of(std::string_view event_path) {
  const std::string_view key = key_of(event_path);
  return std::string(event_path.substr(0, event_path.size() - (key.empty() ? 0 : key.size() + 1)));
}

std::string_view key_of(std::string_view event_path) {
  const std::size_t mark = event_path.rfind('#');
  if (mark == std::string_view::npos) return {};
  const std::string_view key = event_path.substr(mark + 1);
  return key.find_first_of("./") == std::string_view::npos ? key : std::string_view();
}

std::string plain_slug(std::string_view event_path) {
  std::string key(key_of(event_path));
  if (!key.empty() && is_list(file_of(event_path))) return key;
  const std::string name = or_else(slugify(without_date_prefix(file_stem(event_path))), "event");
  return key.empty() ? name : name + "-" + key;
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? "" : std::string(path.substr(0, slash));
}

std::map<std::string, std::string> assign_feed_ids(const std::vector<std::string>& folders,
                                                   const std::map<std::string, std::string>& known,
                                                   std::string_view root_name, Problems& problems) {
  std::map<std::string, std::string> ids;
  std::set<std::string> taken;
  for (const auto& [folder, id] : known) taken.insert(id);
  for (const std::string& folder : folders) {
    const std::string plain = plain_feed_id(folder, root_name);
    const bool reserved = is_reserved_feed_id(plain);
    std::string id = plain;
    if (const auto before = known.find(folder); before != known.end()) {
      id = before->second;
    } else if (reserved || taken.count(plain) != 0) {
      id = with_number(plain, [&](const std::string& other) { return taken.count(other) != 0; });
    }
    if (id != plain) {
      problems.push_back({Severity::warning, folder.empty() ? "." : folder, 0, 0,
                          fmt::format("the feed id \"{}\" is {}: this folder is served as \"{}\"",
                                      plain, reserved ? "reserved" : "taken by another folder", id),
                          "rename the folder to choose its address yourself"});
    }
    taken.insert(id);
    ids[folder] = id;
  }
  return ids;
}

bool may_be_feed_id(std::string_view text) {
  constexpr std::string_view kCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  return !text.empty() && text.find_first_not_of(kCharacters) == std::string_view::npos;
}

std::string choose_slug(std::string_view path,
                        const std::function<bool(const std::string&)>& is_taken) {
  const auto is_free = [&](const std::string& slug) {
    return !slug.empty() && !is_reserved_slug(slug) && !is_taken(slug);
  };
  std::string plain = plain_slug(path);
  if (is_free(plain)) return plain;
  std::string whole = whole_slug(path);
  return is_free(whole) ? whole : with_number(plain, is_taken);
}

std::string plain_address_path(const std::string& event_path, std::string_view feed_folder) {
  const std::string folder = folder_of(event_path);
  if (folder == feed_folder || file_stem(file_of(event_path)) != "index") return event_path;
  return folder + event_path.substr(event_path.rfind('.'));
}

std::string make_former_name(std::string_view former_id, std::string_view slug) {
  return fmt::format("{}/{}", former_id, slug);
}

FormerName read_former_name(std::string_view name) {
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos) return {{}, name};
  return {name.substr(0, slash), name.substr(slash + 1)};
}

std::optional<Problem> describe_other_slug(const std::string& path, const std::string& slug) {
  // Nearly all are named as their files are; the rest takes a while.
  if (slug == file_stem(path) && without_date_prefix(slug) == slug && key_of(path).empty())
    return std::nullopt;
  const std::string plain = plain_slug(path);
  if (slug == plain) return std::nullopt;
  const bool keyed = !key_of(path).empty();
  return Problem{
      Severity::warning,
      file_of(path),
      0,
      0,
      fmt::format("duplicate slug: the address \"{}\" is {}, this event is served as \"{}\"", plain,
                  is_reserved_slug(plain) ? "reserved"
                  : keyed                 ? "another event's"
                                          : "another file's",
                  slug),
      keyed ? "give the event an id to choose its address yourself"
            : "rename the file to choose its address yourself"};
}

}  // namespace almanach
