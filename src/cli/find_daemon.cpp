#include "cli/find_daemon.hpp"

#include <filesystem>
#include <utility>

#include "control/address.hpp"
#include "ops/environment.hpp"

namespace almanach {
namespace {

constexpr const char* kServiceConfig = "/etc/almanach/almanach.yml";

}  // namespace

FoundDaemon find_daemon(ConfigArguments arguments, bool all) {
  namespace fs = std::filesystem;
  const ConfigOverrides& given = arguments.overrides;
  std::error_code unseen;
  const bool is_named = arguments.file || given.state || given.control;
  const bool is_wanted = all || !fs::is_socket(kServiceControl, unseen);
  if (!is_named && is_wanted && fs::exists(kServiceConfig, unseen)) arguments.file = kServiceConfig;
  StartSettings start = arguments.read().start;
  return {std::move(arguments), std::move(start)};
}

ControlClient connect_to_daemon(const StartSettings& start, Language language) {
  return ControlClient(find_control_socket(start, read_environment("RUNTIME_DIRECTORY")), language);
}

}  // namespace almanach
