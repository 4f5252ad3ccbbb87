#pragma once

#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/tree.hpp"
#include "config/site_settings.hpp"

namespace almanach {

/// A value in a generator's configuration, and the file that it stands in.
struct FoundSetting {
  const YamlNode* value = nullptr;  ///< null: there is none
  std::string file;                 ///< below the content folder

  explicit operator bool() const { return value != nullptr; }
  /// The value as one line, trimmed; empty where it is none.
  std::string text() const;
  int line() const { return value->position.line; }
};

/// The files of one generator as one tree. Names are found whatever their case.
class GeneratorTree {
 public:
  /// A file's tree: what stands in it stands below the names of `place`.
  void add(YamlNode root, std::string file, std::vector<std::string> place);

  /// What the names lead to, in the last file that has it.
  FoundSetting find(std::initializer_list<std::string_view> names) const;
  /// The names in the mappings that `names` lead to, in all files, in small letters.
  std::set<std::string> names_in(std::initializer_list<std::string_view> names) const;

 private:
  struct File {
    YamlNode root;
    std::string name;
    std::vector<std::string> place;
  };

  std::vector<File> files_;
};

/// Each fills in what the generator's configuration says. `below`: the content folder below the
/// site's.
void read_jekyll(const GeneratorTree& tree, const std::string& below, SiteSettings& site);
void read_hugo(const GeneratorTree& tree, const std::string& below, SiteSettings& site);

/// Parts of the above. What cannot be used is told in `site.problems`.
void take_zone(const FoundSetting& found, SiteSettings& site);
void take_language(const FoundSetting& found, SiteSettings& site);
/// `path`: what comes behind the address.
void take_url(const FoundSetting& found, std::string_view path, SiteSettings& site);
/// That addresses are not taken from `found`, since `why`.
void leave_addresses(const FoundSetting& found, std::string_view why, SiteSettings& site);
/// A language tag as RFC 5646 writes it: "fr-FR" of "fr_fr"; empty where it is none.
std::string language_tag(std::string_view text);

}  // namespace almanach
