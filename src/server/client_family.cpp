#include "server/client_family.hpp"

namespace almanach {
namespace {

struct Mark {
  std::string_view text;
  ClientFamily family;
};

/// The first that is found counts: most programs call themselves Mozilla too.
constexpr std::array<Mark, 18> kMarks = {{{"Google-Calendar", ClientFamily::google},
                                          {"dataaccessd", ClientFamily::apple},
                                          {"CalendarAgent", ClientFamily::apple},
                                          {"calendard/", ClientFamily::apple},
                                          {"iCal/", ClientFamily::apple},
                                          {"Outlook", ClientFamily::outlook},
                                          {"Microsoft Office", ClientFamily::outlook},
                                          {"Microsoft Exchange", ClientFamily::outlook},
                                          {"Microsoft.Exchange", ClientFamily::outlook},
                                          {"Thunderbird", ClientFamily::thunderbird},
                                          {"Evolution", ClientFamily::evolution},
                                          {"evolution-data-server", ClientFamily::evolution},
                                          {"Nextcloud", ClientFamily::nextcloud},
                                          {"ICSx5", ClientFamily::icsx5},
                                          {"DAVx5", ClientFamily::davx5},
                                          {"Googlebot", ClientFamily::other},
                                          {"bingbot", ClientFamily::other},
                                          {"Mozilla/", ClientFamily::browser}}};

constexpr std::array<std::string_view, kClientFamilies> kNames = {
    "Google Calendar", "Apple Calendar", "Outlook", "Thunderbird", "Evolution",
    "Nextcloud",       "ICSx5",          "DAVx5",   "browsers",    "others"};

}  // namespace

std::string_view client_family_name(ClientFamily family) {
  return kNames.at(static_cast<std::size_t>(family));
}

ClientFamily find_client_family(std::string_view user_agent) {
  for (const Mark& mark : kMarks) {
    if (user_agent.find(mark.text) != std::string_view::npos) return mark.family;
  }
  return ClientFamily::other;
}

}  // namespace almanach
