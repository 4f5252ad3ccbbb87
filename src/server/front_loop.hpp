#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/network.hpp"
#include "server/connection.hpp"
#include "server/front_state.hpp"
#include "server/handover.hpp"
#include "server/news_room.hpp"
#include "server/repeats.hpp"
#include "server/request_record.hpp"
#include "server/worker_pool.hpp"

namespace almanach {

/// One thread of a front, and its connections. What goes wrong for want of memory costs the
/// connection for which it was wanted, and no other.
class FrontLoop : private Responder {
 public:
  /// One of `loops` of a front. The others are borrowed for its life. Throws std::system_error.
  FrontLoop(FrontState& front, WorkerPool& workers, unsigned loops);
  ~FrontLoop() override;
  FrontLoop(const FrontLoop&) = delete;
  FrontLoop& operator=(const FrontLoop&) = delete;

  /// Serves until the front is stopped. On a thread of its own. Throws std::system_error.
  void run();

 private:
  static constexpr std::string_view kTooMuch = "There is too much to do; try again later.\n";

  using Time = Connection::Time;

  /// A request that a worker has.
  struct Pending {
    std::uint64_t ticket = 0;  ///< see Handover::withdraw(); 0: there is none
    std::string client;        ///< see Request
    Time since;
    std::shared_ptr<std::atomic<bool>> abandoned;  ///< see Request
  };

  /// A connection with what tells it from a later one on the same socket.
  struct Held {
    std::uint64_t serial = 0;
    std::uint32_t watched = 0;  ///< what epoll is to tell of its socket
    std::unique_ptr<Connection> connection;
    Pending pending;
  };

  std::optional<Reply> respond(Connection& connection, const RequestHead& head,
                               std::string_view body) override;
  bool readmit(Connection& connection, const std::string& client) override;
  ByteBudget::Charge open_room(const Connection& connection) override;
  Reply refuse(const Connection& connection, const HeadFault& fault) override;

  std::optional<Reply> respond_anew(const Connection& connection, Request request,
                                    std::size_t head_size, Time started);
  bool hand_over(Request request, const Connection& connection, std::size_t bytes, Time started);
  void deliver_answered(Time now);
  void deliver(HandedRequest& handed, Time now);
  bool await_news(Request request, const Connection& connection);
  void tell_news(Time now);
  void tell_news(NewsRoom::Guest guest, Time now);
  void renew_edition();

  void watch(int descriptor, std::uint32_t events);
  void watch_listeners();
  void unwatch_listeners();
  void handle(int descriptor, std::uint32_t events, Time now);
  void handle(Held& held, std::uint32_t events, Time now);
  void accept_some(int listener, Time now);
  void open_connection(FileDescriptor socket, const std::string& client, Time now);
  bool add_connection(FileDescriptor socket, const std::string& client, Time now);
  void advance(Held& held, Time now);
  void watch_for(Held& held, std::uint32_t events);
  void close(Held& held);
  void abandon(Pending& pending);
  template <typename Work>
  void spare_others(int descriptor, const Work& work);

  void sweep(Time now);
  void refuse_overdue(Held& held, Time now);
  void end_slow_readers(Time now);
  void report_connections();
  void begin_drain(Time now);

  FrontState& front_;
  const WorkerPool& workers_;
  FileDescriptor epoll_;
  Handover handover_;
  NewsRoom news_room_;
  bool listening_ = false;
  std::uint64_t next_serial_ = 0;
  std::unordered_map<int, Held> connections_;  ///< by socket
  std::uint64_t edition_ = 0;
  std::shared_ptr<const Config> config_;
  Repeats repeats_;
  RequestRecord record_;
  ConnectionStates reported_;
};

/// Does `work` for the connection of that socket, which ends where there is not enough memory. Of
/// none (-1), what is not done now is done later.
template <typename Work>
void FrontLoop::spare_others(int descriptor, const Work& work) {
  try {
    work();
  } catch (const std::bad_alloc&) {
    const auto found = connections_.find(descriptor);
    if (found != connections_.end()) close(found->second);
  }
}

}  // namespace almanach
