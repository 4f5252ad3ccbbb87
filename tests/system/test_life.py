"""An event's life as subscribers see it, step by step and over restarts: each answer whole, by a clock that the test sets."""

import datetime
import os

import pytest

import golden
import stopped_clock
from content import save_over

START = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.timezone.utc)
# What subscribers see of a file's own time is its first edition's.
SAVED_AT = datetime.datetime(2026, 11, 20, 8, 0, tzinfo=datetime.timezone.utc).timestamp()


def event(title, start, end, extra=""):
    return f"---\ntitle: {title}\nstart: {start}\nend: {end}\nlieu: Salle des fêtes\n{extra}---\n\nVenez nombreux.\n"


class Life:
    """A feed, "agenda", its daemon, and a clock that stands still until told."""

    def __init__(self, folder, serve):
        self.folder = folder / "content" / "agenda"
        self.folder.mkdir(parents=True)
        (self.folder.parent / "pages").mkdir()
        self.state = folder / "state"
        self.clock = folder / "now"
        self.now = START
        self.set_clock()
        self.serve = serve
        self.daemon = None

    def set_clock(self):
        stopped_clock.set_clock(self.clock, self.now)

    def start(self):
        if self.daemon:
            self.daemon.stop()
        self.daemon = self.serve(
            self.folder.parent, "--state", self.state, "--base-url", "https://agenda.example.org",
            environment=stopped_clock.environment(self.clock),
        )

    def save(self, name, text):
        path = save_over(self.folder / name, text)
        os.utime(path, (SAVED_AT, SAVED_AT))

    def advance(self, **time):
        """The clock goes on; a file that is no content makes the daemon look at it."""
        self.now += datetime.timedelta(**time)
        self.set_clock()
        save_over(self.folder.parent / "notes.txt", self.now.isoformat())

    def wait_for_look(self):
        """Until the daemon has seen what lies in the folder now: a file that follows on it has been reported."""
        page = save_over(self.folder.parent / "pages" / "page.md", "---\ntitle: no event\n---\n")
        self.daemon.wait_until(lambda: self.daemon.problems("pages/page.md"), "the daemon has looked")
        page.unlink()
        self.daemon.wait_until(lambda: not self.daemon.problems("pages/page.md"), "and looked again")

    def see(self):
        parts = []
        for path in ("/agenda.ics", "/agenda/bal.ics", "/agenda/grand-bal.ics"):
            answer = self.daemon.get(path)
            parts.append(f"=== {path}: {answer.status}\n{answer.text if path.endswith('.ics') else ''}")
        return "".join(parts).encode()

    def expect(self, step, condition, what):
        """Waits for the change, compares all that is served with the golden file, restarts, compares again."""
        self.daemon.wait_until(condition, what)
        golden.check(f"life/{step}.txt", self.see())
        self.start()
        golden.check(f"life/{step}.txt", self.see())

    def shows(self, text, path="/agenda.ics"):
        return lambda: text in self.daemon.get(path).text


@pytest.fixture(name="life")
def new_life(tmp_path, serve):
    return Life(tmp_path, serve)


def test_the_life_of_an_event(life):
    ball = ("2027-02-10 20:00", "2027-02-10 23:00")
    life.save("marche.md", event("Marché", "2027-03-01 08:00", "2027-03-01 12:00"))
    life.save("ancien.md", event("Ancien", "2020-03-01 08:00", "2020-03-01 12:00"))
    life.save("2027-02-10-bal.md", event("Bal", *ball))
    life.start()
    life.expect("01-created", life.shows("SUMMARY:Bal"), "the event is served")

    life.advance(hours=1)
    life.save("2027-02-10-bal.md", event("Bal masqué", *ball))
    life.expect("02-retitled", life.shows("SUMMARY:Bal masqué"), "the title is another")

    life.advance(hours=1)
    ball = ("2027-02-11 20:00", "2027-02-11 23:30")
    life.save("2027-02-10-bal.md", event("Bal masqué", *ball))
    life.expect("03-moved-in-time", life.shows("20270211T200000"), "the date is another")

    life.advance(hours=1)
    os.rename(life.folder / "2027-02-10-bal.md", life.folder / "grand-bal.md")
    life.expect("04-renamed", lambda: life.daemon.get("/agenda/grand-bal.ics").status == 200, "it has its new address")

    life.advance(hours=1)
    life.save("grand-bal.md", event("Bal masqué", *ball, extra="statut: annulé\n"))
    life.expect("05-cancelled", life.shows("STATUS:CANCELLED"), "it is cancelled")

    life.advance(hours=1)
    life.save("grand-bal.md", event("Bal masqué", *ball))
    life.expect("06-on-again", lambda: not life.shows("STATUS:CANCELLED")(), "it takes place after all")

    life.advance(hours=1)
    kept = (life.folder / "grand-bal.md").read_text(encoding="utf-8")
    (life.folder / "grand-bal.md").unlink()
    life.wait_for_look()
    assert "STATUS:CANCELLED" not in life.daemon.get("/agenda.ics").text
    life.advance(seconds=5)
    life.expect("07-deleted", life.shows("STATUS:CANCELLED"), "it is served as cancelled")

    life.advance(hours=1)
    life.save("grand-bal.md", kept)
    life.expect("08-restored", lambda: not life.shows("STATUS:CANCELLED")(), "it is back")

    life.advance(hours=1)
    (life.folder / "grand-bal.md").unlink()
    life.advance(seconds=5)
    life.daemon.wait_until(lambda: life.advance(seconds=5) or life.shows("STATUS:CANCELLED")(), "it is cancelled again")
    life.now = START + datetime.timedelta(days=40)
    life.advance(hours=0)
    life.expect("09-gone", lambda: life.daemon.get("/agenda/bal.ics").status == 410, "it is gone for good")

    life.now = START + datetime.timedelta(days=41)
    life.advance(hours=0)
    (life.folder / "ancien.md").unlink()
    life.wait_for_look()
    life.now = START + datetime.timedelta(days=41, seconds=5)
    life.advance(hours=0)
    life.expect("10-past-one-deleted", lambda: not life.shows("SUMMARY:Ancien")(), "the past one has left")

    life.now = START + datetime.timedelta(days=42)
    life.advance(hours=0)
    os.rename(life.folder, life.folder.parent.parent / "away")
    (life.folder.parent / "notes.txt").unlink()
    empty = lambda: any("is empty" in problem["message"] for problem in life.daemon.status()["problems"])
    life.daemon.wait_until(empty, "the empty folder is reported")
    life.now = START + datetime.timedelta(days=43)
    life.set_clock()
    life.expect("11-folder-emptied", empty, "it is reported still")

    os.rename(life.folder.parent.parent / "away", life.folder)
    life.expect("12-folder-back", lambda: not life.daemon.status()["problems"], "all is well again")


def test_a_postponed_event_has_the_word_until_it_has_its_new_date(life):
    paths = ("/agenda.ics", "/agenda/bal.ics", "/agenda.jcal", "/agenda.json", "/agenda.atom", "/agenda/bal", "/agenda/")

    signs = ("Reporté", "TENTATIVE", "EventPostponed", '"postponed"', "badge postponed")

    def telling(*words):
        """Where one of the words stands."""
        return [path for path in paths if any(word in life.daemon.get(path).text for word in words)]

    ball = ("2027-02-10 20:00", "2027-02-10 23:00")
    life.save("bal.md", event("Bal", *ball))
    life.start()
    assert telling(*signs) == []

    life.advance(hours=1)
    life.save("bal.md", event("Bal", *ball, extra="statut: reporté\n"))
    life.daemon.wait_until(life.shows("SUMMARY:Reporté : Bal"), "the word is there")
    # A page of the feed has it beside the title.
    assert telling("Reporté : Bal") == list(paths[:-1])
    assert telling('>Reporté</strong> <span class="name">Bal<', ">Reporté</strong> <a ") == list(paths[-2:])
    assert telling("https://schema.org/EventPostponed") == ["/agenda/bal"]
    life.start()
    assert telling("Reporté : Bal") == list(paths[:-1])

    life.advance(hours=1)
    life.save("bal.md", event("Bal", "2027-03-10 20:00", "2027-03-10 23:00", extra="statut: reporté\n"))
    life.daemon.wait_until(life.shows("20270310T200000"), "it has its new date")
    for _ in range(2):
        assert telling(*signs) == []
        lines = life.daemon.get("/agenda.ics").unfolded
        assert [line for line in lines if line.startswith(("SUMMARY", "STATUS", "SEQUENCE"))] == [
            "SEQUENCE:2", "SUMMARY:Bal", "STATUS:CONFIRMED",
        ]
        assert telling("https://schema.org/EventScheduled") == ["/agenda/bal"]
        life.start()
