"""`retired` and `successor` of feed.yml: a closing event, then 308 or 410; by a clock that the test sets."""

import datetime
import json

import pytest

import stopped_clock
from content import event_text, save_over

UTC = datetime.timezone.utc
START = datetime.datetime(2027, 6, 1, 10, 0, tzinfo=UTC)
# Midnight of the feed's zone, Europe/Paris, that the last day begins with.
LAST_DAY = datetime.datetime(2027, 6, 29, 22, 0, tzinfo=UTC)
CLOSED = LAST_DAY + datetime.timedelta(days=90)
SECOND = datetime.timedelta(seconds=1)
ADDRESS = "https://agenda.example.org"
FRENCH = {"Accept": "text/html", "Accept-Language": "fr"}


class Site:
    """Two feeds, "vieux" and "neuf", and a daemon whose clock stands still until told."""

    def __init__(self, folder, serve):
        self.content = folder / "content"
        self.state = folder / "state"
        self.clock = folder / "now"
        self.serve = serve
        self.daemon = None
        for feed in ("vieux", "neuf"):
            (self.content / feed).mkdir(parents=True)
            for name, day in (("bal", "2027-06-12"), ("foire", "2027-08-12")):
                (self.content / feed / f"{name}.md").write_text(
                    event_text(f"{name} {feed}", f"{day} 14:00", f"{day} 16:00", "categories: [Fête]\n"))
        self.set_clock(START)

    def set_clock(self, now):
        """A file that is no content makes the daemon look at its clock."""
        stopped_clock.set_clock(self.clock, now)
        save_over(self.content / "notes.txt", now.isoformat())

    def start(self):
        if self.daemon:
            self.daemon.stop()
        self.daemon = self.serve(self.content, "--state", self.state, "--base-url", ADDRESS,
                                 environment=stopped_clock.environment(self.clock))
        return self.daemon

    def retire(self, text):
        save_over(self.content / "vieux" / "feed.yml", text)

    def wait_status(self, path, status):
        self.daemon.wait_until(lambda: self.daemon.get(path).status == status, f"{path} answers {status}")


@pytest.fixture(name="site")
def site_of_two_feeds(tmp_path, serve):
    return Site(tmp_path, serve)


def closing_event(daemon, path="/vieux.ics"):
    found = [event for event in daemon.get(path).calendar.walk("VEVENT") if "agenda" in str(event["SUMMARY"]) or "calendar" in str(event["SUMMARY"])]
    return found[0] if found else None


def wait_for_closing_event(site):
    site.daemon.wait_until(lambda: closing_event(site.daemon), "the closing event is served")
    return closing_event(site.daemon)


def test_a_feed_that_moves_says_so_and_then_leads_on(site):
    daemon = site.start()
    before = daemon.get("/vieux/bal.ics").headers["ETag"]
    site.retire("retired: 2027-06-30\nsuccessor: neuf\n")
    event = wait_for_closing_event(site)
    assert str(event["SUMMARY"]) == "L’agenda « Vieux » change d’adresse"
    assert event["DTSTART"].dt == datetime.date(2027, 6, 30) and event["DTEND"].dt == datetime.date(2027, 7, 1)
    assert str(event["URL"]) == f"{ADDRESS}/neuf/"
    assert "À partir du 30 juin 2027" in str(event["DESCRIPTION"]) and f"{ADDRESS}/neuf/" in str(event["DESCRIPTION"])
    assert event["TRANSP"] == "TRANSPARENT"
    # The other events are what they were, and so are all feeds together.
    assert daemon.get("/vieux/bal.ics").headers["ETag"] == before
    assert closing_event(daemon, "/all.ics") is None
    assert "change d’adresse" not in daemon.get("/").text
    # Whoever chose a part is told, too.
    assert closing_event(daemon, "/vieux.ics?category=Atelier") is not None
    assert closing_event(daemon, "/vieux.ics?to=2027-06-13") is not None
    for form in ("jcal", "json", "atom"):
        assert "change d’adresse" in daemon.get(f"/vieux.{form}").text
    assert [slug for slug in daemon.sync("vieux")[0] if slug.startswith("retired")] == ["retired"]
    assert "À partir du 30 juin 2027, cet agenda continue ailleurs" in daemon.get("/vieux/").text

    site.set_clock(LAST_DAY - SECOND)
    site.wait_status("/vieux.ics", 200)
    site.set_clock(LAST_DAY)
    site.wait_status("/vieux.ics", 308)
    for path, target in (("/vieux.ics", "/neuf.ics"), ("/vieux.json?q=bal", "/neuf.json?q=bal"), ("/vieux.atom", "/neuf.atom"), ("/vieux.jcal", "/neuf.jcal")):
        answer = daemon.get(path)
        assert (answer.status, answer.headers["Location"]) == (308, target)
    assert daemon.get("/vieux/", {"Accept": "text/calendar"}).headers["Location"] == "/neuf.ics"
    assert daemon.request("HEAD", "/vieux.ics").status == 308
    page = daemon.get("/vieux/", FRENCH).text
    assert "Depuis le 30 juin 2027, cet agenda continue ailleurs" in page and '<a href="/neuf/">Neuf</a>' in page
    assert "webcal:" not in page and "/vieux.ics" not in page
    assert daemon.get("/vieux/bal").status == 200 and daemon.get("/vieux/bal.ics").status == 200
    # Programs that speak CalDAV have the time to see it.
    assert "retired" in daemon.sync("vieux")[0]

    daemon = site.start()
    assert daemon.get("/vieux.ics").headers["Location"] == "/neuf.ics"
    site.set_clock(CLOSED)
    daemon.wait_until(lambda: daemon.request("PROPFIND", "/dav/calendars/vieux/", {"Depth": "0"}).status == 308, "the collection has left")
    moved = daemon.request("PROPFIND", "/dav/calendars/vieux/", {"Depth": "0"})
    assert moved.headers["Location"] == "/dav/calendars/neuf/"
    home = daemon.request("PROPFIND", "/dav/calendars/", {"Depth": "1"}).text
    assert "/dav/calendars/neuf/" in home and "/dav/calendars/vieux/" not in home
    assert daemon.get("/vieux.ics").status == 308


def test_a_feed_that_ends_is_served_for_a_while_and_then_gone(site):
    site.retire("retired: 2027-06-30\n")
    daemon = site.start()
    event = closing_event(daemon)
    assert str(event["SUMMARY"]) == "Fin de l’agenda « Vieux »"
    assert "s’arrête le 30 juin 2027" in str(event["DESCRIPTION"])
    uid = str(event["UID"])
    site.set_clock(CLOSED - SECOND)
    daemon.wait_until(lambda: "Cet agenda s’est arrêté le 30 juin 2027." in daemon.get("/vieux/").text, "the page says it")
    assert daemon.get("/vieux.ics").status == 200 and str(closing_event(daemon)["UID"]) == uid
    site.set_clock(CLOSED)
    for form in ("ics", "jcal", "json", "atom"):
        site.wait_status(f"/vieux.{form}", 410)
    assert daemon.get("/vieux.ics").headers["Cache-Control"] == "no-store"
    assert "This calendar has ended" in daemon.get("/vieux.ics").text
    assert daemon.request("PROPFIND", "/dav/calendars/vieux/", {"Depth": "0"}).status == 404
    assert daemon.get("/vieux/").status == 200 and daemon.get("/vieux/bal").status == 200
    assert daemon.get("/all.ics").status == 200 and "bal vieux" in daemon.get("/all.ics").text
    # By a clock that is set back it is there again.
    site.set_clock(START)
    site.wait_status("/vieux.ics", 200)


def test_a_successor_elsewhere_gets_the_subscribers(site):
    site.retire("retired: 2027-06-30\nsuccessor: https://autre.example.net/agenda é.ics\nlanguage: en\n")
    daemon = site.start()
    event = closing_event(daemon)
    assert str(event["SUMMARY"]) == "The calendar “Vieux” has a new address"
    assert str(event["URL"]) == "https://autre.example.net/agenda%20%C3%A9.ics"
    site.set_clock(LAST_DAY)
    site.wait_status("/vieux.ics", 308)
    assert daemon.get("/vieux.ics?q=bal").headers["Location"] == "https://autre.example.net/agenda%20%C3%A9.ics"
    # What it reads there is not JSON.
    assert daemon.get("/vieux.json").status == 200
    site.set_clock(CLOSED)
    site.wait_status("/vieux.json", 410)
    assert "https://autre.example.net/agenda%20%C3%A9.ics" in daemon.get("/vieux.json").text
    assert daemon.get("/vieux.ics").status == 308


def test_an_end_that_is_taken_back_is_struck_out(site):
    site.retire("retired: 2027-06-30\n")
    daemon = site.start()
    event = closing_event(daemon)
    save_over(site.content / "vieux" / "feed.yml", "retired: 2027-07-31\n")
    daemon.wait_until(lambda: closing_event(daemon)["DTSTART"].dt == datetime.date(2027, 7, 31), "the day is another")
    moved = closing_event(daemon)
    assert moved["UID"] == event["UID"] and int(moved["SEQUENCE"]) == int(event["SEQUENCE"]) + 1
    (site.content / "vieux" / "feed.yml").unlink()
    daemon.wait_until(lambda: "cet agenda s’arrête" not in daemon.get("/vieux/", FRENCH).text.lower(), "the page says nothing of it")
    site.set_clock(START + datetime.timedelta(seconds=30))
    daemon.wait_until(lambda: (closing_event(daemon) or {}).get("STATUS") == "CANCELLED", "it is struck out")
    assert closing_event(daemon)["UID"] == event["UID"]


def test_a_day_that_is_past_takes_effect_at_once(site):
    site.start()
    site.retire("retired: 2027-01-31\nsuccessor: neuf\n")
    site.wait_status("/vieux.ics", 308)


def test_a_day_that_is_past_leaves_the_grace_from_when_it_was_told(site):
    daemon = site.start()
    site.retire("retired: 2026-01-31\n")
    event = wait_for_closing_event(site)
    assert event["CREATED"].dt == START
    told = START + datetime.timedelta(days=90)
    site.set_clock(told - 2 * SECOND)
    daemon = site.start()
    assert daemon.get("/vieux.ics").status == 200
    site.set_clock(told + 2 * SECOND)
    site.wait_status("/vieux.ics", 410)
    daemon = site.start()
    assert daemon.get("/vieux.ics").status == 410
    # Another day is told anew.
    site.retire("retired: 2026-02-28\n")
    site.wait_status("/vieux.ics", 200)


@pytest.mark.parametrize("text, line, column, message, hint", [
    ("retired: 30/06/2027\n", 1, 10, 'retired: "30/06/2027" is no day', "write the last day of the feed: 2027-06-30"),
    ("retired: 2027-06-31\n", 1, 10, 'retired: "2027-06-31" is no day', "write the last day"),
    ("retired: 2027-06-30\nsuccessor: ftp://x.example/a.ics\n", 2, 12, "is neither a feed nor an http address", "write the id of a feed"),
    ("successor: neuf\n", 1, 12, "successor: says nothing without retired", "write retired: 2027-06-30 beside it"),
    ("retired: 2027-06-30\nsuccessor: neuff\n", 2, 12, 'there is no public feed "neuff" on this site', 'did you mean "neuf"?'),
    ("retired: 2027-06-30\nsuccessor: vieux\n", 2, 12, '"vieux" leads back to this feed', "served on"),
    (f"retired: 2027-06-30\nsuccessor: {ADDRESS}/help\n", 2, 12, "there is no public feed", "served on"),
    (f"retired: 2027-06-30\nsuccessor: {ADDRESS}/vieux.ics\n", 2, 12, "leads back to this feed", "served on"),
])
def test_what_is_wrong_is_told_with_its_place(site, text, line, column, message, hint):
    site.retire(text)
    daemon = site.start()
    (problem,) = daemon.problems("vieux/feed.yml")
    assert (problem["line"], problem["column"], problem["severity"]) == (line, column, "error")
    assert message in problem["message"] and hint in problem["hint"]
    # Nothing that may be a slip ends a subscription.
    site.set_clock(CLOSED + datetime.timedelta(days=400))
    daemon.wait_until(lambda: daemon.status(), "it answers")
    assert daemon.get("/vieux.ics").status == 200
    # Nor is anybody told that it ends, or kept from subscribing.
    assert closing_event(daemon) is None
    page = daemon.get("/vieux/", FRENCH).text
    assert "webcal:" in page and not any(word in page for word in ("s’est arrêté", "s’arrête", "continue ailleurs"))


def test_what_was_told_stands_while_the_successor_is_lost(site):
    site.retire("retired: 2027-06-30\nsuccessor: neuf\n")
    daemon = site.start()
    event = closing_event(daemon).to_ical()
    site.retire("retired: 2027-06-30\nsuccessor: neuff\n")
    daemon.wait_until(lambda: daemon.problems("vieux/feed.yml"), "the slip is told")
    assert closing_event(daemon).to_ical() == event
    site.set_clock(START + datetime.timedelta(seconds=30))
    daemon = site.start()
    assert closing_event(daemon).to_ical() == event and daemon.problems("vieux/feed.yml")
    site.retire("retired: 2027-06-30\nsuccessor: neuf\n")
    daemon.wait_until(lambda: not daemon.problems("vieux/feed.yml"), "it is mended")
    assert closing_event(daemon).to_ical() == event


def test_a_former_id_of_the_successor_leads_to_it(site):
    site.retire("retired: 2027-06-30\nsuccessor: neuf\n")
    daemon = site.start()
    (site.content / "neuf").rename(site.content / "renomme")
    save_over(site.content / "renomme" / "feed.yml", "formerly: [neuf]\n")
    daemon.wait_until(lambda: daemon.get("/renomme.ics").status == 200 and str(closing_event(daemon)["URL"]) == f"{ADDRESS}/renomme/",
                      "the closing event leads there")
    site.set_clock(LAST_DAY)
    site.wait_status("/vieux.ics", 308)
    for _ in range(2):
        assert daemon.get("/vieux.ics").headers["Location"] == "/renomme.ics"
        assert not daemon.problems("vieux/feed.yml")
        daemon = site.start()


@pytest.mark.parametrize("slip", ["retired: 30/06/2027\n", "retired: [\n"])
def test_a_slip_does_not_undo_an_end(site, slip):
    site.retire("retired: 2027-06-30\nsuccessor: neuf\n")
    daemon = site.start()
    event = closing_event(daemon)
    site.set_clock(LAST_DAY)
    site.wait_status("/vieux.ics", 308)
    site.retire(slip)
    daemon.wait_until(lambda: daemon.problems("vieux/feed.yml"), "the slip is told")
    for _ in range(2):
        assert daemon.get("/vieux.ics").headers["Location"] == "/neuf.ics"
        daemon = site.start()
    site.retire("name: Vieux\n")
    site.wait_status("/vieux.ics", 200)
    assert event is not None


def test_an_end_of_the_configuration_may_have_its_successor_in_the_folder(site, tmp_path):
    config = tmp_path / "almanach.yml"
    config.write_text("feeds:\n  vieux: {retired: 2027-06-30}\n  neuf: {successor: vieux}\n", encoding="utf-8")
    site.retire("successor: neuf\n")
    daemon = site.serve(site.content, "--config", config, environment=stopped_clock.environment(site.clock))
    assert not daemon.problems("vieux/feed.yml")
    # The other one has none anywhere.
    (problem,) = [one for one in daemon.status()["problems"] if "successor" in one["message"]]
    assert (problem["file"], problem["line"], problem["message"]) == (str(config), 3, "successor: says nothing without retired")
    assert str(closing_event(daemon)["URL"]) .endswith("/neuf/")


def test_two_feeds_that_name_each_other_are_both_served_on(site):
    site.retire("retired: 2027-01-31\nsuccessor: neuf\n")
    save_over(site.content / "neuf" / "feed.yml", "retired: 2027-02-28\nsuccessor: vieux\n")
    daemon = site.start()
    assert daemon.get("/vieux.ics").status == 200 and daemon.get("/neuf.ics").status == 200
    assert daemon.problems("vieux/feed.yml") and daemon.problems("neuf/feed.yml")
    save_over(site.content / "neuf" / "feed.yml", "name: Neuf\n")
    site.wait_status("/vieux.ics", 308)
    assert not daemon.problems("vieux/feed.yml")


def test_the_successor_may_come_later(site):
    site.retire("retired: 2027-01-31\nsuccessor: plus-tard\n")
    daemon = site.start()
    assert daemon.get("/vieux.ics").status == 200
    (site.content / "plus-tard").mkdir()
    (site.content / "plus-tard" / "x.md").write_text(event_text("X"))
    site.wait_status("/vieux.ics", 308)
    assert daemon.get("/vieux.ics").headers["Location"] == "/plus-tard.ics"


def test_the_configuration_may_say_it(site, tmp_path):
    config = tmp_path / "almanach.yml"
    config.write_text("feeds: {vieux: {retired: 2027-06-30, successor: neuf}}\n", encoding="utf-8")
    daemon = site.serve(site.content, "--config", config, environment=stopped_clock.environment(site.clock))
    assert str(closing_event(daemon)["SUMMARY"]) == "L’agenda « Vieux » change d’adresse"


def test_no_event_of_the_folder_can_be_taken_for_it(site):
    site.retire("retired: 2027-06-30\n")
    daemon = site.start()
    uid = str(closing_event(daemon)["UID"])
    (site.content / "vieux" / "copie.md").write_text(event_text("Copie", extra=f"uid: {uid}\n"))
    (site.content / "vieux" / "retired.md").write_text(event_text("Autre"))
    daemon.wait_until(lambda: daemon.problems("vieux/copie.md"), "the copy is told")
    uids = [str(event["UID"]) for event in daemon.get("/vieux.ics").calendar.walk("VEVENT")]
    assert len(uids) == len(set(uids)) and uid in uids
    assert "Autre" in daemon.titles("vieux") and str(closing_event(daemon)["UID"]) == uid


def test_a_feed_whose_folder_is_gone_leads_on(site):
    site.retire("retired: 2027-06-30\nsuccessor: neuf\n")
    site.start()
    site.set_clock(LAST_DAY)
    site.wait_status("/vieux.ics", 308)
    for path in (site.content / "vieux").iterdir():
        path.unlink()
    (site.content / "vieux").rmdir()
    daemon = site.start()
    assert daemon.get("/vieux.ics").headers["Location"] == "/neuf.ics"


def test_translations_tell_it_in_their_language(site):
    (site.content / "vieux" / "bal.en.md").write_text(event_text("Ball", "2027-06-12 14:00", "2027-06-12 16:00"))
    site.retire("retired: 2027-06-30\n")
    daemon = site.start()
    assert str(closing_event(daemon, "/vieux.ics?lang=en")["SUMMARY"]) == "End of the calendar “Vieux”"
    assert str(closing_event(daemon)["SUMMARY"]) == "Fin de l’agenda « Vieux »"


def test_an_export_is_written_on_and_says_what_files_cannot(site, run, tmp_path):
    site.retire("retired: 2027-01-31\nsuccessor: neuf\n")
    output = tmp_path / "site"
    result = run("export", "--content", site.content, "--output", output, "--base-url", ADDRESS,
                 environment=stopped_clock.environment(site.clock))
    assert result.returncode == 0, result.stderr
    assert f"/vieux.ics has ended, and files cannot lead on: have the web server answer 308 there, with {ADDRESS}/neuf.ics\n" in result.stderr
    assert "change d’adresse" in (output / "vieux.ics").read_text(encoding="utf-8")
    assert "cet agenda continue ailleurs" in (output / "vieux/index.html").read_text(encoding="utf-8")
    assert json.loads((output / "vieux.json").read_text(encoding="utf-8"))["events"]


def test_an_export_says_what_is_gone(site, run, tmp_path):
    site.retire("retired: 2027-01-31\n")

    def export():
        result = run("export", "--content", site.content, "--output", tmp_path / "site", "--base-url", ADDRESS,
                     environment=stopped_clock.environment(site.clock))
        assert result.returncode == 0, result.stderr
        return result.stderr

    assert "has ended" not in export()
    site.set_clock(START + datetime.timedelta(days=91))
    assert "/vieux.ics has ended, and files cannot say so: have the web server answer 410 there" in export()


def test_a_successor_that_cannot_be_found_is_told_by_check(site, run):
    site.retire("retired: 2027-06-30\nsuccessor: neuff\n")
    result = run("check", site.content, "--all")
    assert result.returncode == 1
    assert 'successor: there is no public feed "neuff" on this site' in result.stdout and 'did you mean "neuf"?' in result.stdout
    # Nothing is known of the feeds beside a folder.
    assert run("check", site.content / "vieux").returncode == 0
    site.retire("retired: 2027-06-30\nsuccessor: ancien\n")
    save_over(site.content / "neuf" / "feed.yml", "formerly: [ancien]\n")
    result = run("check", site.content, "--all")
    assert result.returncode == 0, result.stdout
