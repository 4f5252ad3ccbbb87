// The part of Library that tells what is wrong with files; library.cpp is the one that reads them.

#include "publish/library.hpp"

namespace almanach {

void Library::FolderState::note_problems(const std::string& path, FileState& file,
                                         Problems problems) {
  file.problems = std::move(problems);
  if (file.problems.empty()) {
    faulty.erase(path);
  } else {
    faulty.insert(path);
  }
}

Problems Library::problems(const std::string& folder) const {
  const auto found = folders_.find(folder);
  if (found == folders_.end()) return {};
  Problems problems = found->second.feed_file.problems();
  add_doubts(folder, problems);
  const FeedFile& feed_file = found->second.feed_file;
  const FeedSettings settings = feed_file.settings(folder, config_);
  if (settings.successor && !settings.retired && feed_file.is_end_sure()) {
    const auto& [target, file, position] = *settings.successor;
    problems.push_back({Severity::error, file, position.line, position.column,
                        "successor: says nothing without retired",
                        "write retired: 2027-06-30 beside it, the last day of the feed"});
  }
  for (const std::string& path : found->second.faulty) {
    const FileState& file = found->second.files.at(path);
    const FilePlace* const odd = layout_.find_odd(path);
    // What is no event lacks nothing; a translation is to be right.
    const bool told = odd == nullptr || odd->role == FileRole::event || !file.readable ||
                      (odd->role == FileRole::variant && !file.events.empty());
    if (told) problems.insert(problems.end(), file.problems.begin(), file.problems.end());
  }
  add_held(folder, found->second.dialect, problems);
  add_disagreements(folder, problems);
  sort_problems(problems);
  return problems;
}

}  // namespace almanach
