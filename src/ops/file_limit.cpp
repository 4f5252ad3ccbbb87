#include "ops/file_limit.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace almanach {
namespace {

/// Each core may have a content file open; the journal and the caches have a dozen files.
constexpr std::uint64_t kKeptBack = 128;

}  // namespace

std::uint64_t raise_file_limit() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}

std::uint64_t connections_within(std::uint64_t files) {
  return files - std::min(kKeptBack, files / 2);
}

}  // namespace almanach
