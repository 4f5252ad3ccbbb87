#pragma once

#include <string>
#include <vector>

#include "base/fd.hpp"
#include "publish/snapshot.hpp"

namespace almanach {

/// What the log says at the start of where the preview is (http/preview.hpp).
struct PreviewNotice {
  bool is_there = false;  ///< else `text` says why not, and what to do
  std::string text;
};

/// `listeners`: the sockets that are served. Any thread.
PreviewNotice describe_preview(const std::vector<FileDescriptor>& listeners,
                               const Snapshot& snapshot);

}  // namespace almanach
