#pragma once

#include <utility>

namespace almanach {

/// Owns an open file descriptor (a file, a socket, an epoll) and closes it when it goes. Moved,
/// never copied.
class FileDescriptor {
 public:
  FileDescriptor() noexcept = default;

  /// Takes over `descriptor`; a negative one, as failing system calls return it, means none.
  explicit FileDescriptor(int descriptor) noexcept
      : descriptor_(descriptor < 0 ? -1 : descriptor) {}

  ~FileDescriptor() { reset(); }
  FileDescriptor(FileDescriptor&& other) noexcept : descriptor_(other.release()) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    if (this != &other) reset(other.release());
    return *this;
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;

  /// The descriptor for system calls, still owned here; -1 when there is none.
  int get() const noexcept { return descriptor_; }

  explicit operator bool() const noexcept { return descriptor_ >= 0; }

  /// Hands the descriptor over: the caller closes it.
  [[nodiscard]] int release() noexcept { return std::exchange(descriptor_, -1); }

  /// Closes the descriptor, if any, and takes over `descriptor`. Leaves errno as it was, so that an
  /// error can be reported after the descriptors it concerned are gone.
  void reset(int descriptor = -1) noexcept;

 private:
  int descriptor_ = -1;
};

}  // namespace almanach
