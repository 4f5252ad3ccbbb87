#pragma once

#include <optional>

#include "dialect/dialect.hpp"
#include "parse/context.hpp"
#include "parse/parsed_file.hpp"

namespace almanach {

/// The dialect that one file is read with: its folder's, and where the file has keys that no other
/// file of the folder had, with these.
class FileDialect {
 public:
  /// `context` and what it holds are borrowed for the life of this. `file` takes over the survey.
  FileDialect(const ParseContext& context, Survey survey, ParsedFile& file)
      : own_(context.fields.knows(survey) ? std::nullopt
                                          : std::optional(context.fields.with(survey))),
        context_{context.config, own_ ? *own_ : context.fields,
                 context.feed,   context.work,
                 context.pages,  context.trace} {
    file.survey = std::make_shared<const Survey>(std::move(survey));
  }
  FileDialect(const FileDialect&) = delete;
  FileDialect& operator=(const FileDialect&) = delete;

  /// To parse the file in.
  const ParseContext& context() const { return context_; }

 private:
  std::optional<Dialect> own_;
  ParseContext context_;
};

}  // namespace almanach
