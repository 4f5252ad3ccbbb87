#include "server/front_loop.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/log.hpp"
#include "server/forwarded.hpp"

namespace almanach {
namespace {

constexpr std::chrono::seconds kSweepInterval{1};
constexpr std::chrono::seconds kDrainPatience{5};
constexpr int kEventsAtOnce = 256;
constexpr int kAcceptedAtOnce = 16;

[[noreturn]] void throw_system_error(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

/// The peer's address in digits; empty for a local socket.
std::string format_address(const sockaddr_storage& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(&address)->sin_addr, text.data(),
              text.size());
  } else if (address.ss_family == AF_INET6) {
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(&address)->sin6_addr, text.data(),
              text.size());
  }
  return text.data();
}

}  // namespace

FrontLoop::FrontLoop(FrontState& front, WorkerPool& workers)
    : front_(front),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      handover_(front.site.handler, workers),
      record_(front.metrics, front.fetches, front.clock) {
  if (!epoll_) throw_system_error("epoll_create1");
  watch(front_.wake.get(), EPOLLIN);
  watch(handover_.descriptor(), EPOLLIN);
  watch_listeners();
}

FrontLoop::~FrontLoop() {
  for (const auto& [socket, held] : connections_) front_.count.release(held.connection->client());
}

void FrontLoop::run() {
  Time next_sweep = Time::clock::now() + kSweepInterval;
  Time drain_end = Time::max();
  std::array<epoll_event, kEventsAtOnce> events{};
  while (true) {
    const int count =
        epoll_wait(epoll_.get(), events.data(), kEventsAtOnce,
                   static_cast<int>(std::chrono::milliseconds(kSweepInterval).count()));
    if (count < 0 && errno != EINTR) throw_system_error("epoll_wait");
    const Time now = Time::clock::now();
    renew_edition();
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events.at(static_cast<std::size_t>(i));
      handle(event.data.fd, event.events, now);
    }
    if (front_.stopping && drain_end == Time::max()) {
      drain_end = now + kDrainPatience;
      begin_drain(now);
    }
    if (now >= next_sweep) {
      next_sweep = now + kSweepInterval;
      sweep(now);
    }
    if (front_.stopping && (connections_.empty() || now >= drain_end)) break;
  }
  record_.flush();
}

/// What was kept of another edition is of no use any more.
void FrontLoop::renew_edition() {
  const std::uint64_t edition = front_.site.edition();
  if (config_ && edition == edition_) return;
  edition_ = edition;
  repeats_.enter(edition);
  config_ = front_.site.config();
  record_.configure(config_->log);
}

std::optional<Reply> FrontLoop::respond(Connection& connection, const RequestHead& head,
                                        std::string_view body) {
  const Time started = Time::clock::now();
  const std::string client =
      find_client(connection.client(), head.headers, config_->trusted_proxies);
  const Reply* known = connection.is_finishing() ? nullptr : repeats_.find(head);
  std::optional<Reply> reply =
      known != nullptr ? *known
                       : respond_anew(connection, Request(head, body, client), head.size, started);
  if (reply) record_.add(head, client, *reply, Time::clock::now() - started);
  return reply;
}

/// The reply to what has not been answered before. Empty: a worker has it. `head_size` in bytes.
std::optional<Reply> FrontLoop::respond_anew(const Connection& connection, Request request,
                                             std::size_t head_size, Time started) {
  const bool closing = connection.is_finishing();
  QuickAnswer outcome = answer_at_once_safely(front_.site.handler, request);
  if (Answer* answer = std::get_if<Answer>(&outcome)) {
    Reply reply = make_reply(request, std::move(*answer), closing);
    repeats_.keep(reply);
    return reply;
  }
  const std::size_t bytes = head_size + request.body.size();
  HandedRequest handed{connection.socket(),
                       connections_.at(connection.socket()).serial,
                       closing,
                       started,
                       std::move(request),
                       {}};
  if (handover_.hand_over(std::move(handed), bytes)) return std::nullopt;
  return make_fault_reply({503, "There is too much to do; try again later.\n"});
}

void FrontLoop::deliver_answered(Time now) {
  for (HandedRequest& handed : handover_.take_back()) {
    record_.add(handed.request, handed.reply, Time::clock::now() - handed.started);
    const auto found = connections_.find(handed.socket);
    // The client may have gone, and another come.
    if (found == connections_.end() || found->second.serial != handed.serial) continue;
    found->second.connection->deliver(std::move(handed.reply), now);
    advance(found->second, now);
  }
}

bool FrontLoop::readmit(Connection& connection, const std::string& client) {
  if (!front_.count.admit(client)) {
    front_.metrics.count_refused_connection();
    return false;
  }
  front_.count.release(connection.client());
  connection.set_client(client);
  return true;
}

Reply FrontLoop::refuse(const Connection& connection, const HeadFault& fault) {
  Reply reply = make_fault_reply(fault);
  record_.add({}, connection.client(), reply, {});
  return reply;
}

void FrontLoop::watch(int descriptor, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.fd = descriptor;
  if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, descriptor, &event) != 0)
    throw_system_error("epoll_ctl");
}

void FrontLoop::watch_listeners() {
  // EPOLLEXCLUSIVE: a new connection wakes one thread, not all.
  for (const FileDescriptor& listener : front_.listeners)
    watch(listener.get(), EPOLLIN | EPOLLEXCLUSIVE);
  listening_ = true;
}

void FrontLoop::unwatch_listeners() {
  for (const FileDescriptor& listener : front_.listeners)
    epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, listener.get(), nullptr);
  listening_ = false;
}

void FrontLoop::handle(int descriptor, std::uint32_t events, Time now) {
  const auto found = connections_.find(descriptor);
  if (found != connections_.end()) {
    handle(found->second, events, now);
  } else if (descriptor == handover_.descriptor()) {
    deliver_answered(now);
  } else if (std::any_of(front_.listeners.begin(), front_.listeners.end(),
                         [&](const auto& listener) { return listener.get() == descriptor; })) {
    accept_some(descriptor, now);
  }
}

void FrontLoop::handle(Held& held, std::uint32_t events, Time now) {
  if (held.connection->wants() != Connection::Wants::answer) {
    advance(held, now);
  } else if ((events & (EPOLLHUP | EPOLLERR)) != 0) {
    // Nobody waits for the answer.
    close(*held.connection);
  } else {
    // The client sends on: that waits until the answer is made.
    watch_for(held, 0);
  }
}

void FrontLoop::accept_some(int listener, Time now) {
  if (front_.stopping) return;
  for (int i = 0; i < kAcceptedAtOnce; ++i) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    FileDescriptor socket(accept4(listener, reinterpret_cast<sockaddr*>(&address), &size,
                                  SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!socket) {
      const bool exhausted =
          errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
      if (exhausted) {
        // Waiting connections would be told again and again; the next sweep looks again.
        log_warning("no more connections can be accepted: {}",
                    std::generic_category().message(errno));
        unwatch_listeners();
      }
      return;
    }
    open_connection(std::move(socket), format_address(address), now);
  }
}

void FrontLoop::open_connection(FileDescriptor socket, std::string client, Time now) {
  if (!front_.count.admit(client)) {
    front_.metrics.count_refused_connection();
    return;
  }
  const int descriptor = socket.get();
  const bool proxied = is_within(config_->trusted_proxies, client);
  Responder& responder = *this;
  auto connection = std::make_unique<Connection>(std::move(socket), std::move(client), proxied,
                                                 responder, front_.limits, now);
  watch(descriptor, EPOLLIN);
  Held& held = connections_[descriptor];
  held = {++next_serial_, EPOLLIN, std::move(connection)};
  advance(held, now);
}

void FrontLoop::advance(Held& held, Time now) {
  switch (held.connection->advance(now)) {
    case Connection::Wants::read:
      return watch_for(held, EPOLLIN);
    case Connection::Wants::write:
      return watch_for(held, EPOLLOUT);
    case Connection::Wants::answer:
      // Most clients send nothing meanwhile: what is watched for need not change.
      return;
    case Connection::Wants::close:
      return close(*held.connection);
  }
}

void FrontLoop::watch_for(Held& held, std::uint32_t events) {
  if (events == held.watched) return;
  epoll_event event{};
  event.events = events;
  event.data.fd = held.connection->socket();
  if (epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, event.data.fd, &event) != 0)
    throw_system_error("epoll_ctl");
  held.watched = events;
}

void FrontLoop::close(const Connection& connection) {
  front_.count.release(connection.client());
  connections_.erase(connection.socket());  // closing the socket takes it out of epoll
}

void FrontLoop::sweep(Time now) {
  std::vector<Held*> overdue;
  for (auto& [socket, held] : connections_) {
    if (held.connection->is_overdue(now)) overdue.push_back(&held);
  }
  for (Held* held : overdue) {
    held->connection->give_up(now);
    advance(*held, now);
  }
  if (!listening_ && !front_.stopping) watch_listeners();
  record_.flush();
  report_connections();
}

void FrontLoop::report_connections() {
  ConnectionStates states;
  for (const auto& [socket, held] : connections_) {
    const Connection& connection = *held.connection;
    if (connection.wants() == Connection::Wants::answer) {
      ++states.answering;
    } else if (connection.wants() == Connection::Wants::write) {
      ++states.writing;
    } else {
      ++(connection.is_idle() ? states.idle : states.reading);
    }
  }
  front_.metrics.change_connections(
      {states.idle - reported_.idle, states.reading - reported_.reading,
       states.answering - reported_.answering, states.writing - reported_.writing});
  reported_ = states;
}

void FrontLoop::begin_drain(Time now) {
  if (listening_) unwatch_listeners();
  // The wake-up stays readable for the other threads; this one has heard it.
  epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, front_.wake.get(), nullptr);
  std::vector<Held*> all;
  for (auto& [socket, held] : connections_) all.push_back(&held);
  for (Held* held : all) {
    held->connection->finish_soon();
    advance(*held, now);
  }
}

}  // namespace almanach
