"""`fields`, `offsets`, `day_first` and `naive_dates` of one folder: DESIGN.md, "Content" and "Dialects"."""

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
    save_over(content / "agenda" / "feed.yml", "offsets: ignored\n")
    daemon.wait_until(lambda: start(daemon) == "2027-07-12 18:00", "the digits are served")
    save_over(content / "agenda" / "feed.yml", "fields: {start: {only: [date]}}\n")
    daemon.wait_until(lambda: start(daemon) == "2027-01-01", "the key that feed.yml names is read")
    (content / "agenda" / "feed.yml").unlink()
    daemon.wait_until(lambda: start(daemon) == "2027-07-13 01:00", "without the file all is as before")


def test_a_feed_says_whether_the_day_comes_first(content, serve):
    (content / "agenda").mkdir(parents=True)
    (content / "agenda" / "bal.md").write_text("---\ntitle: Bal\ndate: 02/03/2027\n---\n")
    daemon = serve(content)
    (problem,) = daemon.problems("agenda/bal.md")
    assert problem["severity"] == "error" and "day_first: true" in problem["hint"]
    for said, day in (("true", "DTSTART;VALUE=DATE:20270302"), ("false", "DTSTART;VALUE=DATE:20270203")):
        save_over(content / "agenda" / "feed.yml", f"day_first: {said}\n")
        daemon.wait_until(lambda day=day: day in daemon.get("/agenda.ics").text, f"day_first: {said}")


def test_a_feed_says_what_a_time_without_an_offset_is_worth(content, serve):
    (content / "agenda").mkdir(parents=True)
    bal = content / "agenda" / "bal.md"
    bal.write_text("---\ntitle: Bal\ndate: 2027-07-12 18:00:00\n---\n")
    daemon = serve(content)
    assert start(daemon) == "2027-07-12 18:00"
    save_over(content / "agenda" / "feed.yml", "naive_dates: utc\n")
    daemon.wait_until(lambda: start(daemon) == "2027-07-12 20:00", "the time is UTC, as the site has it")
    save_over(bal, '---\ntitle: Bal\ndate: "2027-07-12 18:00:00"\n---\n')
    daemon.wait_until(lambda: start(daemon) == "2027-07-12 18:00", "in quotes it is text")


def test_init_pins_how_dates_are_read(content, run):
    (content / "agenda").mkdir(parents=True)
    for name, date in (("a", "24/02/2027"), ("b", "02/03/2027"), ("c", "2027-07-12T18:00:00Z")):
        (content / "agenda" / f"{name}.md").write_text(f"---\ntitle: {name}\ndate: {date}\n---\n")
    assert run("init", content).returncode == 0
    (content / "agenda" / "a.md").unlink()
    read = run("check", "--config", content / "almanach.yml", "-v", content).stdout
    assert "2 mars 2027" in read or "mar. 2 mars 2027" in read
    pinned = (content / "almanach.yml").read_text()
    assert "    day_first: true\n    offsets: counted\n" in pinned


def test_feeds_of_the_configuration_may_say_it(content, serve, tmp_path):
    (content / "agenda").mkdir(parents=True)
    (content / "agenda" / "bal.md").write_text(PAGE)
    config = tmp_path / "almanach.yml"
    config.write_text("fields: {start: [when]}\nfeeds: {agenda: {offsets: ignored}}\n")
    assert start(serve(content, "--config", config)) == "2027-07-12 18:00"


def test_a_wrong_name_of_a_field_is_told_with_its_place(content, serve):
    (content / "agenda").mkdir(parents=True)
    (content / "agenda" / "bal.md").write_text(PAGE)
    daemon = serve(content)
    (content / "agenda" / "feed.yml").write_text("name: Agenda\nfields:\n  strat: [date]\nnaive_dates: perhaps\n")
    problems = daemon.wait_until(lambda: daemon.problems("agenda/feed.yml"), "it is told")
    assert [problem["line"] for problem in problems] == [3, 4]
    assert "start" in problems[0]["hint"] + problems[0]["message"]
