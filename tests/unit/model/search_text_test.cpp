#include "model/search_text.hpp"

#include "base/text.hpp"
#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("text of any script is folded for searching") {
  CHECK(fold_for_search("Hội chợ Đà Nẵng") == "hoi cho da nang");
  CHECK(fold_for_search("Αθήνα ΑΘΉΝΑΣ") == "αθηνα αθηνασ");
  CHECK(fold_for_search("Ёлка ЕЛКА") == "елка елка");
  CHECK(fold_for_search("Straße STRASSE ẞ") == "strasse strasse ss");
  CHECK(fold_for_search("İstanbul ISPARTA ılıca") == "istanbul isparta ilica");
  CHECK(fold_for_search("ＡＢＣ ﬁn №1 2²") == "abc fin no1 22");
  CHECK(fold_for_search("Ǽ ǆ") == "ae dz");
  CHECK(fold_for_search("שָׁלוֹם") == fold_for_search("שלום"));
  CHECK(fold_for_search("مُحَمَّد") == fold_for_search("محمد"));
}

TEST_CASE("what is a letter of its own stays") {
  CHECK(fold_for_search("がか 한하") == "がか 한하");
  CHECK(fold_for_search("हिन्दी") == "हिन्दी");
  CHECK(fold_for_search("ที่นี่") == "ที่นี่");
}

TEST_CASE("Latin text is folded for searching as for addresses") {
  for (const char* text : {"Été à l’Œuvre, ÇA ÿ ß Æ", "e\u0301te\u0301", "Łódź Đ Ħ ŝ", "", "plain",
                           "« 3 – 4 » … 5 €", "日本"}) {
    INFO(text);
    CHECK(fold_for_search(text).find("…") == std::string::npos);
    if (std::string_view(text).find("…") == std::string_view::npos)
      CHECK(fold_for_search(text) == fold(text));
  }
}

TEST_CASE("folded text folds to itself") {
  for (const char* text :
       {"Hội", "Αθήνας", "Ёлка", "ẞ", "Ǽ", "한국", "が", "ﷺ", "½ ² ™ ĳ ŉ", "ᾳ", "\xFF"}) {
    INFO(text);
    CHECK(fold_for_search(fold_for_search(text)) == fold_for_search(text));
  }
}
