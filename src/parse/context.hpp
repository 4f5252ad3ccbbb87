#pragma once

#include <string>

#include "base/digest.hpp"
#include "base/problem.hpp"
#include "config/config.hpp"
#include "model/feed.hpp"
#include "parse/fields.hpp"

namespace almanach {

/// What parsing a file needs to know besides its bytes. Borrowed for the time of the call.
struct ParseContext {
  const Config& config;
  const FieldTable& fields;
  const Feed& feed;
};

/// A digest of all that parsing depends on besides a file and its feed: the configuration, the zone
/// data, the program itself. It differs where one of them differs.
Digest digest_context(const Config& config);
/// A digest of all that parsing depends on besides a file: `general`, as digest_context() gives it
/// for the configuration, and the feed.
Digest digest_context(const Digest& general, const Feed& feed);

/// Collects the problems of one file.
class ProblemSink {
 public:
  ProblemSink(std::string file, Problems& problems) : file_(std::move(file)), problems_(problems) {}

  void error(Position position, std::string message, std::string hint) {
    add(Severity::error, position, std::move(message), std::move(hint));
  }
  void warn(Position position, std::string message, std::string hint) {
    add(Severity::warning, position, std::move(message), std::move(hint));
  }
  /// Takes over problems that do not name their file yet.
  void add_all(const Problems& problems) {
    for (Problem problem : problems) {
      problem.file = file_;
      problems_.push_back(std::move(problem));
    }
  }

 private:
  void add(Severity severity, Position position, std::string message, std::string hint) {
    problems_.push_back(
        {severity, file_, position.line, position.column, std::move(message), std::move(hint)});
  }

  std::string file_;
  Problems& problems_;
};

}  // namespace almanach
