"""Thirty real files, typed by people over six years, against what a careful reader would put in a calendar."""

import datetime
import json
import re
import shutil

import pytest

SITE_URL = "https://site.example.org"
# What expected.json lists as warnings; messages hold these words.
WARNING_KINDS = ["hours disagree", "no end"]
# Slips that expected.json tells of in its notes: the file, and what a message about it must hold.
NOTED_SLIPS = {
    "designgouv-formation-accessibilite-numerique.markdown": "weekday",
    "entrepreneur-dot-e-dinteret-general-decouvrez-les-realisations-de-la-promo-2.markdown": "14:00-18:30",
    "festival-futur-e-s-dinsic.markdown": "09:00-19:00",
    "forum-emploi-numerique-etat-2022.markdown": "De 9h à 18h",
    "forum-emploi-tech-etat-2020.markdown": "27 novembre 2020",
    "garagethon-number-bluehats.markdown": "2024",
    "guichet-<<-adoption-du-cloud-computing->>-webinaire-dinformation.markdown": "01-28",
}


@pytest.fixture
def corpus(serve, shared, content, tmp_path):
    """The daemon over a content folder that holds copies of the seed and the corpus."""
    for folder in ("seed", "corpus"):
        shutil.copytree(shared / folder, content / folder)
    for note in ("README.md", "TRUNCATED.txt", "expected.json"):
        (content / "corpus" / note).unlink()
    config = tmp_path / "almanach.yml"
    config.write_text(f"site_url: {SITE_URL}\n")
    return serve(content, "--config", config)


@pytest.fixture
def expected(shared):
    return json.loads((shared / "corpus" / "expected.json").read_text(encoding="utf-8"))


def slug_of(name):
    return re.sub(r"[^a-z0-9_]+", "-", name.rsplit(".", 1)[0].lower()).strip("-")


def address_of(name):
    return f"/corpus/{slug_of(name)}.ics"


def read_span(event):
    """start and end in the words of expected.json."""
    start, end = event["DTSTART"], event["DTEND"]
    if not isinstance(start.dt, datetime.datetime):
        last = end.dt - datetime.timedelta(days=1)
        return {"all_day": True, "start": start.dt.isoformat(), "end_inclusive": last.isoformat()}
    zones = {start.params.get("TZID"), end.params.get("TZID")}
    if zones != {"Europe/Paris"}:
        return {"zones": zones}
    return {
        "start": start.dt.replace(tzinfo=None).isoformat(timespec="minutes"),
        "end": end.dt.replace(tzinfo=None).isoformat(timespec="minutes"),
    }


def read_categories(event):
    properties = event.get("CATEGORIES", [])
    properties = properties if isinstance(properties, list) else [properties]
    return [str(category) for property_ in properties for category in property_.cats]


def compare_event(event, expectation):
    """Yields a sentence for each thing that the event has otherwise than expected."""
    span_keys = ("all_day", "start", "end", "end_inclusive")
    facts = {
        "title": (str(event["SUMMARY"]), expectation["title"]),
        "span": (read_span(event), {key: expectation[key] for key in span_keys if key in expectation}),
        "location": (str(event["LOCATION"]) if "LOCATION" in event else None, expectation["location"]),
        "categories": (read_categories(event), expectation["categories"]),
    }
    for name, (found, wanted) in facts.items():
        if found != wanted:
            yield f"{name} is {found!r}, not {wanted!r}"
    image = str(event["IMAGE"]) if "IMAGE" in event else None
    wanted_image = SITE_URL + expectation["image"] if expectation["image"] else None
    if image != wanted_image:
        yield f"image is {image!r}, not {wanted_image!r}"
    readable = str(event.get("DESCRIPTION", "")) + "\n" + str(event.get("URL", ""))
    for link in expectation["links"]:
        if link not in readable:
            yield f"link {link} is neither in DESCRIPTION nor in URL"


def compare_problems(problems, expectation):
    warnings = [problem["message"] for problem in problems if problem["severity"] == "warning"]
    errors = [problem for problem in problems if problem["severity"] == "error"]
    for kind in WARNING_KINDS:
        reported = any(kind in message for message in warnings)
        if reported != (kind in expectation["warnings"]):
            yield f'"{kind}" is {"reported" if reported else "not reported"}: {warnings}'
    if "error_line" in expectation:
        if expectation["error_line"] not in [error["line"] for error in errors]:
            yield f"no error at line {expectation['error_line']}: {errors}"
    elif errors:
        yield f"errors that nobody expects: {errors}"


def test_every_file_is_what_a_careful_reader_expects(corpus, expected):
    calendar = corpus.get("/corpus.ics").calendar
    served = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    disagreements = []
    for name, expectation in expected.items():
        answer = corpus.get(address_of(name))
        found = list(compare_problems(corpus.problems(f"corpus/{name}"), expectation))
        if not expectation["event"]:
            if answer.status != 404:
                found.append(f"no event ({expectation['why']}), yet its address answers {answer.status}")
        elif answer.status != 200:
            found.append(f"its address answers {answer.status}")
        else:
            uid = str(answer.calendar.walk("VEVENT")[0]["UID"])
            found += compare_event(served[uid], expectation) if uid in served else ["not in /corpus.ics"]
        disagreements += [f"{name}: {sentence}" for sentence in found]
    assert not disagreements, "\n" + "\n".join(disagreements)
    assert len(served) == sum(expectation["event"] for expectation in expected.values())


def test_files_that_are_no_event_are_reported(corpus, expected):
    silent = [
        name
        for name, expectation in expected.items()
        if expectation.get("why") == "no start date" and not corpus.problems(f"corpus/{name}")
    ]
    assert not silent


def test_slips_that_the_notes_tell_of_are_reported(corpus, expected):
    missed = {
        name: (words, corpus.problems(f"corpus/{name}"))
        for name, words in NOTED_SLIPS.items()
        if not any(words in problem["message"] for problem in corpus.problems(f"corpus/{name}"))
    }
    assert not missed


def test_hours_of_several_days_are_in_the_description(corpus, expected):
    several = [name for name, expectation in expected.items() if "daily_hours" in expectation]
    assert several
    for name in several:
        event = corpus.get(address_of(name)).calendar.walk("VEVENT")[0]
        assert "9h - 18h" in str(event["DESCRIPTION"])


def test_unpublished_files_would_be_read_rightly(serve, shared, content, expected):
    """What expected.json says of them `if_published`, once the line that hides them is turned around."""
    folder = content / "corpus"
    folder.mkdir()
    hidden = {name: expectation for name, expectation in expected.items() if "if_published" in expectation}
    assert hidden
    for name in hidden:
        text = (shared / "corpus" / name).read_text(encoding="utf-8")
        assert "\npublished: false\n" in text
        (folder / name).write_text(text.replace("\npublished: false\n", "\npublished: true\n"), encoding="utf-8")
    daemon = serve(content)
    for name, expectation in hidden.items():
        answer = daemon.get(address_of(name))
        if "error" in expectation["if_published"]:
            assert answer.status == 404
            problems = daemon.problems(f"corpus/{name}")
            error_lines = [problem["line"] for problem in problems if problem["severity"] == "error"]
            assert expectation["if_published"]["error_line"] in error_lines
        else:
            assert read_span(answer.calendar.walk("VEVENT")[0]) == expectation["if_published"]


def test_check_names_what_status_names(corpus, run):
    result = run("check", corpus.content, "--format", "json")
    assert result.returncode == 1

    def facts(problem):
        file = problem["file"].removeprefix(f"{corpus.content}/")
        return problem["severity"], file, problem["line"], problem["message"]

    checked = json.loads(result.stdout)["problems"]
    assert {facts(problem) for problem in checked} == {facts(problem) for problem in corpus.status()["problems"]}


def test_seed(corpus):
    answer = corpus.get("/seed/vers-un-etat-partenaire-des-communs-numeriques.ics")
    assert answer.status == 200
    lines = answer.unfolded
    assert "DTSTART;TZID=Europe/Paris:20230510T140000" in lines
    assert "DTEND;TZID=Europe/Paris:20230510T173000" in lines
    assert "SUMMARY:Vers un Etat-Partenaire des communs numériques" in lines
    assert "LOCATION:Le Lieu de la transformation publique\\, 77 avenue de Ségur\\, 75015 Paris" in lines
    assert "URL:https://www.eventbrite.fr/manage/events/598397582277/details" in lines
    description = next(line for line in lines if line.startswith("DESCRIPTION"))
    assert "https://www.eventbrite.fr/manage/events/598397582277/details" in description
    assert "l'Accélérateur d'initiatives citoyennes" in description
    assert lines.count("BEGIN:STANDARD") == 1
    assert lines.count("BEGIN:DAYLIGHT") == 1
    assert "DTSTART:19961027T030000" in lines
    assert "DTSTART:19960331T020000" in lines
