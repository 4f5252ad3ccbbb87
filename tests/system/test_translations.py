"""An event in several languages: the feed has its own, `?lang=` the other, pages the reader's."""

import json

import pytest

from content import save_over, write_event

CONFIG = "timezone: Europe/Paris\nlanguage: fr\n"


@pytest.fixture
def daemon(serve, content, tmp_path):
    for name, french, english in (("bal", "Bal", "Dance"), ("foire", "Foire", "Fair")):
        write_event(content / "fetes" / f"{name}.fr.md", title=f"{french} de printemps")
        write_event(content / "fetes" / f"{name}.en.md", title=f"Spring {english}")
    write_event(content / "fetes" / "loto.md", title="Loto")
    config = tmp_path / "almanach.yml"
    config.write_text(CONFIG)
    return serve(content, "--config", config)


def summaries(answer):
    return sorted(line for line in answer.unfolded if line.startswith("SUMMARY"))


def test_a_feed_has_its_own_language_and_the_other_when_asked(daemon):
    own = daemon.get("/fetes.ics")
    assert [line.split(":")[1] for line in summaries(own)] == ["Bal de printemps", "Foire de printemps", "Loto"]
    other = daemon.get("/fetes.ics?lang=en")
    assert [line.split(":")[1] for line in summaries(other)] == ["Loto", "Spring Dance", "Spring Fair"]
    assert own.headers["ETag"] != other.headers["ETag"]
    assert daemon.get("/fetes.ics?lang=de").body == own.body
    assert daemon.get("/fetes.ics?lang=fr").body == own.body


def test_one_event_is_the_same_event_in_each_language(daemon):
    own = daemon.get("/fetes/bal.ics")
    other = daemon.get("/fetes/bal.ics?lang=en")
    assert summaries(own)[0].endswith("Bal de printemps")
    assert summaries(other)[0].endswith("Spring Dance")
    for name in ("UID", "DTSTART", "SEQUENCE"):
        assert [line for line in own.unfolded if line.startswith(name)] == [
            line for line in other.unfolded if line.startswith(name)
        ]


def test_all_feeds_together_have_the_language_that_is_asked_for(daemon):
    own = daemon.get("/all.ics")
    other = daemon.get("/all.ics?lang=en")
    assert [line.split(":")[1] for line in summaries(own)] == ["Bal de printemps", "Foire de printemps", "Loto"]
    assert [line.split(":")[1] for line in summaries(other)] == ["Loto", "Spring Dance", "Spring Fair"]
    assert own.headers["ETag"] != other.headers["ETag"]
    assert daemon.get("/all.ics?lang=de").body == own.body
    assert [line.split(":")[1] for line in summaries(daemon.get("/all.ics?lang=en&q=dance"))] == ["Spring Dance"]
    assert {event["title"] for event in json.loads(daemon.get("/all.json?lang=en").text)["events"]} == {
        "Loto",
        "Spring Dance",
        "Spring Fair",
    }
    assert "Spring Fair" in daemon.get("/all.atom?lang=en").text
    odd = daemon.get("/all.atom?lang=en-%22%3E%3Cb%3E")
    assert "<b>" not in odd.text and odd.text == daemon.get("/all.atom?lang=en-x").text


def test_pages_show_the_readers_language(daemon):
    for path in ("/fetes/bal", "/fetes/", "/"):
        french = daemon.get(path, {"Accept-Language": "fr-FR,en;q=0.5"})
        english = daemon.get(path, {"Accept-Language": "en-GB,fr;q=0.5"})
        assert "Bal de printemps" in french.text
        assert "Spring Dance" in english.text
        assert "Bal de printemps" not in english.text
        for answer in (french, english):
            assert "Accept-Language" in answer.headers["Vary"]
        assert french.headers["ETag"] != english.headers["ETag"]
        assert "Spring Dance" in daemon.get(f"{path}?lang=en", {"Accept-Language": "fr"}).text
        assert "Bal de printemps" in daemon.get(path).text


def test_a_translation_that_changes_is_served_anew(daemon, content):
    before = daemon.get("/fetes.ics")
    path = content / "fetes" / "bal.en.md"
    save_over(path, path.read_text().replace("Spring Dance", "Spring Ball"))
    daemon.wait_until(lambda: "Spring Ball" in daemon.get("/fetes.ics?lang=en").text, "the new words are served")
    assert daemon.get("/fetes.ics").body == before.body
    path.unlink()
    daemon.wait_until(
        lambda: "Spring Ball" not in daemon.get("/fetes.ics?lang=en").text, "the event is in its own language again"
    )
    assert len(json.loads(daemon.get("/status.json").text)["feeds"]) == 1


def test_files_of_one_event_that_disagree_are_told_and_the_feeds_own_is_served(run, serve, tmp_path):
    pages = tmp_path / "pages" / "agenda"
    config = tmp_path / "almanach.yml"
    config.write_text(CONFIG)
    write_event(pages / "s.fr.md", title="Sortie", start="2027-04-05 12:30", end="2027-04-05 13:30")
    english = {"title": "Walk", "start": "2027-04-06 14:30", "end": "2027-04-06 16:30", "extra": "cancelled: true\n"}
    write_event(pages / "s.en.md", **english)
    told = 'this translation of "agenda/s.fr.md" differs from it in the time'
    check = run("check", tmp_path / "pages", "--config", config)
    assert told in check.stdout + check.stderr
    daemon = serve(tmp_path / "pages", "--config", config)
    problem = next(one for one in daemon.problems("agenda/s.en.md") if told in one["message"])
    assert problem["severity"] == "warning"
    assert '"cancelled" here, "confirmed" there' in problem["message"]
    assert "SUMMARY:Walk" in daemon.get("/agenda.ics?lang=en").unfolded
    assert "20270405T123000" in daemon.get("/agenda.ics?lang=en").text
    assert "CANCELLED" not in daemon.get("/agenda.ics?lang=en").text
    write_event(pages / "s.fr.md", **{**english, "title": "Sortie"})
    daemon.wait_until(lambda: not daemon.problems("agenda/s.en.md"), "the two agree")


@pytest.fixture
def party(serve, content, tmp_path):
    """A feed of one event in two languages, beside another one, with a journal."""
    write_event(content / "agenda" / "fete.fr.md", title="Fête")
    write_event(content / "agenda" / "fete.en.md", title="Party")
    write_event(content / "agenda" / "loto.md", title="Loto")
    config = tmp_path / "almanach.yml"
    config.write_text(CONFIG)
    return lambda: serve(content, "--config", config, "--state", tmp_path / "state")


def lines(daemon, name, path="/agenda/fete.ics"):
    return [line for line in daemon.get(path).unfolded if line.startswith(name)]


@pytest.mark.parametrize("names", [("fete.fr.md", "fete.md"), ("fete.md", "fete.fr.md")])
def test_a_translation_is_served_whatever_the_other_file_is_called(party, content, names):
    folder = content / "agenda"
    (folder / "fete.fr.md").rename(folder / names[0])
    daemon = party()
    (folder / names[0]).rename(folder / names[1])
    (folder / "loto.md").write_text((folder / "loto.md").read_text().replace("Loto", "Bingo"))
    daemon.wait_until(lambda: "Bingo" in daemon.get("/agenda.ics").text, "the change is seen")
    assert lines(daemon, "SUMMARY") == ["SUMMARY:Fête"]
    daemon.wait_until(lambda: "SUMMARY:Party" in daemon.get("/agenda.ics?lang=en").unfolded, "the words stay")
    assert "Party" in daemon.get("/agenda/fete", {"Accept-Language": "en"}).text


@pytest.mark.parametrize("restarts", [False, True])
@pytest.mark.parametrize("back", ["fete.md", "fete.fr.md"])
def test_an_event_that_loses_a_language_stays_the_same_event(party, content, back, restarts):
    daemon = party()
    uid = lines(daemon, "UID")
    french = content / "agenda" / "fete.fr.md"
    text = french.read_text()
    if restarts:
        daemon.stop()
    french.unlink()
    if restarts:
        daemon = party()
    for title, change in (("Party", None), ("Fête", back)):
        if change:
            (content / "agenda" / change).write_text(text)
        daemon.wait_until(lambda title=title: lines(daemon, "SUMMARY") == [f"SUMMARY:{title}"], f"{title} is served")
        if restarts:
            daemon.stop()
            daemon = party()
            assert lines(daemon, "SUMMARY") == [f"SUMMARY:{title}"]
        assert lines(daemon, "UID") == uid
        assert len(lines(daemon, "BEGIN:VEVENT", "/agenda.ics")) == 2
        assert "CANCELLED" not in daemon.get("/agenda.ics").text
        assert not [one for one in daemon.status()["problems"] if "slug" in one["message"]]


def test_json_and_atom_have_the_language_that_is_asked_for(daemon):
    for path in ("/fetes.json", "/fetes/bal.json", "/fetes.atom"):
        own = daemon.get(path, {"Accept-Language": "en"})
        other = daemon.get(f"{path}?lang=en")
        assert "Bal de printemps" in own.text and "Spring Dance" not in own.text
        assert "Spring Dance" in other.text and "Bal de printemps" not in other.text
        assert own.headers["ETag"] != other.headers["ETag"]
        assert daemon.get(f"{path}?lang=de").body == own.body
    assert "fetes.atom?lang=en" in daemon.get("/fetes.atom?lang=en").text
