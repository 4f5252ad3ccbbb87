#include "base/log.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "base/text.hpp"

namespace almanach {
namespace {

spdlog::level::level_enum level_of(int priority) {
  switch (priority) {
    case kLogError:
      return spdlog::level::err;
    case kLogWarning:
      return spdlog::level::warn;
    case kLogDebug:
      return spdlog::level::debug;
    default:
      return spdlog::level::info;
  }
}

/// Writes "<3>" for an error, "<6>" for information: the prefix that the journal takes off a line.
class PriorityFlag : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm& /*time*/,
              spdlog::memory_buf_t& out) override {
    int priority = kLogInfo;
    if (message.level == spdlog::level::err) priority = kLogError;
    if (message.level == spdlog::level::warn) priority = kLogWarning;
    if (message.level == spdlog::level::debug) priority = kLogDebug;
    const std::string prefix = fmt::format("<{}>", priority);
    out.append(prefix.data(), prefix.data() + prefix.size());
  }
  std::unique_ptr<custom_flag_formatter> clone() const override {
    return std::make_unique<PriorityFlag>();
  }
};

}  // namespace

bool writes_to_journal() {
  // It names the device and the inode.
  const char* stream =
      std::getenv("JOURNAL_STREAM");  // NOLINT(concurrency-mt-unsafe): before threads start
  struct stat status{};
  if (stream == nullptr || fstat(STDERR_FILENO, &status) != 0) return false;
  return fmt::format("{}:{}", status.st_dev, status.st_ino) == stream;
}

void start_log() {
  auto logger = std::make_shared<spdlog::logger>("almanach",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
  auto formatter = std::make_unique<spdlog::pattern_formatter>();
  formatter->add_flag<PriorityFlag>('*');
  formatter->set_pattern(writes_to_journal() ? "%*%v" : "%Y-%m-%d %H:%M:%S %l: %v");
  logger->set_formatter(std::move(formatter));
  logger->flush_on(spdlog::level::debug);
  spdlog::set_default_logger(std::move(logger));
}

void set_log_level(const std::string& level) {
  spdlog::set_level(spdlog::level::from_str(level));
}

void write_log(int priority, std::string_view message) {
  spdlog::log(level_of(priority), "{}", escape_odd_octets(message));
}

}  // namespace almanach
