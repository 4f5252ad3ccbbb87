// What Jekyll's _config.yml says, and the addresses that Jekyll 4 gives pages. A document's hangs
// on the `permalink` of its collection, a post's and a page's on that of the site, and all on their
// own. The style "ordinal", categories above `_posts` and dates that a build makes up are left out.

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

constexpr std::array<std::string_view, 14> kNames = {
    "collection", "path",    "name", "title", "slug",       "year",     "short_year",
    "month",      "i_month", "day",  "i_day", "categories", "basename", "output_ext"};

struct FileName {
  std::string folder;
  std::string stem;
  std::string slug;  ///< the stem without a date
  std::optional<Day> date;
};

bool is_html(std::string_view ending) {
  return ending == ".md" || ending == ".markdown" || ending == ".html";
}

/// "fetes/2026-05-10-bal.md"; empty where the file is no page.
std::optional<FileName> read_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view name = path.substr(slash == std::string_view::npos ? 0 : slash + 1);
  const std::size_t dot = std::min(name.rfind('.'), name.size());
  if (!is_html(name.substr(dot))) return std::nullopt;
  FileName result;
  if (slash != std::string_view::npos) result.folder = path.substr(0, slash);
  result.stem = name.substr(0, dot);
  while (result.stem.ends_with('.')) result.stem.pop_back();
  result.slug = result.stem;
  constexpr std::size_t kDateLength = 10;
  const bool dated = result.stem.size() > kDateLength + 1 && result.stem[kDateLength] == '-';
  if (dated) result.date = read_day(result.stem.substr(0, kDateLength));
  if (result.date) result.slug.erase(0, kDateLength + 1);
  return result;
}

/// What Jekyll makes of a word in an address: what is no letter, digit or one of `keep` becomes a
/// hyphen. Empty where that is not certain.
std::optional<std::string> slug_of(std::string_view text, std::string_view keep, bool cased) {
  std::string slug;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const bool kept =
        letter || static_cast<unsigned char>(c) >= 0x80 || keep.find(c) != std::string_view::npos;
    if (kept) {
      slug += c;
    } else if (slug.empty() || slug.back() != '-') {
      slug += '-';
    }
  }
  while (slug.starts_with('-')) slug.erase(0, 1);
  while (slug.ends_with('-')) slug.pop_back();
  if (!cased) slug = lower_ascii(slug);
  return slug.empty() || !is_plain_lower(slug) ? std::nullopt : std::optional(slug);
}

struct Collection {
  std::string label;
  std::string folder;                  ///< below the site's
  std::optional<Permalink> permalink;  ///< empty: its pages have no certain address
};

class JekyllPages : public PageAddresses {
 public:
  JekyllPages(std::string below, std::string source, std::vector<Collection> collections,
              std::optional<Permalink> pages, std::vector<std::string> excluded)
      : below_(std::move(below)),
        source_(std::move(source)),
        collections_(std::move(collections)),
        pages_(std::move(pages)),
        excluded_(std::move(excluded)) {}

  std::optional<std::string> path_of(const PageFacts& page) const override {
    const auto path = path_below(below_.empty() ? page.path : below_ + "/" + page.path, source_);
    if (!path) return std::nullopt;
    for (const std::string& excluded : excluded_) {
      if (path_below(*path, excluded)) return std::nullopt;
    }
    for (const Collection& collection : collections_) {
      const auto inner = path_below(*path, collection.folder);
      if (inner) return fill(collection.permalink, collection.label, *inner, page);
    }
    const bool hidden = path->starts_with('_') || path->find("/_") != std::string::npos;
    return hidden ? std::nullopt : fill(pages_, "", *path, page);
  }

 private:
  static std::optional<std::string> fill(const std::optional<Permalink>& usual,
                                         const std::string& label, const std::string& path,
                                         const PageFacts& page) {
    const auto name = read_name(path);
    if (!name) return std::nullopt;
    std::optional<Permalink> pattern = usual;
    if (!page.permalink.empty()) {
      const bool rooted = page.permalink.starts_with('/');
      pattern.emplace((rooted ? "" : "/") + page.permalink, kNames);
    }
    if (!pattern || !pattern->odd().empty()) return std::nullopt;
    return pattern->fill([&](std::string_view key) { return value_of(key, label, *name, page); });
  }

  static std::optional<std::string> value_of(std::string_view key, const std::string& label,
                                             const FileName& name, const PageFacts& page) {
    const std::string slug = page.slug.empty() ? name.slug : page.slug;
    if (key == "collection") return label;
    if (key == "output_ext") return ".html";
    if (key == "basename") return name.stem;
    // Of a document its file is the end of its path, of a page it is not.
    if (key == "path") return label.empty() ? name.folder : name.folder + "/" + name.stem;
    if (key == "name") return slug_of(name.stem, "", false);
    if (key == "slug") return slug_of(slug, "", false);
    if (key == "title") return slug_of(slug, "._~!$&'()+,;=@", true);
    if (key == "categories") return categories_of(page);
    return date_part(key, name, page);
  }

  static std::optional<std::string> categories_of(const PageFacts& page) {
    std::string joined;
    std::vector<std::string> seen;
    for (const std::string& category : page.categories) {
      const std::string lower = lower_ascii(category);
      if (!is_plain_lower(lower) || lower.find('/') != std::string::npos) return std::nullopt;
      if (std::find(seen.begin(), seen.end(), lower) != seen.end()) continue;
      seen.push_back(lower);
      joined += (joined.empty() ? "" : "/") + lower;
    }
    return joined;
  }

  static std::optional<std::string> date_part(std::string_view key, const FileName& name,
                                              const PageFacts& page) {
    const std::optional<Day> date = page.date ? page.date : name.date;
    if (page.date_is_odd || !date) return std::nullopt;
    constexpr int kCentury = 100;
    if (key == "year") return fmt::format("{:04}", date->year());
    if (key == "short_year") return two_digits(static_cast<int>(date->year() % kCentury));
    if (key == "month") return two_digits(date->month());
    if (key == "day") return two_digits(date->day());
    if (key == "i_month") return std::to_string(date->month());
    if (key == "i_day") return std::to_string(date->day());
    return std::nullopt;
  }

  std::string below_;
  std::string source_;
  std::vector<Collection> collections_;
  std::optional<Permalink> pages_;
  std::vector<std::string> excluded_;
};

std::string plain_folder(std::string folder) {
  while (folder.ends_with('/')) folder.pop_back();
  while (folder.starts_with("./")) folder.erase(0, 2);
  while (folder.starts_with('/')) folder.erase(0, 1);
  return folder == "." ? "" : folder;
}

/// What Jekyll puts behind the path of a page, by the site's style.
std::string ending_of(std::string_view style) {
  if (style == "date" || style == "ordinal" || style == "none") return ":output_ext";
  if (style == "pretty" || style.ends_with('/')) return "/";
  return style.ends_with(":output_ext") ? ":output_ext" : "";
}

std::string posts_pattern(const std::string& style) {
  if (style == "date") return "/:categories/:year/:month/:day/:title:output_ext";
  if (style == "pretty") return "/:categories/:year/:month/:day/:title/";
  return style == "none" ? "/:categories/:title:output_ext" : style;
}

/// Reads what addresses hang on.
class JekyllReader {
 public:
  JekyllReader(const GeneratorTree& tree, SiteSettings& site) : tree_(tree), site_(site) {}

  std::shared_ptr<const PageAddresses> read(const std::string& below) {
    const FoundSetting style = tree_.find({"permalink"});
    style_ = style ? style.text() : "date";
    above_ = plain_folder(tree_.find({"collections_dir"}).text());
    read_collections();
    const FoundSetting defaults = tree_.find({"defaults"});
    if (defaults) read_defaults(defaults);
    if (!has_posts_) add("posts", posts_pattern(style_), style);
    std::vector<std::string> excluded;
    const FoundSetting exclude = tree_.find({"exclude"});
    if (exclude) {
      for (const YamlNode& item : exclude.value->items)
        excluded.push_back(plain_folder(item.scalar));
    }
    std::optional<Permalink> pages;
    if (!pages_differ_) pages.emplace("/:path/:basename" + ending_of(style_), kNames);
    return std::make_shared<JekyllPages>(below, plain_folder(tree_.find({"source"}).text()),
                                         std::move(collections_), std::move(pages),
                                         std::move(excluded));
  }

 private:
  void read_collections() {
    const FoundSetting collections = tree_.find({"collections"});
    if (!collections) return;
    for (const YamlNode& item : collections.value->items) collections_.push_back(bare(item.scalar));
    for (const YamlNode::Entry& entry : collections.value->entries) {
      const YamlNode* output = entry.value.find("output");
      const YamlNode* permalink = entry.value.find("permalink");
      const bool posts = entry.key == "posts";
      const bool has_pages =
          posts || (output != nullptr && read_bool(output->scalar) == std::optional(true));
      if (!has_pages) {
        collections_.push_back(bare(entry.key));
        continue;
      }
      has_posts_ = has_posts_ || posts;
      const std::string usual =
          posts ? posts_pattern(style_) : "/:collection/:path" + ending_of(style_);
      const bool own = permalink != nullptr && permalink->is_scalar();
      const FoundSetting at{own ? permalink : &entry.value, collections.file};
      add(entry.key, own ? permalink->scalar : usual, at);
    }
  }

  /// A collection whose pages are not written.
  Collection bare(const std::string& label) const {
    return {label, (above_.empty() ? "_" : above_ + "/_") + label, std::nullopt};
  }

  void add(const std::string& label, const std::string& pattern, const FoundSetting& at) {
    Collection collection = bare(label);
    Permalink permalink(pattern, kNames);
    if (!permalink.odd().empty()) {
      if (at) {
        leave_addresses(at, fmt::format("permalink \"{}\": {}", pattern, permalink.odd()), site_);
      }
    } else {
      if (at) {
        site_.address_patterns.push_back(
            {fmt::format("{}: {}", label, pattern), at.file, at.line()});
      }
      collection.permalink = std::move(permalink);
    }
    collections_.push_back(std::move(collection));
  }

  /// `permalink` as a default of front matter. What is for one collection as a whole is taken;
  /// where it is for a part, what is in the whole is not certain any more.
  void read_defaults(const FoundSetting& defaults) {
    for (const YamlNode& item : defaults.value->items) {
      const YamlNode* values = item.find("values");
      const YamlNode* permalink = values == nullptr ? nullptr : values->find("permalink");
      if (permalink == nullptr || !permalink->is_scalar()) continue;
      const YamlNode* scope = item.find("scope");
      const YamlNode* type = scope == nullptr ? nullptr : scope->find("type");
      const YamlNode* path = scope == nullptr ? nullptr : scope->find("path");
      const std::string label = type == nullptr ? "" : type->scalar;
      const bool whole = path == nullptr || path->scalar.empty();
      const FoundSetting at{permalink, defaults.file};
      if (label == "posts" && !has_posts_) {
        has_posts_ = true;
        add("posts", posts_pattern(style_), {});
      }
      for (Collection& known : collections_) {
        const bool meant = label.empty() || label == known.label;
        if (!meant || !known.permalink) continue;
        known.permalink.reset();
        if (!whole || label.empty()) continue;
        Permalink given(permalink->scalar, kNames);
        if (!given.odd().empty()) {
          leave_addresses(at, given.odd(), site_);
          continue;
        }
        site_.address_patterns.push_back(
            {fmt::format("{}: {}", label, permalink->scalar), at.file, at.line()});
        known.permalink = std::move(given);
      }
      pages_differ_ = pages_differ_ || label.empty() || label == "pages";
      if (!whole || label.empty())
        leave_addresses(at, "a default for a part of the site is not followed", site_);
    }
  }

  const GeneratorTree& tree_;
  SiteSettings& site_;
  std::string style_;
  std::string above_;  ///< the folder of collections
  std::vector<Collection> collections_;
  bool has_posts_ = false;
  bool pages_differ_ = false;
};

}  // namespace

void read_jekyll(const GeneratorTree& tree, const std::string& below, SiteSettings& site) {
  // Hexo's file has the same name; its addresses are not Jekyll's.
  const bool hexo = tree.find({"source_dir"}) && tree.find({"public_dir"});
  site.generator = hexo ? "Hexo" : "Jekyll";
  take_zone(tree.find({"timezone"}), site);
  for (const std::string_view name : {"locale", "language", "default_lang", "lang"})
    take_language(tree.find({name}), site);
  take_url(tree.find({"url"}), tree.find({hexo ? "root" : "baseurl"}).text(), site);
  if (!hexo) site.addresses = JekyllReader(tree, site).read(below);
}

}  // namespace almanach
