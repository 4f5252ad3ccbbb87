#include "dialect/site_languages.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.hpp"
#include "content/tree_walk.hpp"
#include "dialect/path_names.hpp"

namespace almanach {

SiteLanguages::SiteLanguages(const SiteFiles& site) {
  find_suffixes(site);
  find_folders(site);
}

void SiteLanguages::find_suffixes(const SiteFiles& site) {
  std::unordered_map<std::string, std::set<std::string>> codes_of;  // by path without the code
  std::unordered_set<std::string_view> paths;
  std::set<std::string> of_dated;
  std::size_t dated = 0;
  std::size_t dated_with_code = 0;
  for (const FileFacts& file : site.files) {
    const PathParts parts = take_apart(file.path);
    if (!is_page_ending(parts.ending)) continue;
    paths.insert(file.path);
    if (file.has_day) ++dated;
    const std::string_view code = language_suffix(parts.stem);
    if (code.empty()) continue;
    const std::string_view base = parts.stem.substr(0, parts.stem.size() - code.size() - 1);
    codes_of[join_path(parts.folder, base).append(parts.ending)].emplace(code);
    if (!file.has_day) continue;
    ++dated_with_code;
    of_dated.emplace(code);
  }
  for (const auto& [path, codes] : codes_of) {
    if (codes.size() > 1 || paths.count(path) != 0 || site.names.count(path) != 0)
      suffixes_.insert(codes.begin(), codes.end());
  }
  if (dated > 1 && dated == dated_with_code) suffixes_.insert(of_dated.begin(), of_dated.end());
}

/// Folders beside each other that are named as languages and hold files of the same names: half of
/// those of the smaller at least.
void SiteLanguages::find_folders(const SiteFiles& site) {
  using Names = std::set<std::string_view>;
  std::map<std::string_view, std::map<std::string_view, Names>> by_code;  // by the folder above
  for (const FileFacts& file : site.files) {
    const std::string_view path = file.path;
    std::size_t begin = 0;
    for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
         begin = slash + 1, slash = path.find('/', begin)) {
      const std::string_view part = path.substr(begin, slash - begin);
      if (!is_language_code(part)) continue;
      by_code[path.substr(0, begin == 0 ? 0 : begin - 1)][part].insert(path.substr(slash + 1));
    }
  }
  for (const auto& [above, codes] : by_code) {
    std::map<std::string_view, std::size_t> times;
    std::size_t smallest = site.files.size();
    for (const auto& [code, names] : codes) {
      smallest = std::min(smallest, names.size());
      for (const std::string_view name : names) ++times[name];
    }
    const auto shared = static_cast<std::size_t>(std::count_if(
        times.begin(), times.end(), [](const auto& name) { return name.second > 1; }));
    if (codes.size() < 2 || shared * 2 < smallest || shared == 0) continue;
    for (const auto& [code, names] : codes) {
      folders_.insert(join_path(above, code));
      below_[std::string(above)].emplace(code);
    }
  }
}

std::string_view SiteLanguages::suffix(std::string_view stem) const {
  const std::string_view code = language_suffix(stem);
  return suffixes_.find(code) == suffixes_.end() ? std::string_view() : code;
}

SiteLanguages::Plain SiteLanguages::without_languages(std::string_view path) const {
  Plain plain;
  if (!any()) {
    plain.path = path;
    return plain;
  }
  const PathParts parts = take_apart(path);
  std::string_view rest = parts.folder;
  std::string folder;
  std::string whole;
  while (!folders_.empty() && !rest.empty()) {
    const std::size_t slash = rest.find('/');
    const std::string_view part = rest.substr(0, slash);
    rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash + 1);
    whole = join_path(whole, part);
    if (is_folder(whole)) {
      plain.language = part;
    } else {
      folder = join_path(folder, part);
    }
  }
  if (folders_.empty()) folder = parts.folder;
  std::string_view stem = parts.stem;
  const std::string_view code = is_page_ending(parts.ending) ? suffix(stem) : std::string_view();
  if (!code.empty()) {
    plain.language = code;
    stem.remove_suffix(code.size() + 1);
  }
  plain.path = join_path(folder, stem).append(parts.ending);
  return plain;
}

std::string SiteLanguages::in_language(
    std::string_view folder,
    const std::function<std::string(const std::string& above)>& language_of) const {
  if (folders_.empty()) return std::string(folder);
  std::string found;
  while (!folder.empty()) {
    const std::size_t slash = folder.find('/');
    std::string part(folder.substr(0, slash));
    folder.remove_prefix(slash == std::string_view::npos ? folder.size() : slash + 1);
    if (is_folder(join_path(found, part))) {
      const std::set<std::string>& names = below_.at(found);
      const std::string wanted = language_of(found);
      const auto match = std::find_if(names.begin(), names.end(), [&](const std::string& name) {
        return is_same_language(name, wanted);
      });
      part = match == names.end() ? *names.begin() : *match;
    }
    found = join_path(found, part);
  }
  return found;
}

bool is_same_language(std::string_view have, std::string_view wanted) {
  const auto primary = [](std::string_view tag) {
    return fold(tag.substr(0, tag.find_first_of("-_")));
  };
  return !have.empty() && primary(have) == primary(wanted);
}

}  // namespace almanach
