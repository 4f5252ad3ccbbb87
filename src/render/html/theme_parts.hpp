#pragma once

#include <string>
#include <string_view>

#include "config/config.hpp"
#include "render/html/language.hpp"
#include "render/html/writer.hpp"

namespace almanach {

/// What a theme adds to every page. Nothing is written where the configuration has none. Any
/// thread.

/// Its stylesheet, to stand behind ours.
void write_theme_style(HtmlWriter& html, const Config& config);
/// Its logo, at the address `logo`, and the site's name, to stand within the link to the front
/// page. A logo in which the name can be read stands for it.
void write_site_name(HtmlWriter& html, std::string_view logo, const Config& config);
/// Its links, to stand behind those of the footer.
void write_theme_links(HtmlWriter& html, Language language, const Config& config);

/// What a content security policy (CSP3 section 6.1) has to allow for it besides: " 'sha256-…'"
/// among styles, " 'self'" among pictures; empty: nothing.
std::string theme_style_source(const Config& config);
std::string theme_picture_source(const Config& config);

}  // namespace almanach
