#include "ops/listener.hpp"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <system_error>

namespace almanach {
namespace {

/// Connections that wait to be accepted: a burst of phones at the full hour.
constexpr int kBacklog = 4'096;

struct AddressListDeleter {
  void operator()(addrinfo* list) const { freeaddrinfo(list); }
};

using AddressList = std::unique_ptr<addrinfo, AddressListDeleter>;

/// What the host's name stands for; none, with `failure` set, where it cannot be found out.
AddressList look_up(const ListenAddress& address, int& failure) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  failure = getaddrinfo(address.host.empty() ? nullptr : address.host.c_str(),
                        std::to_string(address.port).c_str(), &hints, &found);
  return AddressList(failure == 0 ? found : nullptr);
}

/// "127.0.0.1:8080", "[::]:80"; empty for what is no address of the internet.
std::string address_text(const sockaddr& address, socklen_t size) {
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> port{};
  const bool is_internet = address.sa_family == AF_INET || address.sa_family == AF_INET6;
  if (!is_internet || getnameinfo(&address, size, host.data(), host.size(), port.data(),
                                  port.size(), NI_NUMERICHOST | NI_NUMERICSERV) != 0)
    return "";
  if (address.sa_family == AF_INET6) return fmt::format("[{}]:{}", host.data(), port.data());
  return fmt::format("{}:{}", host.data(), port.data());
}

std::string last_error() {
  return std::generic_category().message(errno);
}

FileDescriptor open_listener(const addrinfo& address, std::string& reason) {
  FileDescriptor socket_fd(
      socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, address.ai_protocol));
  const int on = 1;
  const auto set = [&](int level, int option) {
    return setsockopt(socket_fd.get(), level, option, &on, sizeof on) == 0;
  };
  bool good = static_cast<bool>(socket_fd) && set(SOL_SOCKET, SO_REUSEADDR);
  if (good && address.ai_family == AF_INET6) good = set(IPPROTO_IPV6, IPV6_V6ONLY);
  good = good && bind(socket_fd.get(), address.ai_addr, address.ai_addrlen) == 0 &&
         listen(socket_fd.get(), kBacklog) == 0;
  if (good) return socket_fd;
  reason = last_error();
  return {};
}

}  // namespace

std::vector<FileDescriptor> open_listeners(const ListenAddress& address) {
  int failure = 0;
  const AddressList list = look_up(address, failure);
  if (failure != 0) {
    throw std::runtime_error(fmt::format("cannot listen on {}:{}: {}", address.host, address.port,
                                         gai_strerror(failure)));
  }
  std::vector<FileDescriptor> listeners;
  std::string reason;
  for (const addrinfo* entry = list.get(); entry != nullptr; entry = entry->ai_next) {
    if (FileDescriptor listener = open_listener(*entry, reason))
      listeners.push_back(std::move(listener));
  }
  if (listeners.empty())
    throw std::runtime_error(
        fmt::format("cannot listen on {}:{}: {}", address.host, address.port, reason));
  return listeners;
}

bool is_bound_to(const FileDescriptor& listener, const ListenAddress& address) {
  int failure = 0;
  const AddressList list = look_up(address, failure);
  const std::string bound = bound_address(listener);
  for (const addrinfo* entry = list.get(); entry != nullptr; entry = entry->ai_next) {
    if (address_text(*entry->ai_addr, entry->ai_addrlen) == bound) return true;
  }
  return false;
}

std::string bound_address(const FileDescriptor& listener) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  auto* address = reinterpret_cast<sockaddr*>(&storage);
  const bool is_known = getsockname(listener.get(), address, &size) == 0;
  const std::string text = is_known ? address_text(*address, size) : "";
  return text.empty() ? "a local socket" : text;
}

int bound_port(const FileDescriptor& listener) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  if (getsockname(listener.get(), reinterpret_cast<sockaddr*>(&storage), &size) != 0) return 0;
  if (storage.ss_family == AF_INET)
    return ntohs(reinterpret_cast<sockaddr_in*>(&storage)->sin_port);
  if (storage.ss_family == AF_INET6)
    return ntohs(reinterpret_cast<sockaddr_in6*>(&storage)->sin6_port);
  return 0;
}

}  // namespace almanach
