#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <atomic>
#include <cerrno>
#include <thread>
#include <vector>

#include "base/fd.hpp"
#include "control/address.hpp"
#include "control/client.hpp"
#include "control/server.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;

namespace {

/// A server at a path, which answers GET /name and POST /echo.
class Daemon {
 public:
  explicit Daemon(const std::string& path) : server(path) {
    server.on_get("/name", [](const ControlRequest&) { return ControlReply{200, "almanach\n"}; });
    server.on_post("/echo",
                   [](const ControlRequest& request) { return ControlReply{202, request.body}; });
    server.on_get("/language", [](const ControlRequest& request) {
      return ControlReply{200, std::string(language_tag(request.language))};
    });
    server.on_get("/fault", [](const ControlRequest&) -> ControlReply {
      throw std::runtime_error("no more memory");
    });
    complaint = server.start();
  }

  ControlServer server;
  std::string complaint;
};

/// What an earlier daemon leaves that was killed: a socket nobody listens at.
void leave_socket(const std::string& path) {
  const FileDescriptor fd(socket(AF_UNIX, SOCK_STREAM, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  REQUIRE(bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
}

}  // namespace

TEST_CASE("a command is answered through a socket that its account alone may use", "[threads]") {
  const TemporaryFolder folder;
  const std::string path = folder / "control";
  {
    const Daemon daemon(path);
    REQUIRE(daemon.complaint.empty());
    struct stat status{};
    REQUIRE(stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777U) == 0600);
    const ControlClient client(path);
    CHECK(client.get("/name").body == "almanach\n");
    CHECK(client.post("/echo", "word").body == "word");
    CHECK(client.post("/echo").status == 202);
    CHECK(client.get("/language").body == "en");
    CHECK(ControlClient(path, Language::french).get("/language").body == "fr");
    CHECK(client.get("/none").status == 404);
    CHECK(client.get("/fault").status == 500);
    CHECK(client.post("/echo", std::string((17 << 20) + 1, 'x')).status == 413);
  }
  CHECK_FALSE(std::filesystem::exists(path));
  CHECK_THROWS_AS(ControlClient(path).get("/name"), ControlUnreachable);
}

TEST_CASE("a socket that nobody listens at is replaced, one that answers and a file are not",
          "[threads]") {
  const TemporaryFolder folder;
  const std::string path = folder / "control";
  leave_socket(path);
  CHECK(probe_local_socket(path) == ECONNREFUSED);
  const Daemon first(path);
  CHECK(first.complaint.empty());
  {
    const Daemon second(path);
    CHECK(second.complaint.find("somebody else answers") != std::string::npos);
  }
  CHECK(ControlClient(path).get("/name").status == 200);
  folder.write("notes", "mine");
  const Daemon third(folder / "notes");
  CHECK(third.complaint.find("no socket") != std::string::npos);
  CHECK(std::filesystem::file_size(folder / "notes") == 4);
}

TEST_CASE("where no socket can be made, the reason is told") {
  const TemporaryFolder folder;
  CHECK(Daemon("").complaint.empty());
  CHECK(Daemon(folder / "none/control").complaint.find("No such file") != std::string::npos);
  CHECK(Daemon(folder / std::string(120, 'x')).complaint.find("too long") != std::string::npos);
}

TEST_CASE("one request that waits keeps no other from being answered", "[threads]") {
  const TemporaryFolder folder;
  const std::string path = folder / "control";
  ControlServer server(path);
  std::atomic<bool> go_on = false;
  server.on_post("/slow", [&](const ControlRequest&) {
    go_on.wait(false);
    return ControlReply{200, "slow"};
  });
  server.on_get("/quick", [](const ControlRequest&) { return ControlReply{200, "quick"}; });
  REQUIRE(server.start().empty());
  const ControlClient client(path);
  std::string slow;
  std::jthread waiting([&] { slow = client.post("/slow").body; });
  CHECK(client.get("/quick").body == "quick");
  go_on = true;
  go_on.notify_all();
  waiting.join();
  CHECK(slow == "slow");
}

TEST_CASE("where the socket is follows from the configuration and from systemd") {
  const TemporaryFolder folder;
  StartSettings start;
  CHECK(control_socket_path(start, std::nullopt).empty());
  start.state = folder / "state";
  CHECK(control_socket_path(start, std::nullopt) == folder / "state/control");
  CHECK(control_socket_path(start, "/run/almanach:/run/other") == "/run/almanach/control");
  // Another's state: never the installed service's socket.
  CHECK(find_control_socket(start, std::nullopt) == folder / "state/control");
  folder.make_folder("state");
  const Daemon daemon(folder / "state/control");
  CHECK(find_control_socket(start, (folder / "run").string()) == folder / "state/control");
  start.control = "/other";
  CHECK(control_socket_path(start, "/run/almanach") == "/other");
  CHECK(find_control_socket(start, std::nullopt) == "/other");
  CHECK(find_control_socket({}, std::nullopt) == kServiceControl);
}
