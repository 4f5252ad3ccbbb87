#pragma once

#include "http/dav/context.hpp"
#include "server/message.hpp"

namespace almanach::dav {

/// PROPFIND (RFC 4918 section 9.1) of a resource and, with a depth of 1, of its members. Throws
/// Refusal, and as WorkBudget::spend() does.
Answer answer_propfind(const Context& context, const Resource& resource, int depth, bool minimal,
                       const std::string& body);

/// PROPPATCH (RFC 4918 section 9.2): each property is answered as protected, with 207. A 403 for
/// the whole makes iOS and macOS try again and again. Throws as above.
Answer answer_proppatch(const Context& context, const Resource& resource, const std::string& body);

}  // namespace almanach::dav
