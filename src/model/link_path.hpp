#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// The addresses that a secret link opens: "/s/<secret>" and what is below it.

/// Whether a text has the form of a secret: 32 lower-case hexadecimal digits. Any thread.
bool is_link_secret(std::string_view text);

/// A path that begins with "/s/", in its parts. Views point into it.
struct LinkPath {
  std::string_view secret;  ///< what stands for it, whatever its form; may be empty
  std::string_view rest;    ///< what follows, from its '/' on; empty: nothing does
};

/// The parts of a decoded path; of one that does not begin with "/s/" both are empty. Any thread.
LinkPath read_link_path(std::string_view path);

/// What the path of a link's addresses begins with: "/s/<secret>". Any thread.
std::string link_prefix(std::string_view secret);

/// A text with "-" in place of whatever may hold a secret: each run of hexadecimal digits that is
/// at least as long. Any thread.
std::string hide_secrets(std::string_view text);

/// An address, or a text that may hold one, as a log may show it: from the first "/s/" on, however
/// it is escaped, nothing is left but "/s/-"; else hide_secrets(). Any thread.
std::string hide_links(std::string_view address);

}  // namespace almanach
