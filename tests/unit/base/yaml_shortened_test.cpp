#include "base/yaml_shortened.hpp"

#include <array>
#include <string>

#include "base/yaml.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

std::string replace_all(std::string text, std::string_view wanted, std::string_view by) {
  for (std::size_t at = text.find(wanted); at != std::string::npos;
       at = text.find(wanted, at + by.size())) {
    text.replace(at, wanted.size(), by);
  }
  return text;
}

/// All that was read, but columns.
void describe(const YamlNode& node, std::string& out) {
  out += std::to_string(static_cast<int>(node.kind)) + (node.quoted ? "q " : " ") +
         std::to_string(node.position.line) + " <" + node.scalar + ">";
  for (const YamlNode& item : node.items) describe(item, out += "\n- ");
  for (const YamlNode::Entry& entry : node.entries)
    describe(entry.value, out += "\n" + entry.key + ": ");
  out += " end";
}

std::string describe(std::string_view yaml) {
  const YamlReading reading = read_yaml(yaml);
  std::string out;
  if (reading.fault) {
    out = std::to_string(reading.fault->position.line) + " " + reading.fault->message;
  } else {
    describe(reading.root, out);
  }
  for (const YamlFault& remark : reading.remarks) out += "\n" + remark.message;
  return out;
}

}  // namespace

TEST_CASE("words are shortened, and come back as they were") {
  const std::string yaml =
      "titre: \"Été au parc de la mairie, l'après-midi de 14h30 à 16:00\"\nlieu: ici\n";
  const ShortenedYaml shortened(yaml);
  CHECK(shortened.text().size() + 25 < yaml.size());
  CHECK(shortened.restore(std::string(shortened.text())) == yaml);
  const std::string_view text = shortened.text();
  for (const char* const sign : {",", "'", "\nlieu", "ici"})
    CHECK(shortened.source_offset(text.find(sign)) == yaml.find(sign));
  CHECK(shortened.source_offset(text.size()) == yaml.size());
}

TEST_CASE("what is not plain words is left as it is") {
  const std::string long_key = std::string(400, 'a') + " " + std::string(700, 'b') + ": c";
  for (const std::string& yaml :
       {std::string("a: &long_anchor_of_a_name b"), std::string("a: *long_anchor_of_a_name"),
        std::string("a: !long_tag_of_a_name b"), std::string("a: &\rlong_anchor_of_a_name b"),
        std::string("%YAML 1.2 and then many words"), std::string("a: short"), long_key,
        std::string("a: \"long text that names \\U000F0000 itself\""),
        std::string("a: long text that has \xF3\xB0\x80\x80 in it"), std::string()}) {
    CAPTURE(yaml);
    CHECK(ShortenedYaml(yaml).text() == yaml);
  }
}

TEST_CASE("YAML of long words is read as YAML of short ones") {
  constexpr std::array kForms = {"W",
                                 "a: W",
                                 "W: b\nc: W\n",
                                 "a: \"W, W. W\"",
                                 "a: 'W ''W'' l''W'\n",
                                 "a: W\n  W\n  W\nb: W # W",
                                 "a: |\n  W\n\n   W\n  %W\nb: >-\n  W\n  W\n\n  W",
                                 "- W\n- - W\n  - W: W\n    x: W\n",
                                 "{W: W, \"W\":W, 'W': [W, W , \"W\"]}",
                                 "a: &x W\nb: *x\nW: *x",
                                 "a: !!str W\nb: ! W\n",
                                 "a: \"W\\\n  W \\x41 W\\tW \\_ W\"",
                                 "? W\n: W\n",
                                 "W\n---\nW",
                                 "a: [W: W, W]\nb: W: W\n",
                                 "a: W\n\tb: W\n",
                                 "a: \"W\nb: W",
                                 "a: W}\nb: W]\nc: {W\n",
                                 "a: W\r\nb: \"W\"\r\n",
                                 "W: 1\nW: 2\n"};
  for (const std::string_view form : kForms) {
    for (const std::string_view words : {"des mots assez longs", "2027-06-25 16:00:00",
                                         "https://e.org/a_(b).html+c@d", "élévation_de_la_voix"}) {
      CAPTURE(form, words);
      const std::string expected =
          replace_all(describe(replace_all(std::string(form), "W", "zq")), "zq", words);
      CHECK(describe(replace_all(std::string(form), "W", words)) == expected);
    }
  }
}

TEST_CASE("columns are those of the words, not of what stands for them") {
  const YamlNode root = read_yaml("{élévation_de_la_voix: deux mots assez longs, b: c}").root;
  CHECK(root.entries.at(0).value.position == Position{1, 24});
  CHECK(root.find("b")->position == Position{1, 50});
  const auto fault = read_yaml("a: une phrase de mots: encore\n").fault;
  REQUIRE(fault);
  CHECK(fault->position == Position{1, 22});
}
