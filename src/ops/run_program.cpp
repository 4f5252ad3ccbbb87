#include "ops/run_program.hpp"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "base/fd.hpp"

namespace almanach {
namespace {

void throw_errno(int error, const std::string& what) {
  throw std::system_error(error, std::generic_category(), what);
}

/// A file in memory alone: none of the three streams ever waits for another.
FileDescriptor open_memory(const char* name) {
  FileDescriptor file(::memfd_create(name, MFD_CLOEXEC));
  if (!file) throw_errno(errno, name);
  return file;
}

void write_whole(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_errno(errno, "standard input");
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  ::lseek(file, 0, SEEK_SET);
}

std::string read_whole(int file) {
  ::lseek(file, 0, SEEK_SET);
  std::string text;
  std::array<char, 65536> buffer{};
  while (true) {
    const ssize_t count = ::read(file, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw_errno(errno, "standard output");
    if (count == 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

std::vector<std::string> make_environment(const ProgramEnvironment& changes) {
  std::vector<std::string> lines;
  const auto is_changed = [&](std::string_view name) {
    const auto is_it = [&](const auto& pair) { return pair.first == name; };
    return std::any_of(changes.set.begin(), changes.set.end(), is_it) ||
           std::find(changes.unset.begin(), changes.unset.end(), name) != changes.unset.end();
  };
  for (char** line = ::environ; *line != nullptr; ++line) {
    const std::string_view text(*line);
    if (!is_changed(text.substr(0, text.find('=')))) lines.emplace_back(text);
  }
  for (const auto& [name, value] : changes.set)
    lines.push_back(std::string(name).append("=").append(value));
  return lines;
}

/// As the system's calls take it, valid as long as `texts`.
std::vector<char*> to_pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// What becomes of the new process's streams; taken down at the end.
class StreamPlan {
 public:
  StreamPlan() { ::posix_spawn_file_actions_init(&actions_); }
  ~StreamPlan() { ::posix_spawn_file_actions_destroy(&actions_); }
  StreamPlan(const StreamPlan&) = delete;
  StreamPlan& operator=(const StreamPlan&) = delete;

  void give(const FileDescriptor& file, int stream) {
    const int error = ::posix_spawn_file_actions_adddup2(&actions_, file.get(), stream);
    if (error != 0) throw_errno(error, "posix_spawn");
  }
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

int wait_for(pid_t process) {
  constexpr int kBySignal = 128;
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) throw_errno(errno, "waitpid");
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : kBySignal + WTERMSIG(status);
}

}  // namespace

ProgramResult run_program(const std::vector<std::string>& command,
                          const ProgramEnvironment& environment, std::string_view input) {
  const FileDescriptor in = open_memory("standard input");
  const FileDescriptor out = open_memory("standard output");
  const FileDescriptor err = open_memory("standard error");
  write_whole(in.get(), input);
  StreamPlan streams;
  streams.give(in, STDIN_FILENO);
  streams.give(out, STDOUT_FILENO);
  streams.give(err, STDERR_FILENO);
  std::vector<std::string> arguments = command;
  std::vector<std::string> variables = make_environment(environment);
  pid_t process = 0;
  const int error = ::posix_spawnp(&process, command.front().c_str(), streams.get(), nullptr,
                                   to_pointers(arguments).data(), to_pointers(variables).data());
  if (error != 0) throw_errno(error, command.front());
  ProgramResult result;
  result.status = wait_for(process);
  result.output = read_whole(out.get());
  result.errors = read_whole(err.get());
  return result;
}

}  // namespace almanach
