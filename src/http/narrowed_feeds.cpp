#include "http/narrowed_feeds.hpp"

#include "http/answers.hpp"
#include "publish/chosen_feeds.hpp"

namespace almanach {

std::optional<Answer> narrow_feeds(Choices& choices, const Snapshot& snapshot) {
  switch (narrow_to_known_feeds(choices, snapshot)) {
    case FeedsFound::all:
    case FeedsFound::some:
      return std::nullopt;
    case FeedsFound::ended: {
      Answer answer = answer_text(410, "These calendars have ended.\n");
      answer.route = Route::feed;
      return answer;
    }
    case FeedsFound::none:
      break;
  }
  return answer_text(404, "There is no calendar of that name here.\n");
}

}  // namespace almanach
