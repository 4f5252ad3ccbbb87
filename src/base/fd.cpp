#include "base/fd.hpp"

#include <unistd.h>

#include <cerrno>

namespace almanach {

void FileDescriptor::reset(int descriptor) noexcept {
  const int old = std::exchange(descriptor_, descriptor < 0 ? -1 : descriptor);
  if (old < 0 || old == descriptor_) return;
  const int saved_errno = errno;
  // Not repeated after EINTR: Linux has closed it by then, and the number may be another thread's
  // already.
  ::close(old);
  errno = saved_errno;
}

}  // namespace almanach
