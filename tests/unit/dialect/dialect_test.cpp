#include "dialect/dialect.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

YamlNode page(std::string_view yaml) {
  return read_yaml(yaml).root;
}

SharedSurvey share(SurveyReading reading) {
  return std::make_shared<const Survey>(std::move(reading.survey));
}

KeyCounts count_keys(const FolderSurvey& files) {
  KeyCounts keys;
  files.add_to(keys);
  return keys;
}

/// What a folder with these files is read with.
Dialect learn(std::initializer_list<std::string_view> files, const std::string& folder = "agenda") {
  FolderSurvey survey;
  for (const std::string_view file : files) survey.add(share(survey_page(page(file))));
  return Dialect({}).learn(folder, count_keys(survey));
}

/// The name that holds the field in a file; empty: none does.
std::string name_of(const Dialect& dialect, std::string_view field, std::string_view yaml) {
  const YamlNode root = page(yaml);
  const auto found = dialect.find(root, field);
  return found ? found->name : "";
}

}  // namespace

TEST_CASE("date is the day of the event where nothing else says when") {
  const Dialect dialect = learn({"date: 2027-05-10\ntime: 18:30\n", "date: 2027-05-11\n"});
  CHECK(dialect.date_is_start());
  CHECK(name_of(dialect, "start", "date: 2027-05-10\n") == "date");
  CHECK(name_of(dialect, "written", "date: 2027-05-10\n").empty());
  CHECK(name_of(dialect, "hours", "date: 2027-05-10\ntime: 18:30\n") == "time");
}

TEST_CASE("date is the day of publication where another key of the folder says when") {
  for (const char* start : {"event_start_date", "eventDay", "dateIso", "start"}) {
    const std::string both = "date: 2027-05-10\n" + std::string(start) + ": 2027-06-10\n";
    const Dialect dialect = learn({both, "date: 2027-05-11\n"});
    CHECK_FALSE(dialect.date_is_start());
    CHECK(name_of(dialect, "start", "date: 2027-05-10\n").empty());
  }
}

TEST_CASE("a key counts as one that says when only where it names days") {
  const Dialect dialect = learn({"date: 2027-05-10\ndates: [vendredi-30-janvier]\n"});
  CHECK(dialect.date_is_start());
  CHECK(name_of(dialect, "start", "dates: [vendredi-30-janvier]\n").empty());
  CHECK(name_of(learn({"when: soon\n", "when: later\n", "when: 2027-05-10\n"}), "start",
                "when: 2027-05-10\n")
            .empty());
}

TEST_CASE("what begins and ends beside date without naming a day names hours") {
  const Dialect dialect = learn({"date: 2027-05-10\nstart: 18h30\nends: 20h\nbegin: soon\n"});
  CHECK(dialect.date_is_start());
  constexpr const char* kFile = "date: 2027-05-10\nstart: 18h30\nends: 20h\nbegin: soon\n";
  CHECK(name_of(dialect, "start", kFile) == "date");
  CHECK(name_of(dialect, "opening", kFile) == "start");
  CHECK(name_of(dialect, "closing", kFile) == "ends");
  CHECK(name_of(dialect, "opening", "begin: soon\n").empty());
  CHECK(name_of(learn({"date: 2027-05-10\nstart: 2027-06-10\n"}), "opening", kFile).empty());
}

TEST_CASE("an end of another key leaves date the start") {
  CHECK(learn({"date: 2027-05-10\nendDate: 2027-05-12\n"}).date_is_start());
}

TEST_CASE("articles are dated, whatever else they lack") {
  CHECK_FALSE(learn({"date: 2027-05-10\n"}, "_posts").date_is_start());
  CHECK_FALSE(learn({"date: 2027-05-10\n"}, "site/blog/2027").date_is_start());
  CHECK(learn({"date: 2027-05-10\n"}, "blogging").date_is_start());
}

TEST_CASE("the day in a file's name counts where no key of the folder says when") {
  CHECK(learn({"title: A\n", "title: B\ntime: 18:30\n"}).name_is_start());
  CHECK_FALSE(learn({"title: A\n", "start: 2027-05-10\n"}).name_is_start());
  CHECK_FALSE(learn({"title: A\n", "date: 2027-05-10\n"}).name_is_start());
  CHECK_FALSE(learn({"title: A\n", "end: 2027-05-10\n"}).name_is_start());
  CHECK_FALSE(learn({"title: A\n"}, "_posts").name_is_start());
}

TEST_CASE("keys in mappings are found by their path") {
  const Dialect dialect = learn({"extra: {when: 2027-05-10}\nwhen: {time: '18:30'}\n"});
  CHECK(name_of(dialect, "start", "extra: {when: 2027-05-10}\n") == "extra.when");
  CHECK(name_of(dialect, "hours", "when: {time: '18:30'}\n") == "when.time");
}

TEST_CASE(
    "the configuration's names come first, then the built-in ones, then those of the folder") {
  FolderSurvey survey;
  survey.add(
      share(survey_page(page("eventDay: 2027-05-10\nstart: 2027-05-11\nmoment: 2027-05-12\n"))));
  const auto with = [&](const FieldNames& names) {
    return Dialect({{"start", names}}).learn("", count_keys(survey));
  };
  constexpr const char* kAll = "eventDay: 2027-05-10\nstart: 2027-05-11\nmoment: 2027-05-12\n";
  CHECK(name_of(with({}), "start", kAll) == "start");
  CHECK(name_of(with({{"moment"}, false}), "start", kAll) == "moment");
  CHECK(name_of(with({{"moment"}, true}), "start", "start: 2027-05-11\n").empty());
}

TEST_CASE("day or month first is what the folder's dates prove, and none disproves") {
  using Order = DateStyle::Order;
  CHECK(learn({"start: 24/02/2027\n", "start: 02/03/2027\n"}).date_style().order ==
        Order::day_first);
  CHECK(learn({"start: 02/24/2027\n"}).date_style().order == Order::month_first);
  CHECK(learn({"start: 02/03/2027\n"}).date_style().order == Order::unknown);
  CHECK(learn({"start: 24/02/2027\n", "start: 02/24/2027\n"}).date_style().order == Order::unknown);
}

namespace {

/// How a folder of Paris with these files reads offsets. `is_given`: its zone was said.
DateStyle learn_offsets(std::initializer_list<std::string_view> files, bool is_given) {
  const SurveyZone zone{*Zone::find("Europe/Paris"), is_given};
  FolderSurvey survey;
  for (const std::string_view file : files) survey.add(share(survey_page(page(file), zone)));
  return Dialect({}).learn("agenda", count_keys(survey)).date_style();
}

constexpr const char* kWinter = "start: 2027-01-12T20:00:00+01:00\n";
constexpr const char* kSummer = "start: 2027-07-12T20:00:00+02:00\n";
constexpr const char* kFault = "start: 2027-07-13T20:00:00+01:00\n";

}  // namespace

TEST_CASE("an offset of the zone's other season is a fault where the zone is known") {
  using Offsets = DateStyle::Offsets;
  CHECK(learn_offsets({kWinter, kSummer}, true).offsets == Offsets::instants);
  CHECK(learn_offsets({kWinter, kFault}, true).offsets == Offsets::seasons);
  // The same offset all year may be that of another zone, and both of its seasons prove the zone.
  CHECK(learn_offsets({kWinter, kFault}, false).offsets == Offsets::instants);
  CHECK(learn_offsets({kWinter, kSummer, kFault}, false).offsets == Offsets::seasons);
  CHECK(
      learn_offsets({"date: 2027-05-01T20:00:00+01:00\nstart: 2027-05-10 14:00\n"}, true).offsets ==
      Offsets::instants);
}

TEST_CASE("what the settings say of dates holds whatever the files show") {
  FolderSurvey survey;
  survey.add(share(survey_page(page("start: 02/24/2027\nend: 2027-07-13T20:00:00Z\n"))));
  DateSettings said;
  said.day_first = true;
  said.count_offsets = false;
  said.naive_utc = true;
  const Dialect base = Dialect({}).with_settings(said);
  const DateStyle wanted{DateStyle::Order::day_first, DateStyle::Offsets::digits,
                         DateStyle::Offsets::digits, DateStyle::NaiveTimes::utc};
  CHECK(base.date_style() == wanted);
  const Dialect learned = base.learn("agenda", count_keys(survey));
  CHECK(learned.date_style() == wanted);
  CHECK(base.read_text(Dialect({}).learn("agenda", count_keys(survey)).write_text()).date_style() ==
        wanted);
  said.day_first = false;
  CHECK(Dialect({}).with_settings(said).without_learning().date_style().order ==
        DateStyle::Order::month_first);
}

TEST_CASE("offsets of another zone are instants") {
  using Offsets = DateStyle::Offsets;
  constexpr const char* kNewYork = "start: 2027-01-12T20:00:00-05:00\n";
  constexpr const char* kInSummer = "start: 2027-07-12T20:00:00-04:00\n";
  for (const bool is_given : {false, true})
    CHECK(learn_offsets({kNewYork, kInSummer}, is_given).offsets == Offsets::instants);
  CHECK(learn_offsets({"start: 2027-01-12T20:00:00Z\n"}, true).zulu == Offsets::instants);
}

TEST_CASE("one day that begins and ends with offsets far apart has what a program filled in") {
  using Offsets = DateStyle::Offsets;
  constexpr const char* kTorn =
      "date: 2027-01-12T14:30:00-02:00\ndate_end: 2027-01-12T15:30:00+01:00\n";
  CHECK(learn_offsets({kTorn, kWinter}, true).offsets == Offsets::digits);
  CHECK(learn_offsets({kTorn}, false).offsets == Offsets::digits);
  constexpr const char* kForeign =
      "date: 2027-01-12T14:30:00-02:00\ndate_end: 2027-01-12T15:30:00-05:00\n";
  CHECK(learn_offsets({kForeign}, true).offsets == Offsets::digits);
  constexpr const char* kPublished =
      "publishDate: 2027-01-12T08:30:00-05:00\nend: 2027-01-12T15:30:00+01:00\n";
  CHECK(learn_offsets({kPublished}, true).offsets == Offsets::instants);
  CHECK(learn_offsets({kForeign}, false).offsets == Offsets::instants);
  CHECK(learn_offsets({"start: 2027-01-12T08:00:00-05:00\nend: 2027-01-13T15:30:00+01:00\n"}, true)
            .offsets == Offsets::instants);
}

TEST_CASE("a file is read otherwise only where something of its own keys changed") {
  const Survey plain = survey_page(page("date: 2027-05-10\ntitle: A\n")).survey;
  const Survey ordered = survey_page(page("date: 02/03/2027\ntitle: A\n")).survey;
  const Dialect one = learn({"date: 2027-05-10\ntitle: A\n"});
  const Dialect more = learn({"date: 2027-05-10\ntitle: A\nvenue_name: B\nwhen_else: x\n"});
  const Dialect published = learn({"date: 2027-05-10\ntitle: A\nstart: 2027-05-11\n"});
  const Dialect day_first = learn({"date: 24/02/2027\ntitle: A\n"});
  CHECK(one.reading_of(plain) == more.reading_of(plain));
  CHECK(one.reading_of(plain) != published.reading_of(plain));
  CHECK(one.reading_of(plain) == day_first.reading_of(plain));
  CHECK(one.reading_of(ordered) != day_first.reading_of(ordered));
  const SurveyZone paris{*Zone::find("Europe/Paris"), true};
  const Survey stamped = survey_page(page(kFault), paris).survey;
  FolderSurvey folder;
  folder.add(std::make_shared<const Survey>(stamped));
  CHECK(Dialect({}).learn("", count_keys(folder)).reading_of(stamped) !=
        learn({"start: 2027-05-10\n"}, "").reading_of(stamped));
}

TEST_CASE("a file with keys of its own is read with them") {
  const Dialect dialect = learn({"date: 2027-05-10\n"});
  const Survey survey = survey_page(page("date: 2027-05-10\nheure_de_debut: 18:30\n")).survey;
  CHECK_FALSE(dialect.knows(survey));
  const Dialect own = dialect.with(survey);
  CHECK(own.knows(survey));
  CHECK(name_of(own, "opening", "heure_de_debut: 18:30\n") == "heure_de_debut");
  CHECK(own.date_is_start());
}

TEST_CASE("a list is written in a way of its own") {
  const Dialect pages = learn({"start: 2027-05-10\ndate: 2027-05-01\n"});
  const auto list = [](std::string_view yaml) { return survey_list(page(yaml)).survey; };
  const Survey dated = list("- {date: 24/02/2027}\n- {date: 02/03/2027}\n");
  CHECK_FALSE(pages.knows(dated));
  CHECK(pages.with(dated).date_is_start());
  CHECK(pages.with(dated).date_style().order == DateStyle::Order::day_first);
  CHECK_FALSE(pages.with(list("- {date: 2027-05-01, when: 2027-05-10}\n")).date_is_start());
  FolderSurvey folder;
  folder.add(std::make_shared<const Survey>(dated));
  CHECK(count_keys(folder).empty());
}

TEST_CASE("all values of a field come in the order of the file") {
  const YamlNode root = page("tags: a\ncategories: [b]\nkeywords:\n");
  const auto found = Dialect({}).find_all(root, "categories");
  REQUIRE(found.size() == 2);
  CHECK(found[0].name == "tags");
  CHECK(found[1].name == "categories");
}

TEST_CASE("in a whole site a date alone is an event's day only where events are told of") {
  const auto is_day = [](const std::string& folder, std::string_view file) {
    FolderSurvey survey;
    survey.add(share(survey_page(page(file))));
    return Dialect({}, true).learn(folder, count_keys(survey)).date_is_start();
  };
  CHECK_FALSE(is_day("content", "date: 2027-05-10\n"));
  CHECK(is_day("content/events", "date: 2027-05-10\n"));
  CHECK(is_day("content/fetes", "date: 2027-05-10\nlieu: Halle\n"));
  CHECK_FALSE(is_day("content/posts", "date: 2027-05-10\nlieu: Halle\n"));
}
