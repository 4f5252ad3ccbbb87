"""Messages and hints in French: every one has an entry in src/render/messages, and no command falls back to English."""

import json
import re

import pytest

from conftest import SHARED
from content import write_event
from golden import GOLDEN, ROOT
from hostile_files import FILES
from literals import HOLE, SOURCE, catalogue, literals, stands_in

# Where what people read is made.
FOLDERS = ["base", "model", "config", "content", "dialect", "parse", "journal", "publish"]
COMMANDS = ["cli/check.cpp", "cli/check_report.cpp", "cli/show.cpp", "cli/config_arguments.cpp", "cli/adopt.cpp",
            "cli/adoption_task.cpp", "cli/control_commands.cpp",
            "cli/control_routes.cpp", "cli/link.cpp", "cli/link_text.cpp", "cli/diff.cpp", "cli/diff_report.cpp", "cli/git_tree.cpp", "control/confirmation.cpp",
            "control/client.cpp", "control/status_text.cpp", "render/event_change.cpp", "render/site_diff.cpp"]
# What is given to these is an example, a line of the log or a fault of the program.
OTHER_CALLS = re.compile(r"show|show_field|log_\w+|\w+_error|invalid_argument|out_of_range"
                         r"|Exception|StoreUnusable|static_assert|throw_unusable|throw_if_exhausted|Statement|exec\w*|is_one_of|is|quote")
# Texts that nobody is told, by file: words that people write, what is stored, what is published.
OTHER_TEXTS = {
    "content/access.cpp": r"{} \(uid {}\)|\s*\(mode .*|-.*",  # in place of a name and its rights
    "publish/private_feeds.cpp": ".*",  # as the log does
    "publish/problem_log.cpp": ".*",  # as the log does
    "base/yaml.cpp": "illegal map value|end of( map)?",  # what the library says
    "content/inotify_tree.cpp": "reading inotify events",
    "dialect/key_words.cpp": ".*",
    "dialect/path_names.cpp": ".*",
    "dialect/description_lines.hpp": ".*",  # render/dialect_lines.cpp has the French
    "journal/sqlite_links.cpp": "INSERT .*",
    "journal/sqlite_links.hpp": "SELECT .*",
    "journal/sqlite_rows.cpp": r"\s*(CREATE|SELECT|INSERT|PRAGMA|WHERE).*",
    "journal/sqlite_store.cpp": r"(SELECT|UPDATE|PRAGMA).*|{} is used by another almanach|.*starting over.*",
    "model/status_words.cpp": ".*",
    "model/zone_data.cpp": "# version ",
    "model/component_tree.cpp": ".*",  # of texts that the program wrote itself
    "parse/details.cpp": "sold out|a venir",
    "parse/event_dates.cpp": "(to be |a |date a |coming )[a-z ]+",
    "parse/event_hours.cpp": "opening hours|dates? et .*|toute la journee.?|journee entiere|all day",
    "parse/event_list.cpp": r"title: \.\.\.",
    "parse/event_reader.cpp": "Horaires : |recurrence: .*",
    "parse/event_texts.cpp": 'Visioconférence : |Video meeting: |<a href="',
    "parse/geo.cpp": ": {latitude: 48.8467, longitude: 2.3050}",
    "parse/multi_day.cpp": "en continu|(chaque|par) jour",
    "parse/text/html_writer.cpp": '<a href="',
    "parse/zone_table.cpp": ".*",
    "publish/budget.cpp": r"{} (événements d’avant|events of before) .*",  # in the feed
    "publish/calendar_builder.hpp": "text/calendar; charset=utf-8",
    "publish/choices.cpp": ".*",  # answers to addresses that are not understood
    "publish/feed_publisher.cpp": "without X-WR-TIMEZONE",
    "publish/subscription_update.cpp": ".*",
    "publish/usable_aliases.cpp": " cannot be understood",  # what read_choices() says
    "cli/adopt.cpp": "almanach: {}\n",
    "cli/adoption_task.cpp": "almanach: {}\n|almanach adopt 1",
    "cli/check.cpp": "almanach: {}\n",
    "cli/control_commands.cpp": "almanach: {}\n",
    "cli/diff.cpp": "almanach: {}\n",
    "cli/link.cpp": "almanach: {}\n?|feed={}.*",
    "cli/show.cpp": "almanach: {}\n",
    "cli/check_report.cpp": "{} error{}, {} warning{}",  # write_sum() has the French
}
# What stands in quotes is somebody's text; what libraries say is in their words.
QUOTED = re.compile(r"«.*?»|\"[^\"]*\"|`[^`]*`")
ENGLISH = re.compile(r"\b(the|is|are|write|and|with|which|not|of|to|has|have)\b")
OF_LIBRARIES = re.compile(r"(JSON|TOML) non valide")
TOLD = re.compile("^.*?: (?:erreur|avertissement)\u00a0: (.*)$")
HINT = "      = "


def is_prose(text):
    return " " in text.strip() and re.search(r"[a-z]{2}", HOLE.sub("", text)) is not None


def messages_of_source():
    """(place, text) of each literal that may be a message, a hint or a part of one."""
    paths = [path for folder in FOLDERS for path in sorted((SOURCE / folder).rglob("*.?pp"))] + [SOURCE / name for name in COMMANDS]
    for path in paths:
        name = str(path.relative_to(SOURCE))
        for line, text, calls in literals(path):
            other = any(OTHER_CALLS.fullmatch(call) for call in calls)
            if is_prose(text) and not other and not re.fullmatch(OTHER_TEXTS.get(name, "(?!)"), text, re.DOTALL):
                yield f"src/{name}:{line}", text


def test_each_message_has_its_french():
    entries = [english for _, english, _ in catalogue()]
    missing = [f"{place}: {text}" for place, text in messages_of_source() if not any(stands_in(text.strip(), entry) for entry in entries)]
    assert not missing, "no French in src/render/messages:\n" + "\n".join(missing)


def test_literals_and_their_calls_are_found(tmp_path):
    path = tmp_path / "a.cpp"
    path.write_text('#include "x y"\nwarn(at, fmt::format("a \\"{}\\" "  // b\n    "c {:02}", d));\nshow("e f");\n')
    assert literals(path) == [(2, 'a "{}" c {:02}', ["warn", "format"]), (4, "e f", ["show"])]
    assert stands_in('a "{}" c {:04}-{:02}', 'a "{}" c {#} and more')
    assert not stands_in('a "{}" c {:02}', 'a "{}" d {#}')


def test_the_catalogue_says_nothing_that_the_program_does_not():
    entries = [entry for entry in catalogue() if entry[0] != "libraries.cpp"]
    assert len(entries) > 600
    texts = {text.strip() for path in SOURCE.rglob("*.?pp") if path.parent.name != "messages" for _, text, _ in literals(path)}
    texts = [text for text in texts if len(HOLE.sub("", text).strip()) >= 4]
    # A field in TOML and JSON is put together of signs.
    entries = [(file, english) for file, english, _ in entries if re.search("[a-z]{3}", english) and not english.endswith('"..."')]
    stale = [f"{file}: {english}" for file, english in entries if not any(stands_in(text, english) for text in texts)]
    assert not stale, "\n".join(stale)


def test_the_french_is_written_as_french_is():
    wrong = []
    for file, english, french in catalogue():
        plain = re.sub(r'"[^"]*"(: )?', "x", french)
        odd = re.search(r" [;:?!](\s|$)|« | »|\w'\w", plain)
        if odd or len(re.findall(r"\{#?\}", english)) != french.count("{}") or "{#}" in french or english == french:
            wrong.append(f"{file}: {french}")
    assert not wrong, "\n".join(wrong)


def check_in_french(run, folder, *paths):
    """(English, French) of each message and hint of `check` there."""
    plain = run("check", *paths, "--format", "json", cwd=folder)
    problems = json.loads(plain.stdout)["problems"]
    english = [text for one in problems for text in (one["message"], one["hint"]) if text]
    french = []
    for line in run("check", *paths, "--all", "--language", "fr", cwd=folder).stdout.splitlines():
        told = TOLD.match(line)
        if told or line.startswith(HINT):
            french.append(told[1] if told else line.removeprefix(HINT))
    assert len(english) == len(french)
    return list(zip(english, french))


def assert_french(pairs):
    left = [f"{english}\n  {french}" for english, french in pairs
            if english == french or (not OF_LIBRARIES.match(french) and ENGLISH.search(QUOTED.sub("", french)))]
    assert not left, "still English:\n" + "\n".join(dict.fromkeys(left))


def test_check_of_odd_files_is_french(run):
    pairs = check_in_french(run, GOLDEN, "odd")
    assert len(pairs) > 50
    assert_french(pairs)


@pytest.mark.parametrize("name", FILES)
def test_check_of_hostile_files_is_french(run, content, name):
    file, make = FILES[name]
    (content / "events").mkdir()
    (content / "events" / file).write_text(make())
    assert_french(check_in_french(run, content, "."))


def test_check_of_what_programs_export_is_french(run):
    assert_french(check_in_french(run, ROOT / "tests/system", "exports"))


@pytest.mark.skipif(not (SHARED / "sites").exists(), reason="no other sites here")
def test_check_of_other_sites_is_french(run):
    pairs = []
    for site in sorted((SHARED / "sites").iterdir()) + [SHARED / "corpus"]:
        if site.is_dir():
            pairs += check_in_french(run, site, ".")
    assert_french(pairs)


def test_check_opens_and_ends_in_french(run):
    result = run("check", "odd", "--language", "fr", cwd=GOLDEN)
    assert result.stdout.startswith("odd/agenda\u00a0: start\u00a0: `event_start_date` (2 sur 9 fichiers) ou `start` (6 sur 9 fichiers), end")
    assert "; 1 fichier n’a ni l’une ni l’autre (agenda/page.md)\n" in result.stdout
    assert re.search(r"^… et \d+ autres causes\u00a0: --all$", result.stdout, re.MULTILINE)
    assert re.fullmatch(r"\d+ erreurs, \d+ avertissements\n", result.stderr)


@pytest.mark.parametrize("environment, language", [
    ({"LC_ALL": "fr_FR.UTF-8"}, "fr"), ({"LC_ALL": "", "LC_MESSAGES": "fr_BE", "LANG": "en_GB.UTF-8"}, "fr"),
    ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "fr_CA.UTF-8"}, "fr"), ({"LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
    ({"LC_ALL": "POSIX"}, "en"), ({"LC_ALL": "de_DE.UTF-8"}, "en"),
])
def test_the_language_is_the_locales(run, content, environment, language):
    write_event(content / "a" / "b.md", start="20 21", end="2027-05-12 16:00")
    result = run("check", content, environment=environment)
    assert ("erreur" in result.stderr) == (language == "fr")
    assert "erreur" in run("check", content, "--language", "fr").stderr
    assert "errors" in run("check", content, "--language", "en", environment={"LC_ALL": "fr_FR"}).stderr
    assert run("check", content, "--language", "de").returncode == 2


def test_show_and_the_configuration_speak_french(run, content):
    path = write_event(content / "a" / "b.md", start="2027-05-12 14:00", end="2027-05-12 14:00")
    shown = run("show", path, "--language", "fr")
    assert "avertissement\u00a0: la fin est le début\u00a0: 60 min sont supposées" in shown.stderr
    assert shown.stdout.startswith("BEGIN:VCALENDAR")
    (content / "almanach.yml").write_text("timezon: Europe/Paris\n")
    refused = run("check", "--config", content / "almanach.yml", "--language", "fr")
    assert refused.returncode == 2
    assert "almanach.yml:1:1: erreur\u00a0: clé inconnue «\u00a0timezon\u00a0»" in refused.stderr
    assert "vouliez-vous dire «\u00a0timezone\u00a0»\u202f?" in refused.stderr


def test_json_and_the_log_stay_english(run, serve, content):
    write_event(content / "a" / "b.md", start="20 21", end="2027-05-12 16:00")
    french = {"LC_ALL": "fr_FR.UTF-8"}
    told = run("check", content, "--format", "json", "--language", "fr", environment=french)
    assert told.stdout == run("check", content, "--format", "json").stdout
    assert json.loads(serve(content, environment=french).get("/status.json").body)["problems"][0]["message"] == 'start: "20 21" is no date'


def test_the_status_page_tells_problems_in_its_own_language(serve, content):
    write_event(content / "a" / "b.md", start="20 21", end="2027-05-12 16:00")
    daemon = serve(content)
    english = daemon.get("/status", {"Accept-Language": "en"}).text
    french = daemon.get("/status", {"Accept-Language": "fr"}).text
    assert "start: &quot;20 21&quot; is no date" in english.replace('"', "&quot;")
    assert "start\u00a0: «\u00a020 21\u00a0» n’est pas une date" in french
    assert "écrivez 2023-05-10, ou 2023-05-10 14:00 pour donner l’heure" in french
    assert "a\u00a0: start\u00a0: `start`" in french
    assert "a: start: `start`" in english
