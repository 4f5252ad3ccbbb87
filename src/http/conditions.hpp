#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "publish/representation.hpp"
#include "server/message.hpp"

namespace almanach {

/// The coding to answer in, out of Accept-Encoding (RFC 9110 section 12.5.3): the one with the
/// highest weight, brotli before gzip before identity among equals; identity where the header is
/// absent.
Coding choose_coding(const std::optional<std::string>& accept_encoding);

/// Whether the client has the representation already, in whatever coding: If-None-Match, else
/// If-Modified-Since (RFC 9110 section 13.2.2). The entity tag that matched, or that of `coding`,
/// is what a 304 has to carry; empty: not fresh.
std::optional<std::string> find_fresh_tag(const Request& request,
                                          const Representation& representation, Coding coding);

/// Adds the bytes to an answer, in the best coding, and the headers that describe them.
void add_content(const Request& request, const Representation& representation, Answer& answer);

/// The answer to GET or HEAD of a representation: 200 in `coding`, or 304. Without `coding`, 200 is
/// in the best one.
Answer answer_with(const Request& request, const Representation& representation,
                   std::chrono::seconds max_age);
Answer answer_with(const Request& request, const Representation& representation, Coding coding,
                   std::chrono::seconds max_age);

/// Whether answer_with(), called with the same arguments, has to make a coded form of many bytes,
/// or the bytes themselves, which takes longer than a millisecond.
bool takes_long_to_code(const Request& request, const Representation& representation);
bool takes_long_to_code(const Request& request, const Representation& representation,
                        Coding coding);

}  // namespace almanach
