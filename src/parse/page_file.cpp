#include "parse/page_file.hpp"

#include "base/text.hpp"
#include "parse/file_dialect.hpp"
#include "parse/file_survey.hpp"
#include "parse/front_matter.hpp"
#include "parse/mdx.hpp"
#include "parse/sessions.hpp"

namespace almanach {

ParsedFile parse_page_file(const std::string& path, std::string_view bytes,
                           const ParseContext& context) {
  ParsedFile result;
  ProblemSink problems(path, result.problems, Notation::yaml);
  if (const auto invalid = find_invalid_utf8(bytes)) {
    result.entries.emplace_back();
    problems.error(position_of(bytes, *invalid), "not valid UTF-8",
                   "save the file with the encoding UTF-8");
    return result;
  }
  const auto text = read_front_matter(bytes);
  if (!text) {
    problems.warn({1, 1}, "no front matter: the file is not an event and is skipped",
                  "start an event with a line \"---\", its fields, and another line \"---\"");
    return result;
  }
  context.work.spend_on_values(text->yaml.values);
  context.work.set_notation(text->notation);
  for (const YamlFault& remark : text->yaml.remarks)
    problems.warn(remark.position, remark.message, remark.hint);
  if (text->yaml.fault) {
    result.entries.emplace_back();
    problems.error(text->yaml.fault->position, text->yaml.fault->message, text->yaml.fault->hint);
    return result;
  }
  const FileDialect dialect(context, survey_page_file(text->yaml.root, text->body, context),
                            result);
  const std::string plain = path.ends_with(".mdx") ? blank_out_code(text->body) : "";
  const WrittenEvent event{
      path, "", text->yaml.root, {1, 1}, plain.empty() ? text->body : plain, text->body_line};
  EntryKeys keys;
  parse_sessions(event, dialect.context(), keys, result);
  return result;
}

}  // namespace almanach
