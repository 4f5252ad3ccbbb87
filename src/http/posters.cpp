#include "http/posters.hpp"

#include <algorithm>

namespace almanach {
namespace {

constexpr std::string_view kPoster = "poster";

const AddressRow& event_row() {
  return *std::find_if(kAddresses.begin(), kAddresses.end(),
                       [](const AddressRow& row) { return row.responder == Responder::event; });
}

bool has_event_called_poster(const Snapshot& snapshot, std::string_view feed) {
  return find_named(snapshot, {feed, kPoster}).event != nullptr;
}

}  // namespace

bool has_poster(const Snapshot& snapshot, const PublishedFeed& feed) {
  const Retirement* const retirement = snapshot.find_retirement(feed.feed.id);
  const bool goes_on = retirement == nullptr || retirement->is_doubtful ||
                       retirement->stage == Retirement::Stage::announced;
  return goes_on && !has_event_called_poster(snapshot, feed.feed.id);
}

AddressMatch prefer_event(const AddressMatch& asked, const Snapshot& snapshot) {
  if (asked.row->responder != Responder::poster ||
      !has_event_called_poster(snapshot, asked.names.feed))
    return asked;
  return {&event_row(), {asked.names.feed, kPoster}};
}

}  // namespace almanach
