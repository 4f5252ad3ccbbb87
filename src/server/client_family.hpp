#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace almanach {

/// Kinds of programs that fetch calendars, as far as it helps to know.
enum class ClientFamily {
  google,
  apple,
  outlook,
  thunderbird,
  evolution,
  nextcloud,
  icsx5,
  davx5,
  browser,
  other
};

inline constexpr std::size_t kClientFamilies = 10;

/// "Google Calendar", "DAVx5"; for a browser and the others a word in English. Any thread.
std::string_view client_family_name(ClientFamily family);

/// The family that a User-Agent header (RFC 9110 section 10.1.5) tells of; `other` for an empty
/// one. Any thread.
ClientFamily find_client_family(std::string_view user_agent);

}  // namespace almanach
