#include "server/news_room.hpp"

#include <iterator>
#include <utility>

namespace almanach {

NewsRoom::~NewsRoom() {
  guests_ -= static_cast<int>(waiting_.size());
}

bool NewsRoom::admit(Guest guest) {
  Guests one;
  one.push_back(std::move(guest));
  if (++guests_ > kMostGuests) {
    --guests_;
    return false;
  }
  waiting_.splice(waiting_.end(), one);
  return true;
}

NewsRoom::Guests NewsRoom::call(std::uint64_t edition, Time now, bool closing) noexcept {
  Guests called;
  for (auto guest = waiting_.begin(); guest != waiting_.end();) {
    const auto next = std::next(guest);
    if (closing || now >= guest->since + kPatience) guest->request.has_waited = true;
    if (guest->request.has_waited || guest->edition != edition) {
      called.splice(called.end(), waiting_, guest);
      --guests_;
    }
    guest = next;
  }
  return called;
}

void NewsRoom::dismiss(int socket) noexcept {
  guests_ -= static_cast<int>(
      waiting_.remove_if([&](const Guest& guest) { return guest.socket == socket; }));
}

}  // namespace almanach
