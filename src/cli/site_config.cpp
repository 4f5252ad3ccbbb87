#include "cli/site_config.hpp"

#include <utility>

#include "config/site_settings.hpp"
#include "content/generator_files.hpp"

namespace almanach {

Config with_site_settings(Config config, const Config* before) {
  const SiteSettings* known = before == nullptr ? nullptr : before->site.get();
  use_site_settings(config, std::make_shared<const SiteSettings>(
                                read_site_settings(find_generator_files(config.content), known)));
  return config;
}

}  // namespace almanach
