#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "config/config.hpp"
#include "config/site_settings.hpp"

namespace almanach {

/// What is odd in a configuration, though it can be used. Any thread.
Problems remarks_on(const Config& config);

/// The configuration that is in force, with what the site's generator is told, and the ways to
/// another one. Any thread.
class LiveConfig {
 public:
  /// `arguments` is borrowed.
  LiveConfig(const ConfigArguments& arguments, Settings settings);

  /// What the program was started with; it never changes.
  const StartSettings& start() const { return start_; }
  std::shared_ptr<const Config> get() const;

  /// What a reload has come to.
  struct Reloaded {
    Problems problems;                 ///< of the file; where there are any, nothing has changed
    std::vector<std::string> ignored;  ///< settings that take effect at the next start only
    Problems remarks;                  ///< what is odd in what has been read
  };
  /// Reads the configuration again.
  Reloaded reload();

  /// Looks again at what the site's generator is told, which may lie outside of the content folder,
  /// where no change is told. A change is seen twice before it counts: it may be half of one. True:
  /// the configuration is another now.
  bool follow_site();

 private:
  const ConfigArguments& arguments_;
  const StartSettings start_;
  mutable std::mutex mutex_;
  // Guarded by mutex_:
  Config written_;                                    ///< as it was read last, without the site's
  std::shared_ptr<const Config> config_;              ///< with that
  std::shared_ptr<const SiteSettings> changed_site_;  ///< as it was seen once
};

}  // namespace almanach
