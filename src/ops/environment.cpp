#include "ops/environment.hpp"

#include <charconv>
#include <cstdlib>

namespace almanach {

std::optional<std::string> read_environment(const char* name) {
  const char* value =
      std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing writes it, see the header
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

std::optional<unsigned long long> read_count(const std::string& text) {
  unsigned long long count = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, count);
  if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return count;
}

bool names_process(const std::optional<std::string>& variable, int own_pid) {
  return variable && *variable == std::to_string(own_pid);
}

}  // namespace almanach
