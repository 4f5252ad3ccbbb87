#include "cli/annotations.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <map>
#include <string>

namespace almanach {
namespace {

namespace fs = std::filesystem;

/// From the working directory, where the file lies below it.
std::string name_from_here(const std::string& file) {
  const fs::path path(file);
  if (!path.is_absolute()) return file;
  const fs::path below = path.lexically_relative(fs::current_path());
  return below.empty() || *below.begin() == ".." ? file : below.string();
}

}  // namespace

ReportFormat find_report_format(const std::string& name) {
  static const std::map<std::string, ReportFormat> kFormats = {
      {"text", ReportFormat::text},     {"markdown", ReportFormat::markdown},
      {"json", ReportFormat::json},     {"sarif", ReportFormat::sarif},
      {"github", ReportFormat::github}, {"gitlab", ReportFormat::gitlab}};
  return kFormats.at(name);
}

void print_annotations(std::vector<Annotation> annotations, ReportFormat format,
                       Language language) {
  for (Annotation& annotation : annotations) annotation.file = name_from_here(annotation.file);
  if (format == ReportFormat::github) {
    fmt::print("{}", write_github_annotations(annotations));
  } else if (format == ReportFormat::gitlab) {
    fmt::print("{}", write_gitlab_report(annotations));
  } else {
    fmt::print("{}", write_sarif(annotations, language));
  }
}

}  // namespace almanach
