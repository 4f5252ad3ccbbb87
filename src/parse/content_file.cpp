#include "parse/content_file.hpp"

#include <algorithm>
#include <array>

#include "parse/calendar_file.hpp"
#include "parse/event_list.hpp"
#include "parse/page_file.hpp"

namespace almanach {
namespace {

using Parse = ParsedFile (*)(const std::string&, std::string_view, const ParseContext&);

struct Kind {
  std::string_view ending;
  Parse parse = nullptr;
};

constexpr std::array<Kind, 9> kKinds = {{{".ics", parse_calendar_file},
                                         {".md", parse_page_file},
                                         {".markdown", parse_page_file},
                                         {".mdx", parse_page_file},
                                         {".html", parse_page_file},
                                         {".yml", parse_event_list},
                                         {".yaml", parse_event_list},
                                         {".json", parse_event_list},
                                         {".toml", parse_event_list}}};

const Kind* find_kind(std::string_view path) {
  const auto* const found = std::find_if(
      kKinds.begin(), kKinds.end(), [&](const Kind& kind) { return path.ends_with(kind.ending); });
  return found == kKinds.end() ? nullptr : found;
}

}  // namespace

bool is_content_file(std::string_view path) {
  return find_kind(path) != nullptr;
}

ParsedFile parse_content_file(const std::string& path, std::string_view bytes,
                              const ParseContext& context) {
  constexpr std::size_t kBytesOfStep = 256;
  ParsedFile file;
  try {
    context.work.budget().spend(bytes.size() / kBytesOfStep);
    file = find_kind(path)->parse(path, bytes, context);
  } catch (const WorkExceeded&) {
    file.entries.emplace_back();
    ProblemSink(path, file.problems, Notation::yaml)
        .error(context.work.place(),
               "to read the file takes more work than one file may: it was given up here",
               "part it in several files; repetitions that never come true, and long lists, cost "
               "most");
  }
  limit_problems(file.problems, path, kMostProblems);
  return file;
}

}  // namespace almanach
