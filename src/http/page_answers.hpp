#pragma once

#include <functional>
#include <string>

#include "config/config.hpp"
#include "http/address.hpp"
#include "publish/representation.hpp"
#include "render/html/language.hpp"
#include "render/html/page_address.hpp"
#include "server/message.hpp"

namespace almanach {

/// How a page may be shown.
struct PageRules {
  bool framed = false;       ///< within other sites
  bool with_images = false;  ///< it shows pictures from other sites
  bool on_paper = false;     ///< a sheet to print
  bool negotiated = false;   ///< its language is the one that the browser prefers
};

/// The tag of the language that Accept-Language (RFC 9110 section 12.5.4) prefers of those that are
/// offered, in small letters; empty where it names none, or any. Any thread.
std::string preferred_language(const Request& request,
                               const std::function<bool(const std::string& tag)>& is_offered);

/// The language to answer in: the one that the path names, else the one that Accept-Language (RFC
/// 9110 section 12.5.4) prefers, else the site's. Any thread.
Language choose_language(const Request& request, const PageAddress& address, const Config& config);

/// 200 or 304 for a page, with the headers that keep it safe. `cache_control`: see cache_control().
/// Throws as WorkBudget::spend() does. Any thread.
Answer answer_with_page(const Asked& asked, const Representation& page, const PageRules& rules,
                        std::string cache_control);

/// Whether the client asks for a page by name, as browsers do; "*/*" alone is a program's. Any
/// thread.
bool takes_pages(const Request& request);

/// 404 or 410 with a page that says so, not to be stored. Any thread.
Answer answer_message(int status, Body page, bool with_images, const Config& config);

/// 404 as a page for those who can read one, as a line of text for programs: the same for whatever
/// address, and without a word of what there is. Any thread.
Answer answer_not_found(const Request& request, const Config& config);

/// The file that our own pages load, by its path, which is another for another content; another
/// path's answer is a 404. Any thread.
Answer answer_asset(const Asked& asked, const Config& config);

/// The script that other sites load. Any thread.
Answer answer_embed_script(const Asked& asked, const Config& config);

}  // namespace almanach
