#include <charconv>

#include "base/text.hpp"
#include "http/dav/property_request.hpp"
#include "http/dav/refusal.hpp"
#include "http/dav/reports.hpp"
#include "http/dav/sync.hpp"

namespace almanach::dav {
namespace {

constexpr std::string_view kScheme = "data:,";

/// How many events are compared with a token in a step of work.
constexpr std::size_t kEventsInStep = 2;

/// A number that is no answer to "at most how many" is a fault of the request.
std::size_t read_limit(const XmlElement& body) {
  const XmlElement* limit = body.find(dav_name("limit"));
  const XmlElement* count = limit == nullptr ? nullptr : limit->find(dav_name("nresults"));
  if (limit == nullptr) return 0;
  const std::string_view text = count == nullptr ? std::string_view() : trim(count->text);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0)
    throw Refusal(400, "A limit wants nresults, a number from 1.\n");
  return number;
}

/// RFC 6578 section 6.3. Calendars have no collections in them, so all levels are one.
void check_level(const XmlElement& body) {
  const XmlElement* level = body.find(dav_name("sync-level"));
  if (level == nullptr) return;  // of older drafts, which had Depth instead
  const std::string_view text = trim(level->text);
  if (text != "1" && text != "infinite") throw Refusal(400, "A sync-level is 1 or infinite.\n");
}

SyncToken read_since(const XmlElement& body, const SyncToken& now) {
  const XmlElement* element = body.find(dav_name("sync-token"));
  if (element == nullptr) throw Refusal(400, "A sync-collection wants a sync-token.\n");
  std::string_view text = trim(element->text);
  if (text.empty()) return begin_sync(now);
  const bool ours = text.starts_with(kScheme);
  if (ours) text.remove_prefix(kScheme.size());
  const auto token = ours ? read_sync_token(text) : std::nullopt;
  if (!token || !is_valid(*token, now)) throw Refusal(403, dav_name("valid-sync-token"));
  return *token;
}

SyncedSet make_set(const PublishedFeed& feed, const SyncToken& now) {
  SyncedSet set;
  set.name = SyncedSet::Name::slug;
  set.now = now;
  set.events.reserve(feed.events.size());
  for (const auto& event : feed.events) set.events.push_back(event.get());
  for (const GonePair& pair : feed.past->gone_pairs) set.gone_pairs.push_back(&pair);
  set.is_chosen = [](const PublishedEvent&) { return true; };
  set.was_chosen = set.is_chosen;
  return set;
}

void write_truncation(const std::string& href, XmlWriter& writer) {
  writer.open("response");
  writer.leaf("href", href);
  writer.leaf("status", "HTTP/1.1 507 Insufficient Storage");
  writer.open("error");
  writer.empty("number-of-matches-within-limits");
  writer.close("error");
  writer.close("response");
}

}  // namespace

SyncToken present_sync_state(const Snapshot& snapshot, const PublishedFeed& feed) {
  // What the journal has not yet written down is told again.
  const std::uint64_t revision = std::min(feed.revision, snapshot.durable_revision);
  return {snapshot.journal_id, name_set("dav " + feed.feed.id, ""), Day(), revision, revision, {}};
}

std::string write_sync_uri(const SyncToken& token) {
  return std::string(kScheme) + write_sync_token(token);
}

std::string present_sync_token(const Snapshot& snapshot, const PublishedFeed& feed) {
  return write_sync_uri(present_sync_state(snapshot, feed));
}

/// RFC 6578 section 3.2.
Answer answer_sync_collection(const Context& context, const ReportRequest& request) {
  PropertyRequest wanted = read_property_request(request.body, true);
  wanted.minimal = request.minimal;
  check_level(request.body);
  const auto& feed = *request.resource.feed;
  const SyncToken now = present_sync_state(context.snapshot, *feed);
  const SyncToken since = read_since(request.body, now);
  context.work.spend((feed->events.size() + feed->past->gone_pairs.size()) / kEventsInStep);
  const SyncChanges changes = list_changes(make_set(*feed, now), since, read_limit(request.body));

  Multistatus answer(context, wanted);
  for (const PublishedEvent* event : changes.changed) answer.tell(make_object(feed, *event));
  for (const std::string& slug : changes.removed)
    answer.tell_status(context.hrefs.href(request.resource.path + slug + ".ics"), "404 Not Found");
  if (changes.truncated) write_truncation(context.href(request.resource), answer.writer());
  answer.writer().leaf("sync-token", write_sync_uri(changes.next));
  return answer.finish();
}

}  // namespace almanach::dav
