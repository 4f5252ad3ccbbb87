#include "render/html/message_page.hpp"

#include "render/html/document.hpp"

namespace almanach {

std::string render_message_page(int status, Language language, const Config& config) {
  const Words& words = words_of(language);
  const bool was_there = status == 410;
  Page page;
  page.title = was_there ? words.gone : words.not_found;
  page.language = language;
  page.unlisted = true;
  return render_document(page, config, [&](HtmlWriter& html) {
    html.element("h1", page.title);
    html.element("p", was_there ? words.gone_more : words.not_found_more);
    const HtmlWriter::Element line = html.open("p");
    html.element("a", {{"href", link_to(config, page.address)}}, words.back_home);
  });
}

}  // namespace almanach
