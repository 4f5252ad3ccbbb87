#pragma once

#include <stdexcept>
#include <string>

#include "http/dav/xml_names.hpp"
#include "server/message.hpp"

namespace almanach::dav {

/// Why a request is not answered as it wants. Thrown by what reads requests, caught where an answer
/// is made of it.
class Refusal : public std::runtime_error {
 public:
  /// `message` is for people, one line.
  Refusal(int status, const std::string& message) : std::runtime_error(message), status_(status) {}
  /// By a condition that the request did not meet (RFC 4918 section 16), a literal's name.
  Refusal(int status, XmlName condition)
      : std::runtime_error(std::string(condition.local)), status_(status), condition_(condition) {}

  int status() const { return status_; }
  /// Of no name: there is none.
  XmlName condition() const { return condition_; }

 private:
  int status_;
  XmlName condition_;
};

/// What a report finds is more than is told (RFC 4791 sections 7.8 to 7.10).
inline Refusal too_many_matches() {
  return {403, dav_name("number-of-matches-within-limits")};
}

/// The answer that says so.
Answer answer_refusal(const Refusal& refusal);

/// 507 for what takes more work than one request may (RFC 4918 section 11.5): it is not to be asked
/// again by a program of its own accord. Of a report with the condition of RFC 4791 section 7.8.
Answer refuse_work(bool is_report);

/// 403 for whoever wants to write: the privilege that nobody has (RFC 3744 section 7.1.1). `href`
/// is the resource's.
Answer refuse_writing(std::string_view href);

}  // namespace almanach::dav
