#include "publish/folder_access.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

constexpr Access kAll = Access::everybody;
constexpr Access kLink = Access::link;
constexpr Access kNobody = Access::nobody;

const AccessWord kDoubt{std::nullopt, false};

}  // namespace

TEST_CASE("who may see a folder is said by it, or by the nearest one above that says so") {
  FolderAccess access;
  CHECK(access.rule("a/b").access == kAll);
  CHECK(access.is_all_public());
  access.set_word("a", {kLink, true});
  access.set_word("a/b/c", {kAll, true});
  access.set_word("x", {std::nullopt, true});
  CHECK(access.rule("").access == kAll);
  CHECK(access.rule("a").access == kLink);
  CHECK(access.rule("a/b").access == kLink);
  CHECK(access.rule("a/b/c/d").access == kAll);
  CHECK(access.rule("ab").access == kAll);
  CHECK(access.rule("x").access == kAll);
  CHECK(!access.is_all_public());
  access.set_word("", {kLink, true});
  CHECK(access.rule("x/y").access == kLink);
}

TEST_CASE(
    "where the word is in doubt a folder stays what it was, and what is new is seen by nobody") {
  struct Row {
    std::optional<Access> known;
    std::optional<Access> said;
    std::optional<Access> above;
    Access ruled;
  };
  for (const Row& row : std::initializer_list<Row>{
           {std::nullopt, std::nullopt, std::nullopt, kNobody},
           {std::nullopt, kAll, std::nullopt, kNobody},
           {std::nullopt, kLink, std::nullopt, kNobody},
           {std::nullopt, std::nullopt, kLink, kNobody},
           {kAll, std::nullopt, std::nullopt, kAll},
           {kLink, std::nullopt, std::nullopt, kLink},
           {kLink, kAll, std::nullopt, kLink},
           // What is certain is at least that strict.
           {kAll, kLink, std::nullopt, kLink},
           {kAll, std::nullopt, kLink, kLink},
       }) {
    FolderAccess access;
    if (row.known) access.remember("a/b", *row.known);
    if (row.above) access.set_word("a", {row.above, true});
    access.set_word("a/b", {row.said, false});
    CHECK(access.rule("a/b").access == row.ruled);
    CHECK(!access.rule("a/b").is_sure);
  }
}

TEST_CASE("doubt goes down to the folders below, and no further than a word of their own") {
  FolderAccess access;
  access.set_word("a", kDoubt);
  access.set_word("a/said", {kLink, true});
  access.set_word("a/open", {kAll, true});
  access.remember("a/known", kAll);
  access.remember("a/private", kLink);
  CHECK(access.rule("a").access == kNobody);
  CHECK(access.rule("a/new").access == kNobody);
  CHECK(access.rule("a/known").access == kAll);
  CHECK(access.rule("a/private").access == kLink);
  CHECK(access.rule("a/said/below").access == kLink);
  CHECK(access.rule("a/open/below").access == kAll);
  access.remember("a", kAll);
  CHECK(access.rule("a").access == kAll);
  CHECK(access.rule("a/new").access == kNobody);
  access.remember("a", kLink);
  CHECK(access.rule("a/new").access == kLink);
  CHECK(access.rule("a/known").access == kLink);
}

TEST_CASE("what was private is public only where that is said") {
  FolderAccess access;
  access.remember("a", kLink);
  access.remember("a/b", kLink);
  CHECK(access.rule("a").access == kLink);
  CHECK(access.rule("a").is_kept_private);
  CHECK(access.rule("a/b").access == kLink);
  CHECK(!access.rule("a/b").is_kept_private);  // told above
  CHECK(access.rule("a/new").access == kLink);
  access.set_word("a", {kLink, true});
  CHECK(!access.rule("a").is_kept_private);
  access.set_word("a", {kAll, true});
  CHECK(access.rule("a").access == kAll);
  CHECK(access.rule("a/b").access == kAll);
}

TEST_CASE("a folder that was private by a word of its own is opened by none above") {
  FolderAccess access;
  access.set_word("", {kAll, true});
  access.set_word("a", {kLink, true});
  CHECK(access.rule("a").is_own);
  CHECK(!access.rule("a/b").is_own);
  for (const char* folder : {"a", "a/b"})
    access.remember(folder, access.rule(folder).access, access.rule(folder).is_own);
  // Its feed.yml is gone, or half uploaded.
  access.clear_words();
  access.set_word("", {kAll, true});
  CHECK(access.rule("a").access == kLink);
  CHECK(access.rule("a").is_kept_private);
  CHECK(access.rule("a").is_own);
  CHECK(access.rule("a/b").access == kLink);
  CHECK(!access.is_all_public());
  // What is below was private by that word alone.
  access.set_word("a", {kAll, true});
  CHECK(access.rule("a/b").access == kAll);
  for (const char* folder : {"a", "a/b"})
    access.remember(folder, access.rule(folder).access, access.rule(folder).is_own);
  CHECK(access.is_all_public());
}

TEST_CASE("a word of its own is remembered below a folder that is private too") {
  FolderAccess access;
  access.remember("a/b", kLink, true);
  access.set_word("a", {kLink, true});
  CHECK(access.rule("a/b").is_own);
  access.remember("a/b", kLink, access.rule("a/b").is_own);
  access.set_word("a", {kAll, true});
  CHECK(access.rule("a/b").access == kLink);
}

TEST_CASE("a folder that has another name goes on as it was seen under the one before") {
  FolderAccess access;
  access.remember("old", kLink);
  access.follow("new", "old");
  CHECK(access.rule("new").access == kLink);
  access.remember("known", kAll);
  access.follow("known", "old");
  CHECK(access.rule("known").access == kAll);
  access.follow("other", "nowhere");
  CHECK(access.rule("other").access == kAll);
}

TEST_CASE("nobody is no memory") {
  FolderAccess access;
  access.remember("a", kLink);
  access.remember("a", kNobody);
  access.set_word("a", kDoubt);
  CHECK(access.rule("a").access == kLink);
}
