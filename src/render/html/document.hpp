#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "config/config.hpp"
#include "render/html/page_address.hpp"
#include "render/html/words.hpp"
#include "render/html/writer.hpp"

namespace almanach {

/// What the frame of a page needs to know of it.
struct Page {
  std::string title;        ///< of the page alone; plain text; empty: the site's own page
  std::string description;  ///< a sentence or two for search engines; plain text; may be empty
  Language language = Language::french;
  PageAddress address;    ///< where it is served, its language only where the path names it
  std::string query;      ///< what was chosen of it, without '?', for the page in another language
  bool framed = false;    ///< shown within other sites: without header and footer
  bool on_paper = false;  ///< a sheet to print: likewise, and with the style of posters alone
  bool unlisted = false;  ///< not for search engines
  std::string head;       ///< more elements for <head>: safe markup, each ending with a line end

  const Words& words() const { return words_of(language); }
};

/// The href of a page for links within the site: a path, that of `base_url` before it.
std::string link_to(const Config& config, const PageAddress& address);
/// The href of any other path below the public address ("/all.ics") for links within the site: a
/// path, that of `base_url` before it.
std::string link_to(const Config& config, std::string_view path);

/// The public address of a page, with `base_url`.
std::string whole_address(const Config& config, const PageAddress& address);

/// The whole document: the head with the stylesheet, languages and `head`, the site's header,
/// `content` in <main>, the footer. UTF-8. Any thread.
std::string render_document(const Page& page, const Config& config,
                            const std::function<void(HtmlWriter&)>& content);

/// The Content-Security-Policy (CSP3) that a page of render_document() needs under that
/// configuration. `with_images`: it shows pictures from other sites. Only framed pages may stand in
/// a frame. `on_paper`: see Page.
std::string content_security_policy(bool framed, bool with_images, bool on_paper,
                                    const Config& config);

}  // namespace almanach
