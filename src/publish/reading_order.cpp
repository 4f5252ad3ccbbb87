#include "publish/reading_order.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace almanach {

void add_waiting(std::vector<FileToRead>& files, std::vector<FileToRead> waiting) {
  std::unordered_map<std::string_view, FileToRead*> listed;
  for (FileToRead& file : files) listed.emplace(file.path, &file);
  std::vector<FileToRead> others;
  for (FileToRead& file : waiting) {
    const auto again = listed.find(file.path);
    if (again == listed.end()) {
      others.push_back(std::move(file));
    } else {
      again->second->must_parse = again->second->must_parse || file.must_parse;
    }
  }
  std::move(others.begin(), others.end(), std::back_inserter(files));
}

void sort_by_size(std::vector<FileToRead>& files, const Folder& folder) {
  if (files.size() < 2) return;
  std::vector<std::pair<std::uint64_t, FileToRead>> sized;
  for (FileToRead& file : files) {
    const std::optional<FileStamp> stamp = file.stamp ? file.stamp : folder.stat(file.path);
    sized.emplace_back(stamp ? stamp->size : 0, std::move(file));
  }
  std::stable_sort(sized.begin(), sized.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  files.clear();
  for (auto& [size, file] : sized) files.push_back(std::move(file));
}

void put_large_last(std::vector<FileToRead>& files) {
  constexpr std::uint64_t kLarge = 65'536;
  std::stable_partition(files.begin(), files.end(), [](const FileToRead& file) {
    return !file.stamp || file.stamp->size < kLarge;
  });
}

}  // namespace almanach
