#include "base/fd.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "support/catch.hpp"

using almanach::FileDescriptor;

namespace {

int open_something() {
  return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

bool is_open(int descriptor) {
  return ::fcntl(descriptor, F_GETFD) != -1;
}

}  // namespace

TEST_CASE("a descriptor is closed with its owner") {
  int number = -1;
  {
    const FileDescriptor descriptor(open_something());
    REQUIRE(descriptor);
    number = descriptor.get();
    CHECK(is_open(number));
  }
  CHECK_FALSE(is_open(number));
}

TEST_CASE("a failed system call gives no descriptor") {
  const FileDescriptor descriptor(-1);
  CHECK_FALSE(descriptor);
  CHECK(descriptor.get() == -1);
}

TEST_CASE("moving a descriptor leaves one owner") {
  FileDescriptor first(open_something());
  const int number = first.get();
  FileDescriptor second(std::move(first));
  CHECK(second.get() == number);

  FileDescriptor third(open_something());
  const int replaced = third.get();
  third = std::move(second);
  CHECK(third.get() == number);
  CHECK(is_open(number));
  CHECK_FALSE(is_open(replaced));
}

TEST_CASE("a released descriptor stays open") {
  FileDescriptor descriptor(open_something());
  const int number = descriptor.release();
  CHECK_FALSE(descriptor);
  CHECK(is_open(number));
  descriptor.reset(number);
  descriptor.reset();
  CHECK_FALSE(is_open(number));
}

TEST_CASE("closing keeps errno") {
  FileDescriptor descriptor(open_something());
  ::close(descriptor.get());  // so that the owner's close() fails with EBADF
  errno = ENOSPC;
  descriptor.reset();
  CHECK(errno == ENOSPC);
}
