#include "base/text.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("invalid UTF-8 is found where it starts") {
  CHECK(find_invalid_utf8("") == std::nullopt);
  CHECK(find_invalid_utf8("é€😀") == std::nullopt);
  CHECK(find_invalid_utf8("ab\xE9") == 2);            // Latin-1
  CHECK(find_invalid_utf8("\xC0\xAF") == 0);          // overlong
  CHECK(find_invalid_utf8("a\xED\xA0\x80") == 1);     // surrogate
  CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0);  // above U+10FFFF
  CHECK(find_invalid_utf8("é\xE2\x82") == 2);         // cut short
}

TEST_CASE("code points are read and written back") {
  const std::string text = "aé€😀";
  std::string copy;
  for (std::size_t offset = 0; offset < text.size();)
    append_utf8(copy, next_code_point(text, offset));
  CHECK(copy == text);
  CHECK(count_code_points(text) == 4);
  std::size_t offset = 0;
  CHECK(next_code_point("\xFF\x41", offset) == 0xFFFD);
  CHECK(offset == 1);
}

TEST_CASE("lines are found by number") {
  CHECK(line_of("a\r\nb\nc", 1) == "a");
  CHECK(line_of("a\r\nb\nc", 3) == "c");
  CHECK(line_of("a\n", 2).empty());
  CHECK(line_of("a", 7).empty());
  CHECK(line_of("a", 0).empty());
}

TEST_CASE("a caret stands under the column that is meant") {
  CHECK(caret_padding("événement", 3) == "  ");
  CHECK(caret_padding("\tx", 2) == "\t");
}

TEST_CASE("white space of every kind is trimmed and collapsed") {
  CHECK(trim("\u00A0 a b\u202F\n") == "a b");
  CHECK(trim(" \u200B ").empty());
  CHECK(collapse_spaces("  a\u00A0\n b\u200B c ") == "a b c");
}

TEST_CASE("folding takes accents, case and typography away") {
  CHECK(fold("Été à l’Œuvre, ÇA ÿ ß Æ") == "ete a l'oeuvre, ca y ss ae");
  CHECK(fold("e\u0301te\u0301") == "ete");
  CHECK(fold("Łódź Đ Ħ ŝ") == "lodz d h s");
  CHECK(fold("日本 №1") == "日本 №1");
}

TEST_CASE("slugs carry what an address carries") {
  CHECK(slugify("atelier-<<-histoire-s-dalgorithmes->>") == "atelier-histoire-s-dalgorithmes");
  CHECK(slugify("Fête de l’été 2026 !") == "fete-de-l-ete-2026");
  CHECK(slugify("_evenements") == "_evenements");
  CHECK(slugify("--a--").compare("a") == 0);
  CHECK(slugify("日本").empty());
}

TEST_CASE("edit distance stops counting at its limit") {
  CHECK(edit_distance("lieu", "lieu", 3) == 0);
  CHECK(edit_distance("lieux", "lieu", 3) == 1);
  CHECK(edit_distance("kitten", "sitting", 5) == 3);
  CHECK(edit_distance("kitten", "sitting", 2) == 3);
  CHECK(edit_distance("a", "abcdef", 2) == 3);
}

TEST_CASE("the nearest known name is near or there is none") {
  const std::vector<std::string> known = {"lieu", "adresse", "event_start_date"};
  CHECK(nearest("Lieux", known) == "lieu");
  CHECK(nearest("event_start_dat", known) == "event_start_date");
  CHECK(nearest("couleur", known).empty());
  CHECK(nearest("adr", known).empty());
}

TEST_CASE("clean text has no control characters and no hidden direction") {
  CHECK(clean("a\x01\x7F\tb\r\nc\rd") == "a\tb\nc\nd");
  CHECK(clean("\u202Egpj\u2066x\u0085\uFFFE") == "gpjx");
  CHECK(clean("é€😀") == "é€😀");
}

TEST_CASE("cleaning takes out each character that is not clean, and no other") {
  const auto cleaned = [](char32_t c) -> std::string {
    const bool control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c <= 0x9F);
    const bool direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    std::string as_written;
    append_utf8(as_written, c);
    if (c == '\r' || c == 0x2028 || c == 0x2029) return "\n";
    return control || direction || c == 0xFFFE || c == 0xFFFF ? "" : as_written;
  };
  for (char32_t c = 0; c < 0x11000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text = "a";
    append_utf8(text, c);
    CAPTURE(static_cast<unsigned>(c));
    REQUIRE(clean(text + "b") == "a" + cleaned(c) + "b");
  }
  CHECK(clean("\xE1\xE2\x80\xA8") == "\xE1\n");
}

TEST_CASE("addresses are escaped") {
  CHECK(percent_encode("à b/c?", "/") == "%C3%A0%20b/c%3F");
  CHECK(percent_decode("%C3%a0%20b+%2F%") == "à b+/%");
  CHECK(percent_decode("%4%zz%") == "%4%zz%");
}

TEST_CASE("octets that a message cannot show are escaped") {
  CHECK(escape_odd_octets("fêtes/été.md") == "fêtes/été.md");
  CHECK(escape_odd_octets("f\xEAtes/caf\xE9") == "f\\xEAtes/caf\\xE9");
  CHECK(escape_odd_octets("a\nb\x1B[2J\x7F") == "a\\x0Ab\\x1B[2J\\x7F");
  CHECK(escape_odd_octets("a\xC2\x9B\xC2\xA0") == "a\\xC2\\x9B\xC2\xA0");
  CHECK(escape_odd_octets("\xC3") == "\\xC3");
  CHECK(escape_odd_octets("").empty());
}
