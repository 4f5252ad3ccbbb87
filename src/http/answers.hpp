#pragma once

#include <string>
#include <string_view>

#include "server/message.hpp"

namespace almanach {

/// The short answers that several addresses give. None is to be stored by caches. Any thread.
Answer answer_text(int status, std::string text, std::string type = "text/plain; charset=utf-8");

Answer not_found();

/// For an event that was deleted: programs stop asking. Not to be cached, since a file may come
/// back (RFC 9110 section 15.5.11).
Answer gone();

/// `path` is a reference that the client resolves (RFC 9110 section 15.4.9): the method is kept.
Answer moved_to(std::string path);

/// 405 with what is allowed instead (RFC 9110 section 15.5.6).
Answer not_allowed(std::string allowed);

/// Says that the answer also depends on the request's header of that name (RFC 9110
/// section 12.5.5).
void add_vary(Answer& answer, std::string_view header);

}  // namespace almanach
