#include "parse/text/markdown_reader.hpp"

#include <array>
#include <random>
#include <string>

#include "parse/text/html_reader.hpp"
#include "parse/text/html_writer.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

constexpr std::string_view kSite = "https://site.example/base/";

/// Both ways to the document, and whether they lead to the same.
void check_both_ways(std::string_view markdown) {
  CAPTURE(std::string(markdown));
  const MarkdownTree tree = MarkdownTree::of_text(markdown);
  const HtmlDocument direct = read_markdown_document(tree, kSite);
  const HtmlDocument by_html = read_html_document(tree.html(), kSite);
  CHECK(write_html(direct) == write_html(by_html));
  CHECK(write_plain(direct) == write_plain(by_html));
}

}  // namespace

TEST_CASE("Markdown is read as its HTML is") {
  for (const std::string_view markdown :
       {"", "Un *deux* **trois _quatre_** `cinq` ~~six~~", "# A\n\n## **B** c\n\n###### D",
        "- a\n- b\n  - c\n\n  d\n- # e\n  f", "7. a\n8. b\n\n   c", "> a\n> > b\n> - c\n\n***\n",
        "```c\n  x\n\n\ty & <z>\n```\n\n    quatre", "a  \nb\\\nc\nd  \n\n*e*  \n",
        "[a **b**](../c?d=1&e='f' \"titre\") et <https://é.example/x y> www.example.org/a_b.",
        "[](https://a.example) [![p](q.png)](https://b.example)", "[a [b](c) d](e)",
        "mail@example.org, [x](mailto:y@example.org), [z](tel:+33123456789)",
        "&amp; &lt;b&gt; &nbsp; &eacute; &#8; &#x202E;é\u00a0!",
        "<b>gras</b> et <div>\n\n*x*\n\n</div>", "| a | b |\n|---|---|\n| *c* | d |",
        "{% raw %}a{% endraw %} b {: .c}\n\nd `{{ e }}`", "[a]\n\n[a]: https://c.example '&#39;'",
        "1\\. a \\* b"}) {
    check_both_ways(markdown);
  }
}

TEST_CASE("whatever Markdown it is") {
  constexpr std::array<std::string_view, 32> kPieces = {"mot ",
                                                        "*",
                                                        "**",
                                                        "_",
                                                        "`",
                                                        "~~",
                                                        "\n",
                                                        "\n\n",
                                                        "\n- ",
                                                        "\n  - ",
                                                        "\n1. ",
                                                        "\n> ",
                                                        "\n## ",
                                                        "\n```\n",
                                                        "    ",
                                                        "  \n",
                                                        "[",
                                                        "](x)",
                                                        "](https://e.example/?a=1&b=2)",
                                                        "<https://a.example>",
                                                        "www.example.org",
                                                        "&amp;",
                                                        "&nbsp;",
                                                        "é",
                                                        "’",
                                                        "\u00a0",
                                                        "\u200b",
                                                        "\n***\n",
                                                        "---",
                                                        "\\",
                                                        "!",
                                                        "a@b.example"};
  std::mt19937 generator(20261129);
  for (int round = 0; round < 1500; ++round) {
    std::string markdown;
    for (auto left = generator() % 24; left > 0; --left)
      markdown += kPieces.at(generator() % kPieces.size());
    check_both_ways(markdown);
  }
}
