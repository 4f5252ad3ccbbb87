#include "http/retired_feed.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "http/answers.hpp"
#include "model/public_addresses.hpp"

namespace almanach {
namespace {

Answer answer_ended(const Retirement& retirement) {
  std::string text = "This calendar has ended.\n";
  if (!retirement.successor_address.empty())
    text += fmt::format("It goes on at {}\n", retirement.successor_address);
  return answer_text(410, std::move(text));
}

}  // namespace

std::optional<Answer> answer_retired(const Asked& asked, const PublishedFeed& feed,
                                     std::string_view ending, const Config& config) {
  const Retirement* const retirement = asked.snapshot.find_retirement(feed.feed.id);
  if (retirement == nullptr || retirement->stage == Retirement::Stage::announced ||
      retirement->served_on)
    return std::nullopt;
  std::optional<Answer> answer;
  if (!retirement->successor_feed.empty()) {
    answer = moved_to(with_query(
        fmt::format("{}/{}{}", base_path(config.base_url), retirement->successor_feed, ending),
        asked.request));
  } else if (!retirement->successor_address.empty() && ending == ".ics") {
    // What programs read there is iCalendar, as far as one knows.
    answer = moved_to(retirement->successor_address);
  } else if (retirement->stage == Retirement::Stage::closed) {
    answer = answer_ended(*retirement);
  }
  if (answer) answer->route = Route::feed;
  return answer;
}

}  // namespace almanach
