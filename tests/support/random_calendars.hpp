#pragma once

#include <array>
#include <random>
#include <string>

namespace almanach::testing {

/// Makes .ics files up, the same for the same seed: events with lines that are good, odd, broken,
/// in small letters, twice, or of another component.
class RandomCalendars {
 public:
  explicit RandomCalendars(unsigned seed) : engine_(seed), seed_(seed) {}

  std::string make() {
    std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n";
    if (chance(4)) text += "X-WR-TIMEZONE:" + std::string(pick(kZones)) + "\r\n";
    if (chance(3)) text += kOwnZone;
    for (int left = number(1, 4); left > 0; --left) text += make_event(left);
    return text + "END:VCALENDAR\r\n";
  }

 private:
  static constexpr std::array<const char*, 7> kZones = {
      "Europe/Paris", "America/Cayenne", "Romance Standard Time", "Chez nous", "\"Chez nous\"",
      "UTC",          "Mars/Base"};
  static constexpr const char* kOwnZone =
      "BEGIN:VTIMEZONE\r\nTZID:Chez nous\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\n"
      "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
      "END:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nTZOFFSETFROM:+0100\r\n"
      "TZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nX_ODD:1\r\nEND:DAYLIGHT\r\n"
      "END:VTIMEZONE\r\n";
  static constexpr std::array<const char*, 38> kLines = {
      "DESCRIPTION:Venez, tous; \\o/ \\",
      "DESCRIPTION;ALTREP=\"data:text/html,<b>x</b>\":x",
      "X-ALT-DESC;FMTTYPE=text/html:<p>a; b, c</p>",
      "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:Caf=C3=A9=0D=0Aici=",
      "LOCATION;CHARSET=UTF-8:Halle, 1 rue X",
      "LOCATION:b\xC3",
      "CATEGORIES:a,b\\,c;d,,",
      "CATEGORY_COLOR:#ff0000",
      "COLOR:red",
      "ATTACH;FMTTYPE=\"image/png:https://x.example",
      "ATTACH;VALUE=BINARY;ENCODING=BASE64;FMTTYPE=image/png:QQ=",
      "ATTACH:https://x.example/a b.pdf",
      "IMAGE:https://x.example/\xC3\xA9.png",
      "URL:https://x.example/?a[]=1&b=\"2\"",
      "URL:javascript:alert(1)",
      "CONFERENCE:https://x.example/#a#b",
      "GEO:45.75,4.85",
      "GEO:nord",
      "STATUS:Canceled",
      "STATUS:PEUT-ETRE",
      "STATUS:TENTATIVE",
      "TRANSP:opaque",
      "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
      "PRIORITY:+5",
      "PRIORITY:50",
      "CLASS:public",
      "METHOD:PUBLISH",
      "VERSION:2.0",
      "X-A;VALUE=DATE-TIME:demain",
      "X-A;VALUE=DURATION:PT15M",
      "X-A;X-P=a\"b\"c;X-Q=:v",
      "X-A;VALUE=RECUR:FREQ=DAILY",
      "SOME-NEW;TZID=Mars/Base:20270113T120000",
      "RELATED-TO;RELTYPE=PARENT:abc",
      "COMMENT:\x01x\x7F",
      "une suite sans blanc",
      "SEQUENCE:deux",
      "CREATED:hier"};
  static constexpr std::array<const char*, 18> kRules = {
      "FREQ=WEEKLY;COUNT=3",
      "freq=weekly;byday=we",
      "FREQ=WEEKLY; UNTIL=20270310",
      "UNTIL=20270310T120000;FREQ=WEEKLY",
      "FREQ=WEEKLY;WKST=MO;UNTIL=20270310T173000Z;BYDAY=WE",
      "FREQ=MONTHLY;BYDAY=2WE,4WE;COUNT=5",
      "FREQ=DAILY;INTERVAL=2;COUNT=4;",
      "FREQ=YEARLY;BYMONTH=1;BYDAY=+2WE",
      "FREQ=WEEKLY;UNTIL=20260101",
      "FREQ=HOURLY",
      "FREQ=WEEKLY;BYDAY=MO",
      "FREQ=DAILY;COUNT=1",
      "FREQ=MONTHLY;BYMONTHDAY=31",
      "FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=-1",
      "",
      "FREQ=WEEKLY;COUNT=2;X-A=1",
      "RRULE:FREQ=DAILY;COUNT=3",
      "FREQ=DAILY;COUNT=5000"};
  static constexpr std::array<const char*, 12> kLengths = {
      "DURATION:PT1H30", "DURATION:P1D",   "DURATION:pt9h",   "DURATION:P1W",
      "DURATION:PT0S",   "DURATION:-PT1H", "DTEND:hier",      "",
      "DURATION:PT1H",   "DURATION: PT2H", "DURATION:P1DT1H", "DURATION;X-A=1:PT45M"};

  int number(int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(engine_);
  }
  bool chance(int of) { return number(1, of) == 1; }
  template <typename T, std::size_t size>
  const T& pick(const std::array<T, size>& all) {
    return all.at(static_cast<std::size_t>(number(0, static_cast<int>(size) - 1)));
  }

  std::string make_event(int index) {
    std::string text =
        "UID:" + std::to_string(seed_) + "-" + std::to_string(index) +
        "@x.example\r\nDTSTAMP:20270101T000000Z\r\nSUMMARY:Bal\\, \xC3\xA9t\xC3\xA9; 1\r\n";
    form_ = number(0, 3);
    zone_ = pick(kZones);
    text += when("DTSTART", 13, 18);
    if (chance(2)) {
      text += when("DTEND", chance(8) ? 12 : chance(4) ? 14 : 13, 20);
    } else {
      text += std::string(pick(kLengths)) + "\r\n";
    }
    if (chance(2)) text += "RRULE:" + std::string(pick(kRules)) + "\r\n";
    while (chance(4)) text += when("EXDATE", number(10, 28), 18);
    while (chance(4)) text += when("RDATE", number(10, 28), 18);
    for (int left = number(0, 6); left > 0; --left) text += std::string(pick(kLines)) + "\r\n";
    text = "BEGIN:VEVENT\r\n" + text + "END:VEVENT\r\n";
    if (chance(4)) {
      text += "BEGIN:VEVENT\r\nUID:" + std::to_string(seed_) + "-" + std::to_string(index) +
              "@x.example\r\nSUMMARY:Autre\r\n" + when("RECURRENCE-ID", number(10, 28), 18) +
              when("DTSTART", number(10, 28), 10) + std::string(pick(kLengths)) + "\r\n" +
              (chance(4) ? "RRULE:" + std::string(pick(kRules)) + "\r\n" : "") + "END:VEVENT\r\n";
    }
    return damage(std::move(text));
  }

  /// A date as events of that form have it, mostly.
  std::string when(const std::string& name, int day, int hour) {
    const std::string date = "202701" + std::to_string(day);
    const std::string time = "T" + std::to_string(hour) + "3000";
    switch (chance(12) ? number(0, 3) : form_) {
      case 0:
        return name + ";VALUE=DATE:" + date + "\r\n";
      case 1:
        return name + ":" + date + time + "Z\r\n";
      case 2:
        return name + ":" + date + time + "\r\n";
      default:
        return name + ";TZID=" + zone_ + ":" + date + time + "\r\n";
    }
  }

  /// Small letters, an octet more or less, a line twice: seldom, or nothing would be left to serve.
  std::string damage(std::string text) {
    if (chance(6)) {
      for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (chance(5)) {
      const auto at = static_cast<std::size_t>(number(14, static_cast<int>(text.size()) - 14));
      if (chance(2)) {
        text.erase(at, 1);
      } else {
        text.insert(at, 1, ":;,=\"\\ \nx9"[number(0, 9)]);
      }
    }
    return text;
  }

  std::mt19937 engine_;
  unsigned seed_;
  int form_ = 0;
  std::string zone_;
};

}  // namespace almanach::testing
