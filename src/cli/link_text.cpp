#include "cli/link_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/link_path.hpp"
#include "model/public_addresses.hpp"
#include "render/messages/translate.hpp"

namespace almanach {
namespace {

std::string local_time(Instant instant, const Config& config) {
  const WallTime wall = config.timezone.wall_time(instant);
  return fmt::format("{} {:02}:{:02}", format_day(Day(wall)), wall.hour(), wall.minute());
}

/// The last day on which it is in force.
std::string last_day(Instant expires, const Config& config) {
  return format_day(Day(config.timezone.wall_time(expires - std::chrono::seconds(1))));
}

std::string state_of(const LinkRecord& link, Instant now, const Config& config) {
  if (link.revoked) return "revoked " + local_time(*link.revoked, config);
  if (!link.expires) return "in force";
  return fmt::format("{} {}", link.has_expired(now) ? "expired after" : "in force until",
                     last_day(*link.expires, config));
}

/// How many characters a terminal shows; names are in UTF-8.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

constexpr std::size_t kColumns = 5;
using Row = std::array<std::string, kColumns>;

std::string write_table(const std::vector<Row>& rows) {
  std::array<std::size_t, kColumns> widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::string text;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i + 1 < kColumns; ++i)
      text += row[i] + std::string(widths[i] - width_of(row[i]) + 2, ' ');
    text += row.back() + '\n';
  }
  return text;
}

}  // namespace

std::variant<Instant, LinkRefusal> read_expiry(const std::string& text, const Config& config) {
  const std::optional<Day> day = read_day(text);
  if (!day) return LinkRefusal{fmt::format("\"{}\" is no day: write --expires 2027-06-30", text)};
  return config.timezone.place(WallTime(*day + 1)).instant;
}

std::string describe_new_link(const NewLink& link, const Config& config, Language language) {
  const auto say = [&](std::string_view english) {
    return translate_message(english, language) + '\n';
  };
  const LinkRecord& record = link.record;
  const std::string base = config.base_url + link_prefix(link.secret);
  std::string text;
  if (record.is_to_status()) {
    text = say(
        fmt::format("The link \"{}\" opens the status page. It is shown this once:", record.name));
    text += fmt::format("  {}/status\n", base);
  } else {
    text = say(fmt::format(
        "The link \"{}\" opens the feed \"{}\". It is shown this once:", record.name, record.feed));
    text += "  " + say(fmt::format("to subscribe: {}", feed_calendar_address(base, record.feed)));
    text += "  " + say(fmt::format("its page: {}", feed_page_address(base, record.feed)));
    text += "  " + say(fmt::format("CalDAV server: {}", base + "/dav/"));
  }
  if (record.expires)
    text += say(fmt::format("It is in force until {}.", last_day(*record.expires, config)));
  return text;
}

std::string describe_links(const std::vector<LinkRecord>& links, bool all, Instant now,
                           const Config& config, Language language) {
  const auto say = [&](std::string_view english) { return translate_message(english, language); };
  std::vector<Row> rows = {
      {say("NAME"), say("OPENS"), say("MADE"), say("STATE"), say("LAST USED")}};
  for (const LinkRecord& link : links) {
    if (link.revoked && !all) continue;
    rows.push_back({link.name, link.is_to_status() ? say("(status)") : link.feed,
                    local_time(link.made, config), say(state_of(link, now, config)),
                    link.used
                        ? fmt::format("{}, {}", local_time(*link.used, config), say(link.used_by))
                        : say("never")});
  }
  return rows.size() == 1 ? say("There is no link.") + '\n' : write_table(rows);
}

std::string describe_revoked(const LinkRecord& link, Language language) {
  const std::string line = fmt::format("The link \"{}\" opens nothing any more.", link.name);
  return translate_message(line, language) + '\n';
}

}  // namespace almanach
