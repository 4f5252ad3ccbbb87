#include "base/css.hpp"

#include "support/catch.hpp"

using namespace almanach;
using Kind = CssToken::Kind;

namespace {

/// "--ink=#000" of each property, with "!" where it is important and what it stands in.
std::vector<std::string> properties_of(std::string_view text) {
  const CssReading reading = read_css(text);
  REQUIRE_FALSE(reading.fault);
  std::vector<std::string> out;
  const CssRules rules = list_css_rules(reading.tokens);
  for (const CssProperty& property : rules.properties) {
    std::string within;
    for (auto block = property.block; block; block = rules.blocks[*block].outer)
      within.insert(0, rules.blocks[*block].prelude + " / ");
    std::string line = within;
    line += property.name + '=';
    for (const CssToken& token : property.value)
      line += (token.kind == Kind::hash ? "#" : "") + token.text +
              (token.kind == Kind::function ? "(" : "");
    out.push_back(line + (property.is_important ? " !" : ""));
  }
  return out;
}

std::vector<CssToken> tokens_of(std::string_view text) {
  return read_css(text).tokens;
}

}  // namespace

TEST_CASE("custom properties are found where they stand") {
  CHECK(properties_of(":root { --ink: #161616; --soft:#56565f }") ==
        std::vector<std::string>{":root / --ink=#161616", ":root / --soft=#56565f"});
  CHECK(properties_of(
            "@MEDIA  ( prefers-color-scheme : Dark ) { :root{--ink:\n#fff !important;} }") ==
        std::vector<std::string>{"@media(prefers-color-scheme:dark) / :root / --ink=#fff !"});
  CHECK(properties_of("a, .b  > c { color: red; --x: rgb(1, 2, 3) }") ==
        std::vector<std::string>{"a, .b > c / --x=rgb(1, 2, 3)"});
  CHECK(properties_of(":root { &:hover { --a: 1 } --b: 2 } --c: 3;") ==
        std::vector<std::string>{":root / &:hover / --a=1", ":root / --b=2", "--c=3"});
}

TEST_CASE("space around a value is none of it, however it is parted") {
  CHECK(properties_of(
            "a { --x: /**/ /**/ 1 /**/ ! /**/ important /**/ ; --y: /**/ ; --z:! important }") ==
        std::vector<std::string>{"a / --x=1 !", "a / --y=", "a / --z= !"});
}

TEST_CASE("comments, strings and brackets do not hide what stands behind them, nor feign it") {
  CHECK(properties_of("/* :root { --no: 1 } */ :root { --yes: 2 /* ; --no: 3 */ ; }") ==
        std::vector<std::string>{":root / --yes=2"});
  CHECK(properties_of("a::before { content: \"} :root { --no: 1\"; } :root { --yes: 2 }") ==
        std::vector<std::string>{":root / --yes=2"});
  CHECK(properties_of("a { content: 'it\\'s } --no: 1'; --yes: 2 }") ==
        std::vector<std::string>{"a / --yes=2"});
  CHECK(properties_of(":root { --a: { --no: 1; }; --b: [;] }") ==
        std::vector<std::string>{":root / --a={ --no: 1; }", ":root / --b=[;]"});
  CHECK(properties_of("@import url(a;b.css); @media print { :root { --a: 1 } } :root { --b: 2 }") ==
        std::vector<std::string>{"@mediaprint / :root / --a=1", ":root / --b=2"});
  CHECK(properties_of("a { b: url(data:image/png;base64,--no:1;) ; --yes: 2 }") ==
        std::vector<std::string>{"a / --yes=2"});
}

TEST_CASE("escapes are read, so that nothing hides behind them") {
  CHECK(tokens_of("@\\69mport").front().text == "import");
  CHECK(tokens_of("u\\72 l(https://a.example/x)").front().kind == Kind::address);
  CHECK(tokens_of("url( https://a\\.example/x )").front().text == "https://a.example/x");
  CHECK(tokens_of("\\0 x").front().text == "\xEF\xBF\xBDx");
  CHECK(tokens_of("'\\\n a'").front().text == " a");
  CHECK(tokens_of("url('a')").front().kind == Kind::function);
}

TEST_CASE("numbers, units and names are told apart") {
  const auto tokens = tokens_of("-1.5e3px +2% .5 a-1 --x -y #1a 3-4");
  std::vector<std::string> texts;
  for (const CssToken& token : tokens) {
    if (token.kind != Kind::space) texts.push_back(token.text);
  }
  CHECK(texts ==
        std::vector<std::string>{"-1.5e3px", "+2%", ".5", "a-1", "--x", "-y", "1a", "3", "-4"});
  CHECK(tokens.front().kind == Kind::number);
}

TEST_CASE("what does not end is told with its place") {
  const auto fault_of = [](std::string_view text) {
    const auto fault = read_css(text).fault;
    REQUIRE(fault);
    return std::pair(fault->offset, fault->message);
  };
  CHECK(fault_of("a { /* x").first == 4);
  CHECK(fault_of("a { /* x").second == "a comment is opened here and never closed");
  CHECK(fault_of("a { b: 'c\n }").first == 7);
  CHECK(fault_of("a { b: c").first == 2);
  CHECK(fault_of("a { b: rgb(1 }").first == 7);
  CHECK(fault_of("a { } }").first == 6);
  CHECK(fault_of("a { b: url(c d) }").first == 7);
  CHECK(fault_of("a { b: url(c").first == 7);
  // Deeper than anybody writes: the place of the first that is too deep.
  std::string deep;
  for (std::size_t i = 0; i < kDeepestCss; ++i) deep += "a{";
  CHECK_FALSE(read_css(deep + std::string(kDeepestCss, '}')).fault);
  CHECK(fault_of(deep + "b{--a:0}") ==
        std::pair(deep.size() + 1, std::string("48 brackets are open here, in each other")));
  CHECK(fault_of(deep + "b:c(1)").first == deep.size() + 2);
  CHECK_FALSE(read_css("").fault);
  CHECK_FALSE(read_css("\\").fault);
}
