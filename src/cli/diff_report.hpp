#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "render/site_diff.hpp"

namespace almanach {

/// Without --all no more changes than this are told, however many there are.
inline constexpr std::size_t kChangesOfDiff = 40;

/// For a terminal: what is held, the changes, at most `most` of them, and the new problems as
/// write_causes() has them. `read` gives the text of a file. In `language`; each line ends with a
/// newline. Any thread.
std::string write_diff_text(const SiteDiff& diff, std::size_t most,
                            const std::function<std::string(const std::string& file)>& read,
                            Language language);

/// How much there is, in one line without an end: "3 changes for subscribers, 1 of them held; 1
/// errors, 0 warnings that were not there before". Any thread.
std::string write_diff_sum(const SiteDiff& diff, Language language);

/// For a comment in a forge: Markdown that begins with kCommentMark, at most `most` changes and as
/// many problems, and no more than kLongestComment bytes. Titles, places and file names are
/// escaped: none makes a link, a mention, a reference or HTML. Any thread.
std::string write_diff_markdown(const SiteDiff& diff, std::size_t most, Language language);
/// What whoever writes the comment again finds it by.
inline constexpr const char* kCommentMark = "<!-- almanach diff -->";
/// GitHub takes 65,536 characters.
inline constexpr std::size_t kLongestComment = 60'000;

}  // namespace almanach
