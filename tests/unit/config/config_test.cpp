#include "config/config.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

Problems problems_of(std::string_view yaml, const ConfigOverrides& overrides = {}) {
  try {
    read_config(yaml, "almanach.yml", overrides);
  } catch (const ConfigError& error) {
    return error.problems();
  }
  return {};
}

}  // namespace

TEST_CASE("without a file the defaults hold") {
  const auto [start, config] = read_settings("", "almanach.yml", {});
  CHECK(config.content == "./feeds");
  CHECK(start.listen == "127.0.0.1:8080");
  CHECK(start.state.empty());
  CHECK(config.base_url == "http://127.0.0.1:8080");
  CHECK(config.site_id == "127.0.0.1");
  CHECK(config.timezone.name() == "Europe/Paris");
  CHECK(config.language == "fr");
  CHECK(config.default_duration == std::chrono::hours(1));
}

TEST_CASE("the command line goes before the file") {
  const auto [start, config] =
      read_settings("content: a\nlisten: 127.0.0.1:1\n", "almanach.yml",
                    {"b", std::nullopt, std::nullopt, std::nullopt, "https://x.example/"});
  CHECK(config.content == "b");
  CHECK(start.listen == "127.0.0.1:1");
  CHECK(config.base_url == "https://x.example");
  CHECK(config.site_id == "x.example");
}

TEST_CASE("every kind of value is read") {
  const auto [start, config] = read_settings(
      "base_url: https://agenda.example.org:8443/\nsite_id: mairie\ntimezone: "
      "Indian/Reunion\nfeed_budget: 500kB\n"
      "keep_cancelled: 7d\nstatus: off\ntrusted_proxies: [10.0.0.1]\nlimits: {max_file_size: 2MB, "
      "idle_timeout: 2min}\n"
      "log: {level: warning, access: true, access_sample: 100}\nfields: {start: [quand], title: "
      "{only: [intitule]}}\n"
      "feeds:\n  _ateliers: {name: Ateliers, color: teal}\n",
      "almanach.yml", {});
  CHECK(config.base_url == "https://agenda.example.org:8443");
  CHECK(config.site_id == "mairie");
  CHECK(config.timezone.name() == "Indian/Reunion");
  CHECK(config.feed_budget == 500'000);
  CHECK(config.keep_cancelled == std::chrono::hours(24 * 7));
  CHECK(config.status == StatusAccess::off);
  CHECK(config.trusted_proxies == std::vector<Network>{*Network::read("10.0.0.1")});
  CHECK(config.max_file_size == 2'000'000);
  CHECK(start.limits.idle_timeout == std::chrono::minutes(2));
  CHECK(config.log.access);
  CHECK(config.log.access_sample == 100);
  CHECK_FALSE(config.fields.at("start").only);
  CHECK(config.fields.at("title").only);
  CHECK(config.feeds.at("_ateliers").name == "Ateliers");
}

TEST_CASE("an unknown key is refused with its line and the nearest name") {
  const Problems problems = problems_of("name: x\ntimezon: Europe/Paris\n");
  REQUIRE(problems.size() == 1);
  CHECK(format_diagnostic(problems[0], "name: x\ntimezon: Europe/Paris\n") ==
        "almanach.yml:2:1: error: unknown key \"timezon\"\n"
        "    2 | timezon: Europe/Paris\n"
        "      | ^\n"
        "      = did you mean \"timezone\"?\n");
}

TEST_CASE("wrong values are refused, all at once") {
  const Problems problems = problems_of(
      "timezone: Mars/Base\ndefault_duration: soon\nstatus: secret\nfeed_budget: lots\nbase_url: "
      "agenda.example\n"
      "listen: nowhere\nlog: {level: loud}\nlimits: {max_conections: 3}\nfeeds: 3\ncontent: [a]\n");
  CHECK(problems.size() == 10);
  for (const Problem& problem : problems) CHECK(problem.severity == Severity::error);
}

TEST_CASE("listen addresses name a host and a port") {
  CHECK(read_listen_address("127.0.0.1:80").port == 80);
  CHECK(read_listen_address("[::1]:8080").host == "::1");
  CHECK(read_listen_address(":0").host.empty());
  for (const char* text : {"", "host", "host:", "host:x", "host:70000", "host:-1"}) {
    CHECK_THROWS_AS(read_listen_address(text), std::invalid_argument);
  }
}

TEST_CASE("a listen address in IPv6 makes a public address with brackets") {
  CHECK(read_config("listen: '[::1]:9000'\n", "f", {}).base_url == "http://[::1]:9000");
  CHECK(read_config("listen: ':9000'\n", "f", {}).base_url == "http://127.0.0.1:9000");
}

TEST_CASE("a reload changes what is not frozen, and names what is") {
  const StartSettings in_force = read_settings("state: /a\nlisten: ':1'\n", "f", {}).start;
  const Reload reload = reread_settings(
      "state: /b\nlisten: ':2'\nname: After\nlimits: {max_file_size: 2MB, head_timeout: 1s}\n", "f",
      {}, in_force);
  CHECK(reload.config.name == "After");
  CHECK(reload.config.max_file_size == 2'000'000);
  CHECK(reload.ignored == std::vector<std::string>{"state", "listen", "limits.head_timeout"});
  CHECK(reread_settings("state: /a\nlisten: ':1'\n", "f", {}, in_force).ignored.empty());
  ConfigOverrides overrides;
  overrides.state = "/a";
  overrides.listen = ":1";
  CHECK(reread_settings("state: /b\n", "f", overrides, in_force).ignored.empty());
}

TEST_CASE("after a reload the public address follows from the port that is listened on") {
  const StartSettings in_force = read_settings("listen: ':1'\n", "f", {}).start;
  const Config config = reread_settings("listen: ':2'\n", "f", {}, in_force).config;
  CHECK(config.base_url == "http://127.0.0.1:1");
}

TEST_CASE("a reload refuses what a start refuses") {
  const StartSettings in_force;
  CHECK_THROWS_AS(reread_settings("listen: nowhere\n", "f", {}, in_force), ConfigError);
  CHECK_THROWS_AS(reread_settings("nam: x\n", "f", {}, in_force), ConfigError);
}
