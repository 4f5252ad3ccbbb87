#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "model/civil.hpp"

namespace almanach {

/// What an export did to its folder.
struct ExportOutcome {
  std::size_t written = 0;
  std::size_t unchanged = 0;
  std::size_t removed = 0;
  std::vector<std::string> kept;  ///< of an earlier export, but changed since by somebody else
};

/// A folder that an export fills. New files are written beside their places, in `.almanach/new`,
/// synced together, and moved to their places one by one when all are there: nobody ever reads half
/// a file, and an export that fails or is killed before that has changed nothing.
///
/// `.almanach/files` lists what exports have put into the folder, a line a file: the digest of its
/// bytes in hexadecimal, two spaces, its path. While files are being moved it lists the old ones
/// and the new ones. Only a file that is listed with the bytes that it has is ever removed, only
/// one that is listed is replaced. Rejected: a new folder that takes the old one's place (it may be
/// a mount point, or hold files of others). One thread, one process.
class ExportFolder {
 public:
  /// Makes the folder where it is missing. Throws std::filesystem::filesystem_error, and
  /// std::runtime_error where the list cannot be read.
  explicit ExportFolder(std::filesystem::path root);

  /// Where an export may keep what outlasts it: `.almanach`.
  static std::filesystem::path own_folder(const std::filesystem::path& root);

  /// Whether the folder's file system takes names as long as those of `path`, see stage(). Throws
  /// std::system_error.
  bool can_hold(std::string_view path) const;

  /// Makes the file ready, unless it is in its place already. `path` is below the folder, '/'
  /// between its parts. `modified` becomes the file's time. Throws std::system_error, and
  /// std::runtime_error where a file of somebody else is in its place.
  void stage(const std::string& path, std::string_view bytes, Instant modified);

  /// Puts what was staged into its place and removes what was listed and not staged. To be called
  /// once, last. Throws std::system_error.
  ExportOutcome commit();

 private:
  using Listed = std::map<std::string, std::set<std::string>>;  ///< by path: digests in hexadecimal

  void read_list();
  void write_list(const Listed& listed) const;
  bool is_listed(const std::string& path, const std::string& digest) const;
  void move_to_place(const std::string& path) const;
  void remove_leftovers(ExportOutcome& outcome) const;
  void remove_empty_folders(std::filesystem::path folder) const;

  std::filesystem::path root_;
  std::filesystem::path staging_;
  Listed before_;
  Listed now_;
  std::vector<std::string> staged_;
  std::size_t longest_name_ = 0;  ///< in bytes
};

}  // namespace almanach
