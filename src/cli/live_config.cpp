#include "cli/live_config.hpp"

#include <utility>

#include "cli/site_config.hpp"
#include "config/theme.hpp"
#include "render/html/theme_colors.hpp"

namespace almanach {

Problems remarks_on(const Config& config) {
  return config.theme ? check_theme_colors(*config.theme) : Problems();
}

LiveConfig::LiveConfig(const ConfigArguments& arguments, Settings settings)
    : arguments_(arguments),
      start_(std::move(settings.start)),
      written_(std::move(settings.config)),
      config_(std::make_shared<const Config>(with_site_settings(written_, nullptr, start_.state))) {
}

std::shared_ptr<const Config> LiveConfig::get() const {
  const std::lock_guard lock(mutex_);
  return config_;
}

LiveConfig::Reloaded LiveConfig::reload() {
  const std::lock_guard lock(mutex_);
  try {
    Reload reload = arguments_.reread(start_);
    written_ = std::move(reload.config);
    config_ =
        std::make_shared<const Config>(with_site_settings(written_, config_.get(), start_.state));
    return {{}, std::move(reload.ignored), remarks_on(*config_)};
  } catch (const ConfigError& error) {
    return {error.problems(), {}, {}};
  }
}

bool LiveConfig::follow_site() {
  const std::lock_guard lock(mutex_);
  auto now =
      std::make_shared<const Config>(with_site_settings(written_, config_.get(), start_.state));
  const bool is_same = now->site->is_same(*config_->site);
  const bool is_settled = !is_same && changed_site_ && changed_site_->is_same(*now->site);
  changed_site_ = is_same ? nullptr : now->site;
  if (is_settled) config_ = std::move(now);
  return is_settled;
}

}  // namespace almanach
