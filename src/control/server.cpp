#include "control/server.hpp"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <exception>
#include <system_error>
#include <utility>

#include "base/log.hpp"
#include "control/address.hpp"

namespace almanach {
namespace {

/// One may wait for a rebuild while others are answered.
constexpr std::size_t kThreads = 4;
/// The largest that a command sends is a calendar (FetchLimits), with some words before it.
constexpr std::size_t kMostBody = std::size_t{17} << 20;
constexpr std::chrono::seconds kPatience{5};
constexpr mode_t kMode = 0600;

std::string reason_of(int error) {
  return std::generic_category().message(error);
}

ino_t inode_of(const std::string& path) {
  struct stat status{};
  return lstat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

httplib::Server::Handler answer_with(ControlServer::Handler handler) {
  return [handler = std::move(handler)](const httplib::Request& request, httplib::Response& out) {
    ControlReply reply;
    try {
      reply =
          handler({request.body, nearest_language(request.get_header_value("Accept-Language"))});
    } catch (const std::exception& failure) {
      log_error("control: {} {}: {}", request.method, request.path, failure.what());
      reply = {500, std::string(failure.what()) + '\n'};
    }
    out.status = reply.status;
    out.set_content(reply.body, "text/plain; charset=utf-8");
  };
}

}  // namespace

ControlServer::ControlServer(std::string path)
    : path_(std::move(path)), server_(std::make_unique<httplib::Server>()) {
  server_->set_address_family(AF_UNIX);
  // A socket takes its mode from its descriptor when it is bound: there is no moment when others
  // may connect.
  server_->set_socket_options([](auto descriptor) { fchmod(descriptor, kMode); });
  server_->new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  server_->set_keep_alive_max_count(1);
  server_->set_payload_max_length(kMostBody);
  server_->set_read_timeout(kPatience);
  server_->set_write_timeout(kPatience);
}

ControlServer::~ControlServer() {
  server_->stop();
  if (inode_ != 0 && inode_of(path_) == inode_) unlink(path_.c_str());
}

void ControlServer::on_get(const std::string& path, Handler handler) {
  server_->Get(path, answer_with(std::move(handler)));
}

void ControlServer::on_post(const std::string& path, Handler handler) {
  server_->Post(path, answer_with(std::move(handler)));
}

std::string ControlServer::start() {
  if (path_.empty()) return {};
  if (std::string obstacle = clear_place(); !obstacle.empty()) return obstacle;
  constexpr int kNoPort = 1;  // it takes one, and does not look at it
  if (!server_->bind_to_port(path_, kNoPort)) return fmt::format("{}: {}", path_, reason_of(errno));
  inode_ = inode_of(path_);
  answering_ = std::jthread([this] { server_->listen_after_bind(); });
  while (!server_->is_running()) std::this_thread::yield();
  return {};
}

/// Takes away what an earlier daemon has left; returns what is in the way. Nobody else does so at
/// the same time: the state folder is locked, or the runtime directory this service's own.
std::string ControlServer::clear_place() const {
  if (path_.size() >= sizeof(sockaddr_un::sun_path))
    return fmt::format("{}: {}", path_, reason_of(ENAMETOOLONG));
  struct stat status{};
  if (lstat(path_.c_str(), &status) != 0) return {};
  if (!S_ISSOCK(status.st_mode)) return fmt::format("{} is there, and is no socket", path_);
  const int refusal = probe_local_socket(path_);
  if (refusal == 0) return fmt::format("somebody else answers at {}", path_);
  if (refusal != ECONNREFUSED || unlink(path_.c_str()) != 0)
    return fmt::format("{}: {}", path_, reason_of(refusal == ECONNREFUSED ? errno : refusal));
  return {};
}

}  // namespace almanach
