#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "dialect/site_files.hpp"

namespace almanach {

/// The languages that a site keeps its pages in, as the names of its files show: `x.fr.md` beside
/// `x.en.md` or `x.md`, or all files so; `fr/x.md` and `en/x.md`. Borrows nothing. Any thread.
class SiteLanguages {
 public:
  explicit SiteLanguages(const SiteFiles& site);

  /// Whether names tell of any.
  bool any() const { return !suffixes_.empty() || !folders_.empty(); }

  /// A path without its languages.
  struct Plain {
    std::string path;      ///< "fetes/bal.md" of "fr/fetes/bal.md" and of "fetes/bal.fr.md"
    std::string language;  ///< empty: the path names none
  };
  Plain without_languages(std::string_view path) const;

  /// The language at the end of a stem, where it is one of the site's; else empty.
  std::string_view suffix(std::string_view stem) const;
  bool is_folder(std::string_view folder) const { return folders_.find(folder) != folders_.end(); }
  /// The folder of that name in the language that `language_of` gives for the folder above the
  /// languages' folders; where there is none in it, in the first one.
  std::string in_language(
      std::string_view folder,
      const std::function<std::string(const std::string& above)>& language_of) const;

 private:
  void find_suffixes(const SiteFiles& site);
  void find_folders(const SiteFiles& site);

  std::set<std::string, std::less<>> suffixes_;
  std::set<std::string, std::less<>> folders_;
  std::map<std::string, std::set<std::string>, std::less<>> below_;  ///< names, by folder above
};

/// Whether a text in the language `have` is for those who want `wanted`: "fr" for "fr-CH".
bool is_same_language(std::string_view have, std::string_view wanted);

}  // namespace almanach
