#include "server/front_loop.hpp"

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
constexpr std::chrono::milliseconds kNewsInterval{50};
constexpr std::chrono::seconds kDrainPatience{5};
constexpr int kEventsAtOnce = 256;
constexpr int kAcceptedAtOnce = 16;
/// How long a request waits for a worker, or for room among the answers.
constexpr std::chrono::seconds kWorkerPatience{20};
/// How long an answer may take to be read where others wait for the memory that it takes.
constexpr std::chrono::seconds kReadPatience{5};
/// What is told of a connection that is read: a client that sends no more has gone, as far as a
/// worker is concerned.
constexpr std::uint32_t kReading = EPOLLIN | EPOLLRDHUP;

[[noreturn]] void throw_system_error(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

FrontLoop::FrontLoop(FrontState& front, WorkerPool& workers, unsigned loops)
    : front_(front),
      workers_(workers),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      handover_(front.site.handler, workers, front.answers),
      news_room_(front.waiting),
      repeats_(front.site.kept, loops),
      record_(front.metrics, front.fetches, front.clock) {
  if (!epoll_) throw_system_error("epoll_create1");
  watch(front_.wake.get(), EPOLLIN);
  watch(handover_.descriptor(), EPOLLIN);
  watch_listeners();
}

FrontLoop::~FrontLoop() {
  for (const auto& [socket, held] : connections_) front_.count.release(held.connection->group());
}

void FrontLoop::run() {
  Time next_sweep = Time::clock::now() + kSweepInterval;
  Time drain_end = Time::max();
  std::array<epoll_event, kEventsAtOnce> events{};
  while (true) {
    // What is served does not wake a thread: one that has guests looks for itself.
    const std::chrono::milliseconds round = news_room_.empty() ? kSweepInterval : kNewsInterval;
    const int count =
        epoll_wait(epoll_.get(), events.data(), kEventsAtOnce, static_cast<int>(round.count()));
    if (count < 0 && errno != EINTR) throw_system_error("epoll_wait");
    const Time now = Time::clock::now();
    renew_edition();
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events.at(static_cast<std::size_t>(i));
      spare_others(event.data.fd, [&] { handle(event.data.fd, event.events, now); });
    }
    if (front_.stopping && drain_end == Time::max()) {
      drain_end = now + kDrainPatience;
      begin_drain(now);
    }
    tell_news(now);
    if (now >= next_sweep) {
      next_sweep = now + kSweepInterval;
      spare_others(-1, [&] { sweep(now); });
    }
    if (front_.stopping && (connections_.empty() || now >= drain_end)) break;
  }
  for (auto& [socket, held] : connections_) abandon(held.pending);
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
  std::optional<Reply> reply;
  if (known == nullptr) {
    reply = respond_anew(connection, Request(head, body, client), head.size, started);
  } else {
    reply = *known;
    count_reply(*reply, front_.answers, client);
  }
  if (reply) record_.add(head, client, *reply, Time::clock::now() - started);
  return reply;
}

/// The reply to what has not been answered before. Empty: a worker has it, or it waits for news.
/// `head_size` in bytes.
std::optional<Reply> FrontLoop::respond_anew(const Connection& connection, Request request,
                                             std::size_t head_size, Time started) {
  request.has_waited = connection.is_finishing();
  QuickAnswer outcome = answer_at_once_safely(front_.site.handler, request);
  if (Answer* answer = std::get_if<Answer>(&outcome)) {
    Reply reply = make_reply(request, std::move(*answer), connection.is_finishing());
    repeats_.keep(reply);
    count_reply(reply, front_.answers, request.client);
    return reply;
  }
  if (std::holds_alternative<NothingNew>(outcome)) {
    if (await_news(std::move(request), connection)) return std::nullopt;
    return make_fault_reply({503, kTooMuch});
  }
  const std::size_t bytes = head_size + request.body.size();
  if (hand_over(std::move(request), connection, bytes, started)) return std::nullopt;
  return make_fault_reply({503, kTooMuch});
}

/// Gives a request of so many bytes to a worker. False: there is no room for it.
bool FrontLoop::hand_over(Request request, const Connection& connection, std::size_t bytes,
                          Time started) {
  HandedRequest handed;
  if (bytes > kSmallRequest) {
    const std::string group = client_group(request.client);
    if (!front_.requests.has_room(group, bytes)) return false;
    handed.room = front_.requests.take(group, bytes);
  }
  Held& held = connections_.at(connection.socket());
  Pending pending{0, request.client, started, std::make_shared<std::atomic<bool>>(false)};
  request.abandoned = pending.abandoned;
  handed.socket = connection.socket();
  handed.serial = held.serial;
  handed.closing = connection.is_finishing();
  handed.started = started;
  handed.request = std::move(request);
  pending.ticket = handover_.hand_over(std::move(handed));
  held.pending = std::move(pending);
  return held.pending.ticket != 0;
}

void FrontLoop::deliver_answered(Time now) {
  for (HandedRequest& handed : handover_.take_back())
    spare_others(handed.socket, [&] { deliver(handed, now); });
}

void FrontLoop::deliver(HandedRequest& handed, Time now) {
  const auto found = connections_.find(handed.socket);
  // The client may have gone, and another come.
  const bool waits = found != connections_.end() && found->second.serial == handed.serial;
  if (waits) found->second.pending = {};
  record_.add(handed.request, handed.reply, Time::clock::now() - handed.started);
  if (!waits) return;
  found->second.connection->deliver(std::move(handed.reply), now);
  advance(found->second, now);
}

/// Nobody waits for an answer any more: it is not made, or not to its end.
void FrontLoop::abandon(Pending& pending) {
  if (pending.ticket == 0) return;
  *pending.abandoned = true;
  const std::uint64_t ticket = std::exchange(pending.ticket, 0);
  if (const auto handed = handover_.withdraw(pending.client, ticket)) {
    Answer unseen;
    unseen.status = kClientGone;
    record_.add(handed->request, make_reply(handed->request, std::move(unseen), true),
                Time::clock::now() - handed->started);
  }
}

bool FrontLoop::readmit(Connection& connection, const std::string& client) {
  if (!front_.count.admit(client_group(client))) {
    front_.metrics.count_refused_connection();
    return false;
  }
  front_.count.release(connection.group());
  connection.set_client(client);
  return true;
}

ByteBudget::Charge FrontLoop::open_room(const Connection& connection) {
  return front_.requests.take(connection.group(), 0);
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
  } else if ((events & (EPOLLHUP | EPOLLERR | EPOLLRDHUP)) != 0) {
    // Nobody waits for the answer. Who closes only the sending half looks the same.
    close(held);
  } else {
    // The client sends on: that waits until the answer is made.
    watch_for(held, EPOLLRDHUP);
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
    open_connection(std::move(socket), peer_address(address), now);
  }
}

void FrontLoop::open_connection(FileDescriptor socket, const std::string& client, Time now) {
  const int descriptor = socket.get();
  if (!add_connection(std::move(socket), client, now)) {
    front_.metrics.count_refused_connection();
    return;
  }
  spare_others(descriptor, [&] { advance(connections_.at(descriptor), now); });
}

/// False: the client has too many, or the system or memory has no room for it.
bool FrontLoop::add_connection(FileDescriptor socket, const std::string& client, Time now) {
  const int descriptor = socket.get();
  const std::string group = client_group(client);
  if (!front_.count.admit(group)) return false;
  try {
    const bool proxied = is_within(config_->trusted_proxies, client);
    Responder& responder = *this;
    auto connection = std::make_unique<Connection>(std::move(socket), client, proxied, responder,
                                                   front_.limits, now);
    watch(descriptor, kReading);
    connections_[descriptor] = {++next_serial_, kReading, std::move(connection), {}};
    return true;
  } catch (const std::exception&) {
    front_.count.release(group);
    return false;
  }
}

void FrontLoop::advance(Held& held, Time now) {
  switch (held.connection->advance(now)) {
    case Connection::Wants::read:
      return watch_for(held, kReading);
    case Connection::Wants::write:
      return watch_for(held, EPOLLOUT);
    case Connection::Wants::answer:
      // Most clients send nothing meanwhile: what is watched for need not change.
      return;
    case Connection::Wants::close:
      return close(held);
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

void FrontLoop::close(Held& held) {
  const int descriptor = held.connection->socket();
  spare_others(-1, [&] { abandon(held.pending); });
  news_room_.dismiss(descriptor);
  front_.count.release(held.connection->group());
  connections_.erase(descriptor);  // closing the socket takes it out of epoll
}

void FrontLoop::sweep(Time now) {
  std::vector<Held*> overdue;
  for (auto& [socket, held] : connections_) {
    const bool waits = held.pending.ticket != 0 && now >= held.pending.since + kWorkerPatience;
    if (waits || held.connection->is_overdue(now)) overdue.push_back(&held);
  }
  for (Held* held : overdue)
    spare_others(held->connection->socket(), [&] { refuse_overdue(*held, now); });
  if (workers_.is_held_up()) end_slow_readers(now);
  if (!listening_ && !front_.stopping) watch_listeners();
  record_.flush();
  report_connections();
}

void FrontLoop::refuse_overdue(Held& held, Time now) {
  if (held.pending.ticket != 0) {
    auto handed = handover_.withdraw(held.pending.client, held.pending.ticket);
    if (!handed) return;  // it is being answered
    handed->reply = make_fault_reply({503, kTooMuch});
    return deliver(*handed, now);
  }
  held.connection->give_up(now);
  advance(held, now);
}

/// Others wait for memory: those go who have held most of it and do not read, until half of it is
/// free.
void FrontLoop::end_slow_readers(Time now) {
  std::vector<std::pair<std::size_t, Held*>> slow;
  for (auto& [socket, held] : connections_) {
    const Connection& connection = *held.connection;
    if (connection.wants() != Connection::Wants::write) continue;
    const std::size_t bytes = connection.held_bytes();
    if (bytes != 0 && now >= connection.blocked_since() + kReadPatience)
      slow.emplace_back(bytes, &held);
  }
  std::sort(slow.begin(), slow.end(),
            [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const auto& [bytes, held] : slow) {
    if (front_.answers.has_room("", front_.limits.answers / 2)) return;
    close(*held);
  }
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
