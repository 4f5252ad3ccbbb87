#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/problem.hpp"
#include "dialect/site_files.hpp"

namespace almanach {

/// What a content file is in its folder.
enum class FileRole {
  event,     ///< an event, or a list of events, or meant as one
  section,   ///< the page of a folder: `_index.md`; an `index.md` without a day of its own
  resource,  ///< a part of the event whose folder it lies in
  variant,   ///< the same event in another language than its feed's
  ignored    ///< a copy, a template, a name that begins with '_'
};

/// Where a content file belongs.
struct FilePlace {
  std::string feed;  ///< the folder of the feed that it is in
  FileRole role = FileRole::event;
  /// The path that addresses are made from: "fetes/bal.md" of "fetes/bal/index.fr.md". Of an event
  /// the file's own where nothing else is told.
  std::string name;
  std::string language;  ///< that the path names; empty: none
  std::string main;      ///< of a resource, a variant and a copy: the path of the event's file

  bool operator==(const FilePlace&) const = default;
};

/// Where each file of a content folder belongs: an immutable value. Any thread.
class Shape {
 public:
  FilePlace place(const std::string& path) const;
  /// The folder of the feed that the events of a folder belong to; of a folder without files, as
  /// far as names tell.
  std::string feed_of(const std::string& folder) const;
  /// The folders that are an event each.
  const std::set<std::string>& bundles() const { return bundles_; }
  /// What is to be told of names and folders, each cause once.
  const Problems& problems() const { return problems_; }
  /// The files that do not lie in the folder of their feed, or are no events.
  const std::unordered_map<std::string, FilePlace>& odd() const { return odd_; }

 private:
  friend class ShapeFinder;

  std::unordered_map<std::string, FilePlace> odd_;
  std::map<std::string, std::string> feeds_;  ///< by folder, where it is another one
  std::set<std::string> settled_;
  std::set<std::string> bundles_;
  Problems problems_;
};

/// Finds the shape. The rules:
/// - A folder whose `index.*` has a day and below which no other file has one is that event, in the
///   feed of the folder above it, named as the folder is; its other files are resources. Where
///   others have a day too, all are events, and that is told; but where most folders beside it
///   are such events, or it was one before, it is one as well.
/// - An `index.*` without a day is a section page where files beside or below it have one;
///   `_index.*` always is.
/// - Files whose name begins with '_' are ignored, folders too, but for one at the top that is no
///   generator's machinery, and those that were feeds before.
/// - At the top of a whole site, folders that programs make or bring ("public", "themes") are
///   ignored as well.
/// - Folders that are dates (2026, 2026/01, 2026-01, 2026-2027) are no feeds of their own.
/// - `x.fr.md` and `x.en.md`, `fr/x.md` and `en/x.md` are one event where the site shows that these
///   are languages: the same name in several of them, or all files with one. What was served under
///   a name stays that event in whichever language it is there.
/// - Copies that synchronisers and file managers make, beside the original, and templates are
///   ignored.
/// Takes time in proportion to the files. Any thread.
Shape find_shape(const SiteFiles& site);

/// Whether a file of this path is its folder's section page whatever it holds: `_index.md`,
/// `_index.fr.md`. Any thread.
bool is_section_name(std::string_view path);

}  // namespace almanach
