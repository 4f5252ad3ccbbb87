#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "server/byte_budget.hpp"
#include "server/message.hpp"
#include "server/request_head.hpp"

namespace almanach {

/// The status that an answer has in the counts and the log which nobody waited for any more, as
/// other servers write it. It is never sent.
inline constexpr int kClientGone = 499;

/// What goes back to the client for one request, as it is sent. The connection adds the Date header
/// and the empty line (see end_of_head()), which are not the same for everybody who may be given
/// it.
struct Reply {
  int status = 0;
  Route route = Route::other;
  bool repeatable = false;      ///< see Answer
  bool is_in_snapshot = false;  ///< see Answer
  bool close = false;           ///< the connection ends after it
  Segment fetched;              ///< see Answer
  std::string logged_target;    ///< see Answer
  Segment head;                 ///< status line and headers, each with its line end
  Body body;                    ///< empty for HEAD, 204 and 304
  /// What the body takes of what all answers may hold (see count_reply()).
  std::shared_ptr<const ByteBudget::Charge> room;

  /// Bytes sent, without what the connection adds.
  std::size_t size() const { return head->size() + body.size(); }
};

/// The reply that gives `answer` to `request`. `closing`: the server wants to end the connection
/// after it; the client may want that too (RFC 9112 section 9.3). Any thread.
Reply make_reply(const Request& request, Answer answer, bool closing);

/// The reply to a request that could not even be read, or for which there is no room (503, with
/// Retry-After). The connection ends after it. Any thread.
Reply make_fault_reply(const HeadFault& fault);

/// Counts the body of `reply` to `client` (its address) among all answers, for as long as the reply
/// or a copy is there. What the snapshot has anyway counts as nothing.
/// Throws std::bad_alloc. Any thread.
void count_reply(Reply& reply, ByteBudget& answers, const std::string& client);

/// The Date header (RFC 9110 section 6.6.1) and the empty line that end a head; made anew each
/// second. Any thread.
Segment end_of_head();

}  // namespace almanach
