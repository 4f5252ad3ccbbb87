#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>

#include "base/digest.hpp"
#include "content/addresses.hpp"
#include "journal/journal.hpp"
#include "journal/uid_owners.hpp"

namespace almanach {
namespace {

/// The name space of Almanach's UIDs: a random UUID, drawn once. Changing it changes every UID ever
/// given.
constexpr std::array<std::uint8_t, 16> kUidNameSpace = {
    0x6b, 0x1d, 0x0c, 0x5e, 0x3f, 0x7a, 0x4d, 0x21, 0x9a, 0x52, 0xe8, 0x04, 0xc7, 0x35, 0xb9, 0x6f};

bool comes_before(const RevisedEvent& a, const RevisedEvent& b) {
  const Instant start_a = covered_time(*a.event).start;
  const Instant start_b = covered_time(*b.event).start;
  return start_a != start_b ? start_a < start_b : a.slug < b.slug;
}

}  // namespace

std::string make_first_uid(const std::string& site_id, const std::string& feed_id,
                           const std::string& path) {
  return make_uuid5(kUidNameSpace, site_id + '\n' + feed_id + '\n' + path);
}

FeedEvents FirstEditions::revise(const Feed& feed, const std::vector<CurrentEvent>& current,
                                 Problems& problems) {
  std::vector<std::string> paths;
  for (const CurrentEvent& entry : current) paths.push_back(entry.event->path);
  const std::map<std::string, std::string> slugs = assign_slugs(paths, problems);

  FeedEvents result{feed, {}};
  UidOwners owners;
  for (const CurrentEvent& entry : current) {
    const Event& event = *entry.event;
    RevisedEvent revised;
    revised.event = entry.event;
    revised.slug = slugs.at(event.path);
    revised.uid = event.uid.empty() ? make_first_uid(site_id_, feed.id, event.path) : event.uid;
    revised.created = event.written.value_or(entry.file_modified);
    revised.modified = std::max(event.modified.value_or(entry.file_modified), revised.created);
    if (const auto owner = owners.claim(revised)) {
      problems.push_back(
          {Severity::error, event.path, 0, 0,
           fmt::format("duplicate uid \"{}\": {} has it already, this event is left out",
                       revised.uid, *owner),
           "give each event a uid of its own, or none"});
      continue;
    }
    result.events.push_back(std::move(revised));
  }
  std::sort(result.events.begin(), result.events.end(), comes_before);
  return result;
}

}  // namespace almanach
