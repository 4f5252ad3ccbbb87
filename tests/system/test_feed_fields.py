"""`fields` and `naive_dates` of one folder: DESIGN.md, "Content" and "Dialects"."""

from content import save_over

PAGE = "---\ntitle: Bal\ndate: 2027-01-01\nquand: 2027-07-12T18:00:00-05:00\n---\n"


def start(daemon):
    (event,) = daemon.get("/agenda.ics").calendar.walk("VEVENT")
    return str(event["DTSTART"].dt)[:16]


def test_a_feed_has_names_of_its_own_and_says_what_offsets_are_worth(content, serve):
    (content / "agenda").mkdir(parents=True)
    (content / "agenda" / "bal.md").write_text(PAGE)
    daemon = serve(content)
    daemon.wait_until(lambda: start(daemon) == "2027-07-13 01:00", "the instant is served")
    save_over(content / "agenda" / "feed.yml", "naive_dates: true\n")
    daemon.wait_until(lambda: start(daemon) == "2027-07-12 18:00", "the digits are served")
    save_over(content / "agenda" / "feed.yml", "fields: {start: {only: [date]}}\n")
    daemon.wait_until(lambda: start(daemon) == "2027-01-01", "the key that feed.yml names is read")
    (content / "agenda" / "feed.yml").unlink()
    daemon.wait_until(lambda: start(daemon) == "2027-07-13 01:00", "without the file all is as before")


def test_feeds_of_the_configuration_may_say_it(content, serve, tmp_path):
    (content / "agenda").mkdir(parents=True)
    (content / "agenda" / "bal.md").write_text(PAGE)
    config = tmp_path / "almanach.yml"
    config.write_text("fields: {start: [when]}\nfeeds: {agenda: {naive_dates: true}}\n")
    assert start(serve(content, "--config", config)) == "2027-07-12 18:00"


def test_a_wrong_name_of_a_field_is_told_with_its_place(content, serve):
    (content / "agenda").mkdir(parents=True)
    (content / "agenda" / "bal.md").write_text(PAGE)
    (content / "agenda" / "feed.yml").write_text("name: Agenda\nfields:\n  strat: [date]\nnaive_dates: perhaps\n")
    problems = serve(content).problems("agenda/feed.yml")
    assert [problem["line"] for problem in problems] == [3, 4]
    assert "start" in problems[0]["hint"] + problems[0]["message"]
