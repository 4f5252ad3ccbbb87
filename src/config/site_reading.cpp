#include "config/site_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "base/yaml.hpp"
#include "config/generator_tree.hpp"

namespace almanach {
namespace {

YamlReading read_tree(const std::string& path, std::string_view bytes) {
  if (path.ends_with(".toml")) return read_toml(bytes);
  return path.ends_with(".json") ? read_json(bytes) : read_yaml(bytes);
}

/// "../../_config.yml": a file of the site's folder, seen from the content folder.
std::string seen_from_content(const std::string& path, const std::string& below) {
  std::string steps;
  if (!below.empty()) steps = "../";
  for (const char c : below) steps += c == '/' ? "../" : "";
  return steps + path;
}

/// Where the values of a file stand: "config/_default/languages.fr.toml" has those of
/// `languages.fr`, "hugo.toml" those of all.
std::vector<std::string> place_of(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  std::string stem = name.substr(0, name.rfind('.'));
  if (stem == "hugo" || stem == "config" || stem == "_config") return {};
  std::vector<std::string> place;
  for (std::size_t dot = stem.find('.'); dot != std::string::npos; dot = stem.find('.')) {
    place.push_back(stem.substr(0, dot));
    stem.erase(0, dot + 1);
  }
  place.push_back(std::move(stem));
  return place;
}

/// What is known of a site whose files cannot be read now.
SiteSettings as_before(SiteSettings now, const SiteSettings* before) {
  SiteSettings kept = before == nullptr ? SiteSettings() : *before;
  kept.problems = std::move(now.problems);
  kept.is_whole = now.is_whole;
  kept.is_faulty = true;
  return kept;
}

std::string_view name_of(ProgrammedGenerator generator) {
  switch (generator) {
    case ProgrammedGenerator::eleventy:
      return "Eleventy";
    case ProgrammedGenerator::astro:
      return "Astro";
    case ProgrammedGenerator::none:
      break;
  }
  return "";
}

}  // namespace

SiteSettings read_site_settings(const GeneratorFiles& files, const SiteSettings* before) {
  SiteSettings site;
  GeneratorTree tree;
  Digester digester;
  site.is_whole = files.is_top;
  site.below = files.below;
  digester.add(files.below).add(files.is_top ? "top" : "").add(name_of(files.programmed));
  const std::string kept = before == nullptr || before->generator.empty()
                               ? "nothing is taken from it"
                               : "what it said before holds on";
  for (const GeneratorFile& file : files.files) {
    const std::string shown = seen_from_content(file.path, files.below);
    digester.add(file.path).add(file.bytes.value_or(""));
    YamlReading reading;
    if (!file.bytes) {
      reading.fault = YamlFault{{},
                                fmt::format("cannot be read: {}", file.reason),
                                "let the account that Almanach runs under read it"};
    } else if (find_invalid_utf8(*file.bytes)) {
      reading.fault = YamlFault{{}, "not valid UTF-8", "save the file with the encoding UTF-8"};
    } else {
      reading = read_tree(file.path, *file.bytes);
    }
    if (reading.fault) {
      const YamlFault& fault = *reading.fault;
      site.problems.push_back({Severity::warning, shown, fault.position.line, fault.position.column,
                               fault.message + ": " + kept, fault.hint});
      site.is_faulty = true;
      continue;
    }
    tree.add(std::move(reading.root), shown, place_of(file.path));
  }
  if (site.is_faulty) return as_before(std::move(site), before);
  site.digest = digester.finish();
  if (files.files.empty()) {
    site.generator = name_of(files.programmed);
    return site;
  }
  if (files.files.front().path.starts_with("_config.")) {
    read_jekyll(tree, files.below, site);
  } else {
    read_hugo(tree, files.below, site);
  }
  return site;
}

}  // namespace almanach
