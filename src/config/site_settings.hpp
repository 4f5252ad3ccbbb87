#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/problem.hpp"
#include "config/page_addresses.hpp"
#include "config/settings.hpp"
#include "model/zone.hpp"

namespace almanach {

/// A file that a site's generator is configured by.
struct GeneratorFile {
  std::string path;  ///< below the site's folder: "_config.yml", "config/_default/hugo.toml"
  std::optional<std::string> bytes;
  std::string reason;  ///< without bytes: what hinders, one line

  bool operator==(const GeneratorFile&) const = default;
};

/// Generators whose configuration is a program, and so not read. `none`: none that is known.
enum class ProgrammedGenerator { none, eleventy, astro };

/// All that a site's generator is configured by.
struct GeneratorFiles {
  std::vector<GeneratorFile> files;  ///< what comes later goes before
  std::string below;  ///< the content folder below the site's; empty: they are the same
  /// The content folder is the top of a site, be it one whose configuration is not read.
  bool is_top = false;
  ProgrammedGenerator programmed = ProgrammedGenerator::none;  ///< where no file is read

  bool operator==(const GeneratorFiles&) const = default;
};

/// Something that a site says of itself, and where.
template <typename Value>
struct Said {
  Value value;
  std::string file;  ///< below the content folder: "../_config.yml"
  int line = 0;
};

/// What a site's generator is told: Jekyll's `_config.yml`, Hugo's `hugo.toml` and its like. It
/// counts where neither the configuration nor a feed.yml says otherwise. Not changed once it is
/// read. Any thread.
struct SiteSettings {
  std::string generator;  ///< "Jekyll"; empty: none was found
  std::string below;      ///< the content folder below the site's; empty: they are the same
  std::optional<Said<Zone>> zone;
  std::optional<Said<std::string>> language;
  std::map<std::string, Said<std::string>> languages;  ///< by folder below the content folder
  /// The site's own address, without '/' at its end.
  std::optional<Said<std::string>> url;
  std::shared_ptr<const PageAddresses> addresses;   ///< null: not known
  std::vector<Said<std::string>> address_patterns;  ///< "events: /agenda/:year/:title/"
  Problems problems;                                ///< each cause once
  bool is_whole = false;                            ///< the content folder is the top of the site
  bool is_faulty = false;                           ///< a file cannot be read: nothing is known
  Digest digest{};                                  ///< of all that it was read from

  /// Whether the generator takes a time to the second without an offset for UTC, as YAML 1.1 has
  /// it: Jekyll 4 with Psych or SafeYAML, js-yaml 3 and 4 under Eleventy 3 and Astro. Hugo, Zola
  /// and Hexo take it for local time.
  bool takes_naive_for_utc() const;

  /// Whether the other was read from the same, with the same outcome.
  bool is_same(const SiteSettings& other) const {
    return digest == other.digest && problems == other.problems;
  }
  /// Lines for people, "file:line: what".
  std::vector<std::string> evidence() const;
  /// The language of what lies in a folder below the content folder; empty: not said.
  std::string language_of(std::string_view folder) const;
};

/// Puts what the site says of itself where the configuration says nothing. Any thread.
void use_site_settings(Config& config, std::shared_ptr<const SiteSettings> site);

}  // namespace almanach
