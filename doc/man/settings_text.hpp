#pragma once

#include <string>

namespace almanach {

/// The settings as Markdown, a definition each, made of the sample configuration `sample`, whose
/// comments say what each is: words behind "# ", then the setting, behind a "#" where it shows the
/// default. Throws std::runtime_error where the sample misses a setting or does not say what it is.
std::string describe_settings(const std::string& sample);

}  // namespace almanach
