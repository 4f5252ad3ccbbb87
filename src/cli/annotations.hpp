#pragma once

#include <vector>

#include "cli/commands.hpp"
#include "render/annotation.hpp"

namespace almanach {

/// Prints annotations to standard output in one of the formats sarif, github and gitlab. Files are
/// named from the working directory, which is the repository's folder where forges run it. One
/// thread.
void print_annotations(std::vector<Annotation> annotations, ReportFormat format, Language language);

}  // namespace almanach
