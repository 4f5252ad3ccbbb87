// Any bytes from a socket: a head is read, refused or waited for, and never in two ways.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "server/reply.hpp"

using namespace almanach;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const HeadReading reading = read_head(text, {});
  require(!(reading.head && reading.fault));
  if (!reading.head) return 0;
  const RequestHead& head = *reading.head;
  require(head.size <= text.size() && text.substr(head.size - 4, 4) == "\r\n\r\n");
  // What follows a head does not change how it is read, and every shorter start of it is not
  // complete.
  const HeadReading alone = read_head(text.substr(0, head.size), {});
  require(alone.head && alone.head->size == head.size &&
          alone.head->content_length == head.content_length);
  require(!read_head(text.substr(0, head.size - 1), {}).head);

  const Request request(head, "", "192.0.2.1");
  require(request.method == head.method && request.target == head.target);
  require(!request.path.empty() && request.headers.size() <= head.headers.size());
  for (const auto& [name, value] : head.headers) require(request.header(name).has_value());
  const Reply reply = make_reply(request, Answer(), false);
  require(reply.head->substr(0, 17) == "HTTP/1.1 200 OK\r\n" &&
          reply.head->substr(reply.head->size() - 2) == "\r\n");
  return 0;
}
