#pragma once

#include <filesystem>

namespace almanach {

/// A folder of the system's for what is needed for a while; it goes, with all in it, when this
/// does. Any thread.
class ScratchFolder {
 public:
  /// Throws std::system_error.
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace almanach
