#include "render/html/sharing.hpp"

namespace almanach {

void write_sharing(HtmlWriter& html, const Page& page, const Feed& feed) {
  if (!feed.is_public()) return;
  const Words& words = page.words();
  const HtmlWriter::Element line =
      html.open("p", {{"class", "buttons share"}, {"hidden", ""}, {"data-title", page.title}});
  html.element("button",
               {{"type", "button"}, {"class", "button quiet"}, {"data-share", ""}, {"hidden", ""}},
               words.share);
  html.element("button",
               {{"type", "button"},
                {"class", "button quiet"},
                {"data-copy-link", words.link_copied},
                {"hidden", ""}},
               words.copy_link);
  html.element("span", {{"role", "status"}, {"class", "note"}}, "");
}

}  // namespace almanach
