// What FrontLoop does with requests that wait for news.

#include <utility>
#include <variant>

#include "server/front_loop.hpp"

namespace almanach {

/// False: too many wait already.
bool FrontLoop::await_news(Request request, const Connection& connection) {
  const int socket = connection.socket();
  return news_room_.admit(
      {socket, connections_.at(socket).serial, edition_, Time::clock::now(), std::move(request)});
}

/// Asks again for those who wait, where there may be something else to tell them.
void FrontLoop::tell_news(Time now) {
  for (NewsRoom::Guest& guest : news_room_.call(edition_, now, front_.stopping))
    spare_others(guest.socket, [&] { tell_news(std::move(guest), now); });
}

void FrontLoop::tell_news(NewsRoom::Guest guest, Time now) {
  const auto found = connections_.find(guest.socket);
  if (found == connections_.end() || found->second.serial != guest.serial) return;
  const Connection& connection = *found->second.connection;
  QuickAnswer outcome = answer_at_once_safely(front_.site.handler, guest.request);
  if (std::holds_alternative<NothingNew>(outcome)) {
    guest.edition = edition_;
    if (news_room_.admit(std::move(guest))) return;
  }
  Reply reply = make_fault_reply({503, kTooMuch});
  if (Answer* answer = std::get_if<Answer>(&outcome))
    reply =
        make_reply(guest.request, std::move(*answer), connection.is_finishing() || front_.stopping);
  record_.add(guest.request, reply, Time::clock::now() - now);
  found->second.connection->deliver(std::move(reply), now);
  advance(found->second, now);
}

}  // namespace almanach
