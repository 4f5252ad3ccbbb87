#include "render/sitemap.hpp"

#include <fmt/format.h>

#include "base/html_text.hpp"
#include "render/timestamp.hpp"

namespace almanach {

std::string render_sitemap(const std::vector<SitemapEntry>& pages) {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (const SitemapEntry& page : pages) {
    xml += fmt::format("<url><loc>{}</loc><lastmod>{}</lastmod></url>\n", escape_html(page.address),
                       format_timestamp(page.modified));
  }
  return xml + "</urlset>\n";
}

}  // namespace almanach
