#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <list>

#include "server/message.hpp"

namespace almanach {

/// The requests of one event loop that have nothing to be answered before something else is served
/// (NothingNew). Such a client is told nothing meanwhile, and is answered as any other then: no
/// thread waits for it, and nothing is buffered.
///
/// It is answered without news after kPatience, so that what stands in between does not take its
/// connection for dead; EventSource (HTML, section 9.2) asks again by itself. One thread.
class NewsRoom {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// Of all loops of a front. Who has several pages open has a connection for each.
  static constexpr int kMostGuests = 16;
  static constexpr std::chrono::seconds kPatience{25};

  /// Who waits.
  struct Guest {
    int socket = -1;
    std::uint64_t serial = 0;   ///< of the connection, see HandedRequest
    std::uint64_t edition = 0;  ///< in which there was nothing to tell, see ServedSite
    Time since;
    Request request;
  };
  using Guests = std::list<Guest>;

  /// `guests`: how many all loops have. Borrowed for its life.
  explicit NewsRoom(std::atomic<int>& guests) : guests_(guests) {}
  ~NewsRoom();
  NewsRoom(const NewsRoom&) = delete;
  NewsRoom& operator=(const NewsRoom&) = delete;

  bool empty() const { return waiting_.empty(); }

  /// False: the loops have kMostGuests already. Throws std::bad_alloc.
  bool admit(Guest guest);

  /// Takes those out for whom there may be something else to say than when they came: another
  /// edition is served, or it is time to answer them whatever there is, for those who have waited
  /// long, and for all where the front is `closing`; these are marked (Request::has_waited).
  Guests call(std::uint64_t edition, Time now, bool closing) noexcept;

  /// Forgets whoever waits on that socket, if anybody does.
  void dismiss(int socket) noexcept;

 private:
  std::atomic<int>& guests_;
  Guests waiting_;
};

}  // namespace almanach
