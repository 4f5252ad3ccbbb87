#include "cli/preview_notice.hpp"

#include <fmt/format.h>

#include <string_view>

#include "ops/listener.hpp"

namespace almanach {
namespace {

/// The address under which this machine reaches a listening socket; empty where it is not one of
/// its own.
std::string local_address(const FileDescriptor& listener) {
  const std::string bound = bound_address(listener);
  const std::string_view host = std::string_view(bound).substr(0, bound.rfind(':'));
  if (host == "0.0.0.0" || host == "127.0.0.1" || host == "[::]")
    return fmt::format("127.0.0.1:{}", bound_port(listener));
  return host.starts_with("127.") || host == "[::1]" ? bound : "";
}

}  // namespace

PreviewNotice describe_preview(const std::vector<FileDescriptor>& listeners,
                               const Snapshot& snapshot) {
  if (const PublishedFeed* const feed = snapshot.find_feed("preview")) {
    return {false,
            fmt::format("there is no preview: /preview is the address of the feed in {}, which had "
                        "it before; `almanach check --verbose` and `almanach show` tell how files "
                        "are read, or start once more with another --state",
                        feed->feed.folder.empty() ? "." : feed->feed.folder)};
  }
  for (const FileDescriptor& listener : listeners) {
    const std::string address = local_address(listener);
    if (!address.empty())
      return {true, fmt::format("the preview, for this machine alone: http://{}/preview", address)};
  }
  return {false,
          "there is no preview: it is shown on this machine alone, and no address of its own is "
          "listened on; listen on 127.0.0.1:8080, or on all with 0.0.0.0:8080"};
}

}  // namespace almanach
