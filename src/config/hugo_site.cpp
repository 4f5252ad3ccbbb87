// What Hugo's configuration says, and Zola's, which is called as Hugo's was; and the addresses that
// Hugo gives pages: `permalinks` by section, else `/section/name/`, `uglyURLs`, and `url` and
// `slug` of a page. A page whose day stands in no `date`, and mounts, are left out.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "base/yaml.hpp"
#include "config/generator_tree.hpp"

namespace almanach {
namespace {

constexpr std::array<std::string_view, 11> kNames = {"year",
                                                     "month",
                                                     "day",
                                                     "section",
                                                     "sections",
                                                     "title",
                                                     "slug",
                                                     "filename",
                                                     "slugorfilename",
                                                     "contentbasename",
                                                     "slugorcontentbasename"};

bool is_blank(char32_t c) {
  return c == ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F;
}

/// Whether a sign goes: quotation marks, dashes, apostrophes and such, and those of ASCII.
bool is_dropped(char32_t c) {
  constexpr std::u32string_view kSigns = U"§«°·»€";
  constexpr std::string_view kKept = "._+~-@";
  if (c >= 0x80) return kSigns.find(c) != std::u32string_view::npos || (c >= 0x2010 && c <= 0x2027);
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return !letter && kKept.find(static_cast<char>(c)) == std::string_view::npos;
}

char32_t to_lower(char32_t c) {
  constexpr char32_t kTimes = 0xD7;
  const bool capital = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != kTimes);
  if (capital) return c + ('a' - 'A');
  return c == U'Œ' ? U'œ' : c;
}

/// What Hugo makes of a name in an address: blanks become hyphens, other signs go. Empty where that
/// is not certain.
std::optional<std::string> part_of(std::string_view text) {
  constexpr std::string_view kUncertain = "/#%\\";
  std::string part;
  bool blank = false;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = next_code_point(text, offset);
    if (c < 0x80 && kUncertain.find(static_cast<char>(c)) != std::string_view::npos)
      return std::nullopt;
    if (is_blank(c)) {
      blank = blank || (!part.empty() && part.back() != '-');
    } else if (!is_dropped(c)) {
      if (blank && c != '-') part += '-';
      blank = false;
      append_utf8(part, to_lower(c));
    }
  }
  return part.empty() || !is_plain_lower(part) ? std::nullopt : std::optional(part);
}

/// In a pattern of `permalinks`: 0.111 makes a hyphen of the "+" that it keeps elsewhere.
std::optional<std::string> part_in_pattern(std::string_view text) {
  return text.find('+') == std::string_view::npos ? part_of(text) : std::nullopt;
}

struct HugoLanguage {
  std::string code;
  std::string folder;  ///< of its content, below the site's
};

struct HugoRules {
  std::string below;
  std::vector<HugoLanguage> languages;  ///< empty: there is but one
  std::string default_language;
  bool default_has_folder = false;  ///< in addresses
  bool ugly = false;
  std::map<std::string, std::optional<Permalink>> permalinks;  ///< by section
};

class HugoPages : public PageAddresses {
 public:
  explicit HugoPages(HugoRules rules) : rules_(std::move(rules)) {}

  std::optional<std::string> path_of(const PageFacts& page) const override {
    const std::string path = rules_.below.empty() ? page.path : rules_.below + "/" + page.path;
    // The longest folder is the nearest; of one folder the usual language.
    const HugoLanguage* language = nullptr;
    for (const HugoLanguage& one : rules_.languages) {
      const bool nearer = language == nullptr || one.folder.size() > language->folder.size() ||
                          (one.folder == language->folder && one.code == rules_.default_language);
      if (path_below(path, one.folder) && nearer) language = &one;
    }
    if (language == nullptr) return std::nullopt;
    Name name;
    if (!take_apart(*path_below(path, language->folder), *language, name)) return std::nullopt;
    const auto inner = address_in_language(name, page);
    if (!inner) return std::nullopt;
    const bool plain = rules_.languages.size() < 2 ||
                       (name.language == rules_.default_language && !rules_.default_has_folder);
    return plain ? inner : "/" + name.language + *inner;
  }

 private:
  struct Name {
    std::vector<std::string> folders;
    std::string stem;  ///< of a bundle its folder
    std::string language;
    bool is_bundle = false;
  };

  bool take_apart(std::string_view path, const HugoLanguage& by_folder, Name& name) const {
    const std::size_t dot = path.rfind('.');
    const std::string_view ending = dot == std::string_view::npos ? "" : path.substr(dot);
    if (ending != ".md" && ending != ".markdown" && ending != ".html") return false;
    path.remove_suffix(ending.size());
    while (path.find('/') != std::string_view::npos) {
      name.folders.emplace_back(path.substr(0, path.find('/')));
      path.remove_prefix(path.find('/') + 1);
    }
    name.stem = path;
    name.language = by_folder.code;
    for (const HugoLanguage& one : rules_.languages) {
      const std::string suffix = "." + one.code;
      if (rules_.languages.size() < 2 || !lower_ascii(name.stem).ends_with(suffix)) continue;
      name.stem.resize(name.stem.size() - suffix.size());
      name.language = one.code;
      break;
    }
    if (name.stem == "_index" || name.stem.empty()) return false;
    name.is_bundle = name.stem == "index";
    if (!name.is_bundle) return true;
    if (name.folders.empty()) return false;
    name.stem = name.folders.back();
    name.folders.pop_back();
    return true;
  }

  std::optional<std::string> address_in_language(const Name& name, const PageFacts& page) const {
    if (!name.folders.empty()) {
      const auto found = rules_.permalinks.find(lower_ascii(name.folders.front()));
      if (found != rules_.permalinks.end()) {
        if (!found->second) return std::nullopt;
        const auto filled =
            found->second->fill([&](std::string_view key) { return value_of(key, name, page); });
        return filled ? std::optional(finish(*filled)) : std::nullopt;
      }
    }
    const auto folders = folders_of(name);
    const auto last = part_of(page.slug.empty() ? name.stem : page.slug);
    if (!folders || !last) return std::nullopt;
    constexpr std::string_view kKept = "/!$&'()*+,;=:@";
    return finish(percent_encode(*folders + "/" + *last, kKept));
  }

  std::string finish(std::string path) const {
    while (path.ends_with('/')) path.pop_back();
    return path + (rules_.ugly ? ".html" : "/");
  }

  static std::optional<std::string> folders_of(const Name& name) {
    std::string joined;
    for (const std::string& folder : name.folders) {
      const auto part = part_of(folder);
      if (!part) return std::nullopt;
      joined += "/" + *part;
    }
    return joined;
  }

  static std::optional<std::string> value_of(std::string_view key, const Name& name,
                                             const PageFacts& page) {
    if (key == "section") return part_in_pattern(name.folders.front());
    // Of folders in a section, those with an _index are sections.
    if (key == "sections")
      return name.folders.size() > 1 ? std::nullopt : part_in_pattern(name.folders.front());
    if (key == "title") return part_in_pattern(page.title);
    if (key == "slug") return part_in_pattern(page.slug.empty() ? page.title : page.slug);
    if (key == "contentbasename" || (key == "filename" && !name.is_bundle))
      return part_in_pattern(name.stem);
    if (key == "slugorcontentbasename" || (key == "slugorfilename" && !name.is_bundle))
      return part_in_pattern(page.slug.empty() ? name.stem : page.slug);
    if (!page.date || page.date_is_odd) return std::nullopt;
    if (key == "year") return fmt::format("{:04}", page.date->year());
    if (key == "month") return two_digits(page.date->month());
    if (key == "day") return two_digits(page.date->day());
    return std::nullopt;
  }

  HugoRules rules_;
};

class HugoReader {
 public:
  HugoReader(const GeneratorTree& tree, const std::string& below, SiteSettings& site)
      : tree_(tree), site_(site) {
    rules_.below = below;
  }

  void read() {
    take_zone(tree_.find({"timezone"}), site_);
    take_language(tree_.find({"languagecode"}), site_);
    const FoundSetting usual = tree_.find({"defaultcontentlanguage"});
    take_language(usual, site_);
    take_url(tree_.find({"baseurl"}), "", site_);
    rules_.default_language = usual ? lower_ascii(usual.text()) : "en";
    rules_.default_has_folder =
        read_bool(tree_.find({"defaultcontentlanguageinsubdir"}).text()) == std::optional(true);
    read_languages();
    if (read_permalinks()) site_.addresses = std::make_shared<HugoPages>(std::move(rules_));
  }

 private:
  void read_languages() {
    const FoundSetting folder = tree_.find({"contentdir"});
    const std::string content = plain(folder ? folder.text() : "content");
    for (const std::string& code : tree_.names_in({"languages"})) {
      const FoundSetting own = tree_.find({"languages", code, "contentdir"});
      rules_.languages.push_back({code, own ? plain(own.text()) : content});
      if (code == rules_.default_language) take_own_settings(code);
      if (own) note_folder(code, own);
    }
    if (rules_.languages.empty()) rules_.languages.push_back({rules_.default_language, content});
  }

  /// What the language that stands before the others says for all.
  void take_own_settings(const std::string& code) {
    take_language(tree_.find({"languages", code, "languagecode"}), site_);
    if (const FoundSetting zone = tree_.find({"languages", code, "timezone"}))
      take_zone(zone, site_);
  }

  /// The language of a folder, where that lies below the content folder, or holds it.
  void note_folder(const std::string& code, const FoundSetting& own) {
    const std::string folder = plain(own.text());
    const FoundSetting given = tree_.find({"languages", code, "languagecode"});
    std::string tag = language_tag(given ? given.text() : code);
    if (tag.empty()) return;
    if (path_below(rules_.below, folder)) {
      site_.language = Said<std::string>{std::move(tag), own.file, own.line()};
    } else if (const auto below = path_below(folder, rules_.below)) {
      site_.languages[*below] = Said<std::string>{std::move(tag), own.file, own.line()};
    }
  }

  /// False: addresses cannot be known.
  bool read_permalinks() {
    const FoundSetting mounts = tree_.find({"module", "mounts"});
    if (mounts) {
      for (const YamlNode& mount : mounts.value->items) {
        const YamlNode* target = mount.find("target");
        if (target == nullptr || !target->scalar.starts_with("content")) continue;
        leave_addresses(mounts, "folders are mounted in other places", site_);
        return false;
      }
    }
    for (const char* const name : {"disablepathtolower", "removepathaccents"}) {
      const FoundSetting other = tree_.find({name});
      if (!other || read_bool(other.text()) == std::optional(false)) continue;
      leave_addresses(other, "names are written as they are, or without accents", site_);
      return false;
    }
    const FoundSetting ugly = tree_.find({"uglyurls"});
    rules_.ugly = ugly && read_bool(ugly.text()) == std::optional(true);
    if (ugly && !read_bool(ugly.text())) {
      leave_addresses(ugly, "uglyURLs by section is not known", site_);
      return false;
    }
    // By kind of page since 0.115: [permalinks.page].
    for (const std::string& section : tree_.names_in({"permalinks"}))
      take_permalink(section, tree_.find({"permalinks", section}));
    for (const std::string& section : tree_.names_in({"permalinks", "page"}))
      take_permalink(section, tree_.find({"permalinks", "page", section}));
    return true;
  }

  void take_permalink(const std::string& section, const FoundSetting& found) {
    if (!found || !found.value->is_scalar()) return;
    std::string text = found.text();
    if (!text.starts_with('/')) text.insert(0, "/");
    Permalink permalink(text, kNames);
    if (!permalink.odd().empty() || section.find('/') != std::string::npos) {
      leave_addresses(
          found,
          permalink.odd().empty() ? "a section below another is not followed" : permalink.odd(),
          site_);
      rules_.permalinks[section.substr(0, section.find('/'))] = std::nullopt;
      return;
    }
    site_.address_patterns.push_back(
        {fmt::format("{}: {}", section, text), found.file, found.line()});
    rules_.permalinks[section] = std::move(permalink);
  }

  static std::string plain(std::string folder) {
    while (folder.ends_with('/')) folder.pop_back();
    while (folder.starts_with("./")) folder.erase(0, 2);
    return folder;
  }

  const GeneratorTree& tree_;
  SiteSettings& site_;
  HugoRules rules_;
};

}  // namespace

void read_hugo(const GeneratorTree& tree, const std::string& below, SiteSettings& site) {
  const bool zola = static_cast<bool>(tree.find({"base_url"}));
  site.generator = zola ? "Zola" : "Hugo";
  if (!zola) {
    HugoReader(tree, below, site).read();
    return;
  }
  take_language(tree.find({"default_language"}), site);
  take_url(tree.find({"base_url"}), "", site);
}

}  // namespace almanach
