#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/work_budget.hpp"
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

/// How a representation is sent to who asks for it. Planned from the request's headers and from
/// what is there already, before anything is made.
struct Delivery {
  Coding coding = Coding::identity;
  std::optional<std::string> known_tag;  ///< the client has it: 304 with this entity tag
  std::uint64_t steps = 0;               ///< of work: to make the bytes in that coding
};

/// In the best coding for the client. Any thread.
Delivery plan_delivery(const Request& request, const Representation& representation);
/// In that coding. Any thread.
Delivery plan_delivery(const Request& request, const Representation& representation, Coding coding);

/// The answer to GET or HEAD of a representation: 200, or 304. Makes the bytes where they do not
/// exist yet, which is counted as work. `cache_control`: see cache_control(). Throws as
/// WorkBudget::spend() does. Any thread.
Answer answer_with(const Delivery& delivery, const Representation& representation,
                   std::string cache_control, WorkBudget& work);

}  // namespace almanach
