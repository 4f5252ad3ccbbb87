#include "parse/context.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include "base/version.hpp"
#include "config/site_settings.hpp"
#include "model/zone_data.hpp"

namespace almanach {
namespace {

std::string describe_file(const std::string& path) {
  struct stat status{};
  if (stat(path.c_str(), &status) != 0) return {};
  return fmt::format("{} {} {}", status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

}  // namespace

Digest digest_context(const Config& config) {
  Digester digester;
  // A program that was built anew may read files otherwise.
  digester.add(kVersion).add(describe_file("/proc/self/exe")).add(zone_data()->digest());
  digester.add(config.timezone_is_given ? "given" : "");
  digester.add(config.site_url).add(std::to_string(config.default_duration.count()));
  digester.add(config.page_url);
  if (config.site) digester.add(config.site->digest);
  for (const auto& [field, names] : config.fields) {
    digester.add(field).add(names.only ? "only" : "first");
    for (const std::string& name : names.names) digester.add(name);
    digester.add("");
  }
  return digester.finish();
}

Digest digest_context(const Digest& general, const Feed& feed) {
  Digester digester;
  return digester.add(general).add(feed.language).add(feed.zone.name()).finish();
}

}  // namespace almanach
