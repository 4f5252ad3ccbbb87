#include "cli/site_config.hpp"

#include "config/config.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;

TEST_CASE("a generator's files are kept as they are") {
  const GeneratorFiles files{{{"config/_default/hugo.toml", "a = 1\n\nb = 2", ""},
                              {"config/_default/site name.toml", "", ""}},
                             "content/events",
                             false};
  CHECK(read_kept_files(write_kept_files(files)) == files);
  const GeneratorFiles none{{}, "", true};
  CHECK(read_kept_files(write_kept_files(none)) == none);
}

TEST_CASE("what is no text of kept files is passed over, wherever it is cut") {
  const std::string text = write_kept_files({{{"_config.yml", "timezone: UTC\n", ""}}, "", false});
  for (std::size_t length = 0; length < text.size(); ++length)
    CHECK(read_kept_files(text.substr(0, length)).files.empty());
}

TEST_CASE("what a site said holds on over a restart where it cannot be read any more") {
  TemporaryFolder folder;
  folder.make_folder("site/_events");
  folder.make_folder("state");
  folder.write("site/_config.yml", "timezone: Indian/Reunion\n");
  Config config = read_config("", "", {});
  config.content = (folder / "site/_events").string();
  CHECK(with_site_settings(config, nullptr, folder / "state").timezone.name() == "Indian/Reunion");
  folder.write("site/_config.yml", "timezone: [\n");
  const Config kept = with_site_settings(config, nullptr, folder / "state");
  CHECK(kept.timezone.name() == "Indian/Reunion");
  CHECK(kept.site->problems.size() == 1);
  CHECK(with_site_settings(config).timezone.name() == "Europe/Paris");
}
