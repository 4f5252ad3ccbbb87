#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almanach {

/// Byte offset of the first octet that is not valid UTF-8 (RFC 3629: no surrogates, no overlong
/// forms), or empty when all of `text` is.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// Reads the code point that starts at `offset` and moves `offset` past it. Invalid octets give
/// U+FFFD, one at a time. Precondition: offset < text.size().
char32_t next_code_point(std::string_view text, std::size_t& offset);

/// Appends the code point in UTF-8.
void append_utf8(std::string& out, char32_t code_point);

/// Number of code points.
std::size_t count_code_points(std::string_view text);

/// The 1-based line of `text`, without its line end; empty when there is no such line.
std::string_view line_of(std::string_view text, int line);

/// White space that puts a caret under the 1-based column (in code points) of `line`: tabs stay
/// tabs.
std::string caret_padding(std::string_view line, int column);

/// `text` without ASCII white space, no-break spaces and zero-width characters at both ends.
std::string_view trim(std::string_view text);

/// `text` in lower case with the accents of Latin letters taken off, ligatures spelt out and
/// typographic apostrophes made plain: "Été à l’Œuvre" -> "ete a l'oeuvre". Other characters stay.
std::string fold(std::string_view text);

/// What a URL path segment carries without escapes: folded; anything but letters, digits and '_'
/// becomes a hyphen; no hyphen twice, first or last. "atelier-<<-histoire-s->>" ->
/// "atelier-histoire-s". May be empty.
std::string slugify(std::string_view text);

/// The edit distance of two texts (Levenshtein, in bytes), or `limit` + 1 as soon as it is known to
/// be more.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The one of `known` nearest to `word` (compared folded), or empty when none is near enough to be
/// what a person meant: at most a third of the letters differ.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// All that are near enough, the nearest first, else in the order of `known`.
std::vector<std::string> all_near(std::string_view word, const std::vector<std::string>& known);

/// `text` where it has at most `most` bytes, else its start with "…" behind it, in so many bytes;
/// no code point is cut. Precondition: `most` is at least 3.
std::string shorten(std::string text, std::size_t most);

/// Replaces each maximal run of white space (no-break spaces and line ends among it) by one space
/// and trims.
std::string collapse_spaces(std::string_view text);

/// `text` without control characters: C0 but for tab and newline, DEL, C1, and the code points
/// U+FFFE and U+FFFF. CRLF and CR become newlines. Bidirectional overrides (U+202A..U+202E,
/// U+2066..U+2069) go too, since they can make a title read as something else. `text` must be valid
/// UTF-8.
std::string clean(std::string_view text);

/// `text` of unknown octets, such as a file's name, as a message may show it: octets that are not
/// UTF-8 and control characters as `\xE9`.
std::string escape_odd_octets(std::string_view text);

/// `text` with everything but unreserved characters and those in `keep` as %XX (RFC 3986 section
/// 2.1).
std::string percent_encode(std::string_view text, std::string_view keep = "");

/// `text` with each %XX (RFC 3986 section 2.1) as the octet it stands for, which may be any; what
/// is no escape stays as it is.
std::string percent_decode(std::string_view text);

}  // namespace almanach
