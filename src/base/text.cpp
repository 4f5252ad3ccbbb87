#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <utility>

#include "base/octet_set.hpp"

namespace almanach {
namespace {

/// Where the next octet that is not ASCII stands, from `offset` on; the size: there is none. Most
/// texts are mostly ASCII: eight octets are looked at together.
std::size_t skip_ascii(std::string_view text, std::size_t offset) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::uint64_t octets = 0;
  for (; text.size() - offset >= sizeof octets; offset += sizeof octets) {
    std::memcpy(&octets, text.data() + offset, sizeof octets);
    if ((octets & kHighBits) != 0) break;
  }
  while (offset < text.size() && static_cast<unsigned char>(text[offset]) < 0x80) ++offset;
  return offset;
}

/// Length of the well-formed UTF-8 sequence at `offset`, or 0 (RFC 3629 section 4).
std::size_t sequence_length(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  const auto continues = [&](std::size_t i, unsigned char low = 0x80, unsigned char high = 0xBF) {
    return offset + i < text.size() && byte(i) >= low && byte(i) <= high;
  };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return continues(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned char low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned char high = lead == 0xED ? 0x9F : 0xBF;
    return continues(1, low, high) && continues(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned char low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xF4 ? 0x8F : 0xBF;
    return continues(1, low, high) && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

bool is_zero_width(char32_t c) {
  return c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

bool is_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_blank(char32_t c) {
  return is_space(c) || is_zero_width(c);
}

bool is_forbidden(char32_t c) {
  const bool control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c <= 0x9F);
  const bool direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return control || direction || c == 0xFFFE || c == 0xFFFF;
}

/// Those that begin what is not left as it is: controls (0xC2: of Latin-1), marks of direction and
/// line separators (0xE2), noncharacters (0xEF).
constexpr OctetSet kMaybeUnclean(
    std::string_view("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0B\x0C\x0D\x0E\x0F\x10\x11\x12\x13\x14"
                     "\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F\x7F\xC2\xE2\xEF",
                     34));

struct FoldRange {
  char32_t first;
  std::string_view
      letters;  // base letter of each code point from `first` on; '.' keeps the character
};

// Latin-1 Supplement and Latin Extended-A, in the order of Unicode's code charts.
constexpr std::array<FoldRange, 2> kFoldRanges{{
    {0xC0, "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y"},
    {0x100,
     "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkklllllll"
     "lllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"},
}};

char to_lower(char c) {
  return static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/// `c` is not ASCII.
void append_folded(std::string& out, char32_t c) {
  switch (c) {
    case 0xC6:
    case 0xE6:
      out += "ae";
      return;
    case 0x152:
    case 0x153:
      out += "oe";
      return;
    case 0xDF:
    case 0x1E9E:
      out += "ss";
      return;
    case 0x2018:
    case 0x2019:
    case 0x2BC:
      out += '\'';
      return;
    default:
      break;
  }
  // A combining accent: the letter before it has been written already.
  if (c >= 0x300 && c <= 0x36F) return;
  for (const FoldRange& range : kFoldRanges) {
    if (c >= range.first && c < range.first + range.letters.size()) {
      const char letter = range.letters[c - range.first];
      if (letter != '.') {
        out += letter;
        return;
      }
    }
  }
  append_utf8(out, c);
}

/// "\xE9"
void append_octet_escape(std::string& out, char octet) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(octet);
  out += "\\x";
  out += kDigits[value >> 4U];
  out += kDigits[value & 0xFU];
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  for (std::size_t offset = skip_ascii(text, 0); offset < text.size();
       offset = skip_ascii(text, offset)) {
    const std::size_t length = sequence_length(text, offset);
    if (length == 0) return offset;
    offset += length;
  }
  return std::nullopt;
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const unsigned char lead = static_cast<unsigned char>(text[offset]);
  if (lead < 0x80) {
    ++offset;
    return lead;
  }
  const std::size_t length = sequence_length(text, offset);
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[offset + i]));
  };
  char32_t result = 0xFFFD;
  switch (length) {
    case 2:
      result = (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
      break;
    case 3:
      result = (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
      break;
    case 4:
      result = (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 |
               (byte(3) & 0x3F);
      break;
    default:
      break;
  }
  offset += std::max<std::size_t>(length, 1);
  return result;
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&](char32_t byte) {
    out += static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string_view line_of(std::string_view text, int line) {
  if (line < 1) return {};
  std::size_t start = 0;
  for (int current = 1; current < line; ++current) {
    const std::size_t newline = text.find('\n', start);
    if (newline == std::string_view::npos) return {};
    start = newline + 1;
  }
  std::string_view found = text.substr(start, text.find('\n', start) - start);
  if (!found.empty() && found.back() == '\r') found.remove_suffix(1);
  return found;
}

std::string caret_padding(std::string_view line, int column) {
  std::string padding;
  std::size_t offset = 0;
  for (int current = 1; current < column && offset < line.size(); ++current) {
    padding += next_code_point(line, offset) == '\t' ? '\t' : ' ';
  }
  return padding;
}

std::string_view trim(std::string_view text) {
  // Most texts begin and end with a visible ASCII character, which is part of no other.
  const auto is_visible = [](char c) { return c > ' ' && c < '\x7f'; };
  if (!text.empty() && is_visible(text.front()) && is_visible(text.back())) return text;
  std::size_t start = 0;
  for (std::size_t offset = 0; offset < text.size(); start = offset) {
    if (!is_blank(next_code_point(text, offset))) break;
  }
  std::size_t end = start;
  for (std::size_t offset = start; offset < text.size();) {
    if (!is_blank(next_code_point(text, offset))) end = offset;
  }
  return text.substr(start, end - start);
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t end = skip_ascii(text, offset);
    std::transform(text.begin() + static_cast<std::ptrdiff_t>(offset),
                   text.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(out),
                   to_lower);
    offset = end;
    if (offset < text.size()) append_folded(out, next_code_point(text, offset));
  }
  return out;
}

std::string slugify(std::string_view text) {
  std::string out;
  for (const char c : fold(text)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    if (kept) {
      out += c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer - std::min(a.size(), b.size()) > limit) return limit + 1;
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    std::size_t best = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
      best = std::min(best, row[j]);
    }
    if (best > limit) return limit + 1;
  }
  return std::min(row[b.size()], limit + 1);
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  std::vector<std::string> near = all_near(word, known);
  return near.empty() ? std::string() : std::move(near.front());
}

std::vector<std::string> all_near(std::string_view word, const std::vector<std::string>& known) {
  const std::string folded = fold(word);
  const std::size_t limit = folded.size() / 3;
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(folded, fold(candidate), limit);
    if (distance <= limit) found.emplace_back(distance, candidate);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> near;
  for (auto& [distance, candidate] : found) near.push_back(std::move(candidate));
  return near;
}

std::string shorten(std::string text, std::size_t most) {
  constexpr std::string_view kSign = "…";
  if (text.size() <= most) return text;
  std::size_t end = most - kSign.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text.append(kSign);
}

std::string collapse_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t start = offset;
    const char32_t c = next_code_point(text, offset);
    if (is_zero_width(c)) continue;
    if (is_space(c)) {
      pending = !out.empty();
      continue;
    }
    if (pending) out += ' ';
    pending = false;
    out += text.substr(start, offset - start);
  }
  return out;
}

std::string clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t special = std::min(kMaybeUnclean.find_in(text, offset), text.size());
    out += text.substr(offset, special - offset);
    offset = special;
    if (offset == text.size()) break;
    const char32_t c = next_code_point(text, offset);
    if (c == '\r') {
      if (offset >= text.size() || text[offset] != '\n') out += '\n';
    } else if (c == 0x2028 || c == 0x2029) {
      out += '\n';  // some readers part lines there
    } else if (!is_forbidden(c)) {
      out += text.substr(special, offset - special);
    }
  }
  return out;
}

std::string escape_odd_octets(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t valid = find_invalid_utf8(text).value_or(text.size());
    for (std::size_t at = 0; at < valid;) {
      const std::size_t start = at;
      const char32_t c = next_code_point(text, at);
      const std::string_view octets = text.substr(start, at - start);
      if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
        for (const char octet : octets) append_octet_escape(out, octet);
      } else {
        out += octets;
      }
    }
    if (valid < text.size()) append_octet_escape(out, text[valid]);
    text.remove_prefix(std::min(valid + 1, text.size()));
  }
  return out;
}

std::string percent_encode(std::string_view text, std::string_view keep) {
  constexpr OctetSet kUnreserved(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  OctetSet kept = kUnreserved;
  kept.add(keep);
  const auto escapes = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [&](char c) { return !kept.has(c); }));
  std::string out(text.size() + 2 * escapes, '%');
  std::size_t end = 0;
  for (const char c : text) {
    if (kept.has(c)) {
      out[end++] = c;
      continue;
    }
    const auto octet = static_cast<unsigned char>(c);
    out[end + 1] = kDigits[octet >> 4];
    out[end + 2] = kDigits[octet & 0xF];
    end += 3;
  }
  return out;
}

std::string percent_decode(std::string_view text) {
  const auto digit = [&](std::size_t at) -> int {
    const char c = at < text.size() ? text[at] : ' ';
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && digit(i + 1) >= 0 && digit(i + 2) >= 0) {
      out += static_cast<char>(digit(i + 1) * 16 + digit(i + 2));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace almanach
