#include "content/change_batch.hpp"

#include "support/catch.hpp"

using namespace almanach;
using namespace std::chrono_literals;

namespace {

const ChangeBatch::Time start{1h};

}  // namespace

TEST_CASE("a single change is due after the quiet time") {
  ChangeBatch batch;
  CHECK(batch.empty());
  batch.add_file("a.md", start);
  CHECK_FALSE(batch.empty());
  CHECK(batch.due(5ms, 50ms) == start + 5ms);
}

TEST_CASE("each change puts the answer off, but not past patience") {
  ChangeBatch batch;
  batch.add_file("a.md", start);
  batch.add_file("b.md", start + 4ms);
  CHECK(batch.due(5ms, 50ms) == start + 9ms);
  batch.add_file("a.md", start + 48ms);
  CHECK(batch.due(5ms, 50ms) == start + 50ms);
}

TEST_CASE("files are told once") {
  ChangeBatch batch;
  batch.add_file("b.md", start);
  batch.add_file("a.md", start);
  batch.add_file("b.md", start);
  const FolderChanges changes = batch.take();
  CHECK_FALSE(changes.rescan);
  CHECK(changes.files == std::set<std::string>{"a.md", "b.md"});
}

TEST_CASE("a rescan stands for all files, before and after it") {
  ChangeBatch batch;
  batch.add_file("a.md", start);
  batch.add_rescan(start + 1ms);
  batch.add_file("b.md", start + 3ms);
  CHECK(batch.rescan());
  CHECK(batch.due(5ms, 50ms) == start + 8ms);
  const FolderChanges changes = batch.take();
  CHECK(changes.rescan);
  CHECK(changes.files.empty());
}

TEST_CASE("a batch that was taken starts anew") {
  ChangeBatch batch;
  batch.add_rescan(start);
  batch.take();
  CHECK(batch.empty());
  CHECK_FALSE(batch.rescan());
  batch.add_file("a.md", start + 1min);
  CHECK(batch.due(5ms, 50ms) == start + 1min + 5ms);
}
