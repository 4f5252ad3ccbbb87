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

/// The answer that says so.
Answer answer_refusal(const Refusal& refusal);

/// 403 for whoever wants to write: the privilege that nobody has (RFC 3744 section 7.1.1). `href`
/// is the resource's.
Answer refuse_writing(std::string_view href);

}  // namespace almanach::dav
