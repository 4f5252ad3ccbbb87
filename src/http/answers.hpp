#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "model/address_table.hpp"
#include "server/message.hpp"

namespace almanach {

/// The value of Cache-Control (RFC 9111 section 5.2, RFC 5861) that a policy means. `max_age`: for
/// how long a timed answer is fresh. Each answer has the header once, from here. Any thread.
std::string cache_control(CachePolicy policy, std::chrono::seconds max_age = {});

/// The short answers that several addresses give. None is to be stored by caches. Any thread.
Answer answer_text(int status, std::string text, std::string type = "text/plain; charset=utf-8");

Answer not_found();

/// For an event that was deleted: programs stop asking. Not to be cached, since a file may come
/// back (RFC 9110 section 15.5.11).
Answer gone();

/// `path` is a reference that the client resolves (RFC 9110 section 15.4.9): the method is kept.
Answer moved_to(std::string path);

/// `path` with the request's query behind it, if it has one: what was asked here is asked there.
std::string with_query(std::string path, const Request& request);

/// 405 with what is allowed instead (RFC 9110 section 15.5.6).
Answer not_allowed(std::string_view allowed);

/// Says that the answer also depends on the request's headers of those names, which a comma parts
/// (RFC 9110 section 12.5.5).
void add_vary(Answer& answer, std::string_view headers);

}  // namespace almanach
