#pragma once

#include <string>

#include "base/content_limits.hpp"
#include "base/digest.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "dialect/dialect.hpp"
#include "model/feed.hpp"
#include "parse/file_work.hpp"
#include "parse/site_pages.hpp"

namespace almanach {

class ReadingTrace;

/// What parsing a file needs to know besides its bytes. Borrowed for the time of the call.
struct ParseContext {
  const Config& config;
  const Dialect& fields;  ///< of the folder
  const Feed& feed;
  FileWork& work;              ///< of the file that is read
  SitePages* pages = nullptr;  ///< the other files; null: none is to be had
  /// Where it is noted what is found where; null: nobody asks, as but for one file at a time.
  ReadingTrace* trace = nullptr;
};

/// A digest of all that parsing depends on besides a file and its feed: the configuration, the zone
/// data, the program itself. It differs where one of them differs.
Digest digest_context(const Config& config);
/// A digest of all that parsing depends on besides a file: `general`, as digest_context() gives it
/// for the configuration, and of the feed its language and zone.
Digest digest_context(const Digest& general, const Feed& feed);

/// Collects the problems of one file. Messages that quote too much of it are shortened.
class ProblemSink {
 public:
  /// `notation`: of the file, for hints.
  ProblemSink(std::string file, Problems& problems, Notation notation)
      : file_(std::move(file)), problems_(problems), notation_(notation) {}

  /// `fields` as this file writes them, for a hint: see show_fields().
  std::string show(std::string_view fields) const { return show_fields(notation_, fields); }

  void error(Position position, std::string message, std::string hint) {
    add(Severity::error, position, std::move(message), std::move(hint));
  }
  void warn(Position position, std::string message, std::string hint) {
    add(Severity::warning, position, std::move(message), std::move(hint));
  }
  /// Takes over problems that do not name their file yet.
  void add_all(const Problems& problems) {
    for (const Problem& problem : problems) {
      add(problem.severity, {problem.line, problem.column}, problem.message, problem.hint);
    }
  }

 private:
  void add(Severity severity, Position position, std::string message, std::string hint) {
    problems_.push_back({severity, file_, position.line, position.column,
                         shorten(std::move(message), kLongestMessage),
                         shorten(std::move(hint), kLongestMessage)});
  }

  std::string file_;
  Problems& problems_;
  Notation notation_;
};

}  // namespace almanach
