#pragma once

#include <string>

namespace almanach {

/// The account that this program runs under, for people: "almanach (uid 61184)". Any thread.
std::string account_name();

/// Who may not read what, and the cure, in one line: the first folder on the way that refuses, or
/// the file or folder at `path` itself. For a path that was refused (EACCES, EPERM). Any thread.
std::string explain_denial(const std::string& path);

/// How far the way to a folder that is missing leads, and what may hide it, in one line. `path` is
/// absolute. Any thread.
std::string explain_missing(const std::string& path);

}  // namespace almanach
