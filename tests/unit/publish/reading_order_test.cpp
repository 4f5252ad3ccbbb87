#include "publish/reading_order.hpp"

#include "support/catch.hpp"
#include "support/memory_folder.hpp"

using namespace almanach;

namespace {

using Paths = std::vector<std::string>;

FileToRead listed(const std::string& path, std::uint64_t size) {
  FileStamp stamp;
  stamp.size = size;
  return {path, false, stamp};
}

Paths paths(const std::vector<FileToRead>& files) {
  Paths paths;
  for (const FileToRead& file : files) paths.push_back(file.path);
  return paths;
}

}  // namespace

TEST_CASE("what waits is read with what has changed, each file once") {
  std::vector<FileToRead> files = {{"a.md", false, {}}, {"b.md", false, {}}};
  add_waiting(files, {{"b.md", true, {}}, {"c.md", false, {}}});
  CHECK(paths(files) == Paths{"a.md", "b.md", "c.md"});
  CHECK_FALSE(files[0].must_parse);
  CHECK(files[1].must_parse);
}

TEST_CASE("small files are read first") {
  MemoryFolder folder;
  folder.put("changed.md", "1234567");
  std::vector<FileToRead> files = {listed("large.md", 100),
                                   {"changed.md", false, {}},
                                   listed("small.md", 3),
                                   listed("small-too.md", 3)};
  sort_by_size(files, folder);
  CHECK(paths(files) == Paths{"small.md", "small-too.md", "changed.md", "large.md"});
}

TEST_CASE("at a start large files are read last, the others in their order") {
  std::vector<FileToRead> files = {listed("z.md", 900), listed("large.ics", 65'536),
                                   listed("a.md", 65'535), listed("b.md", 1)};
  put_large_last(files);
  CHECK(paths(files) == Paths{"z.md", "a.md", "b.md", "large.ics"});
}
