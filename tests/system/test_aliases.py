"""`aliases` of the configuration: addresses that calendars were published at before answer as the feed's own does."""

import signal

import pytest

from content import write_event

ALIASES = """\
aliases:
  /agenda/export.ics: culture
  /cal.php: "culture?category=Concert"
  /cal.php?id=12: culture
  /?post_type=events&ical=1: all
  "/anciens%20%C3%A9v%C3%A9nements": culture
"""


@pytest.fixture(name="daemon")
def aliased_daemon(content, serve, tmp_path):
    write_event(content / "culture" / "bal.md", title="Bal")
    write_event(content / "culture" / "concert.md", title="Concert", extra="categories: [Concert]\n")
    write_event(content / "sport" / "match.md", title="Match")
    config = tmp_path / "almanach.yml"
    config.write_text(ALIASES, encoding="utf-8")
    return serve(content, "--config", config)


def titles(answer):
    return sorted(str(event["SUMMARY"]) for event in answer.calendar.walk("VEVENT"))


def same(daemon, alias, path):
    """The same answer but for where it is."""
    told, own = daemon.get(alias), daemon.get(path)
    assert (told.status, told.body) == (own.status, own.body) == (200, own.body)
    assert told.headers["Content-Location"] == path
    for header in ("ETag", "Last-Modified", "Cache-Control", "Content-Type", "Content-Disposition", "Link", "Vary"):
        assert told.headers[header] == own.headers[header], header
    return told


def test_an_old_address_answers_as_the_feeds_own(daemon):
    answer = same(daemon, "/agenda/export.ics", "/culture.ics")
    assert titles(answer) == ["Bal", "Concert"]
    assert titles(same(daemon, "/agenda/export.ics?from=2099-01-01&nonce=7", "/culture.ics")) == ["Bal", "Concert"]
    same(daemon, "/anciens%20%C3%A9v%C3%A9nements", "/culture.ics")


def test_choices_and_queries_are_told_apart(daemon):
    assert titles(same(daemon, "/cal.php", "/culture.ics?category=Concert")) == ["Concert"]
    assert titles(same(daemon, "/cal.php?id=13", "/culture.ics?category=Concert")) == ["Concert"]
    assert titles(same(daemon, "/cal.php?x=1&id=12", "/culture.ics")) == ["Bal", "Concert"]
    assert titles(same(daemon, "/?ical=1&post_type=events", "/all.ics")) == ["Bal", "Concert", "Match"]
    assert daemon.get("/").headers["Content-Type"].startswith("text/html")
    assert daemon.get("/?post_type=events").headers["Content-Type"].startswith("text/html")


def test_conditions_codings_and_methods_are_the_same(daemon):
    tag = daemon.get("/culture.ics").headers["ETag"]
    fresh = daemon.get("/agenda/export.ics", {"If-None-Match": tag})
    assert (fresh.status, fresh.body, fresh.headers["ETag"]) == (304, b"", tag)
    head = daemon.request("HEAD", "/agenda/export.ics")
    assert (head.status, head.body, head.headers["ETag"]) == (200, b"", tag)
    packed, own = (daemon.get(path, {"Accept-Encoding": "gzip"}) for path in ("/agenda/export.ics", "/culture.ics"))
    assert packed.headers["Content-Encoding"] == "gzip" and packed.body == own.body and packed.headers["ETag"] == own.headers["ETag"]
    assert daemon.request("PUT", "/agenda/export.ics").status == 405
    # The second time it lies ready.
    assert daemon.get("/agenda/export.ics", {"If-None-Match": tag}).status == 304


def test_a_change_of_the_feed_shows_at_its_alias(daemon, content):
    write_event(content / "culture" / "bal.md", title="Grand bal")
    daemon.wait_until(lambda: "Grand bal" in titles(daemon.get("/agenda/export.ics")), "the change is served")
    same(daemon, "/agenda/export.ics", "/culture.ics")


@pytest.mark.parametrize("line, column, message, cure", [
    ("  /dav/calendars/x.ics: culture", 3, "is an address of the program's own", "write one that it does not have"),
    ("  /all.ics: culture", 3, "is an address of the program's own", "write one"),
    ("  /: culture", 3, "is an address of the program's own", "write one"),
    ("  /help.en.html: culture", 3, "is an address of the program's own", "write one"),
    ("  https://www.example.org/agenda.ics: culture", 3, "is a whole address", "write the path alone"),
    ("  agenda.ics: culture", 3, "does not begin with /", "write the path alone"),
    ("  /a/../b.ics: culture", 3, "has a part that no address has", "write the path alone"),
    ("  /a b.ics: culture", 3, "holds what no path does", "write the path alone"),
    ("  /a.ics: /culture.ics", 11, "leads to no feed", "write the id of a feed"),
    ("  /a.ics: [culture]", 11, "takes one value", ""),
])
def test_what_is_no_alias_is_refused_with_its_place(run, tmp_path, line, column, message, cure):
    config = tmp_path / "almanach.yml"
    config.write_text(f"aliases:\n{line}\n", encoding="utf-8")
    result = run("check", "--config", config)
    assert result.returncode == 2
    assert f"almanach.yml:2:{column}: error: aliases" in result.stderr
    assert message in result.stderr and cure in result.stderr


def test_an_alias_that_leads_nowhere_is_told_and_the_others_work(content, serve, run, tmp_path):
    write_event(content / "culture" / "bal.md", title="Bal")
    config = tmp_path / "almanach.yml"
    config.write_text(
        "aliases:\n  /one.ics: cultur\n  /two.ics: culture\n  /culture/bal.ics: culture\n  /culture.ics: culture\n  /three.ics: culture?categorie=x\n",
        encoding="utf-8")
    daemon = serve(content, "--config", config)
    assert daemon.get("/one.ics").status == 404 and daemon.get("/three.ics").status == 404
    same(daemon, "/two.ics", "/culture.ics")
    assert "Content-Location" not in daemon.get("/culture.ics").headers
    told = {(one["line"], one["column"]): one for one in daemon.problems(str(config))}
    assert sorted(told) == [(2, 3), (4, 3), (5, 3), (6, 3)]
    assert told[2, 3]["hint"] == 'did you mean "culture"?'
    assert 'is the address of a feed or an event' in told[4, 3]["message"]
    assert '"categorie=x" is no choice' in told[6, 3]["message"]
    assert 'error: ' in daemon.log() and "/one.ics" in daemon.log()
    write_event(content / "cultur" / "x.md", title="X")
    daemon.wait_until(lambda: daemon.get("/one.ics").status == 200, "the feed has come")
    assert (2, 3) not in {(one["line"], one["column"]) for one in daemon.problems(str(config))}
    config.write_text("aliases: {/four.ics: culture}\n", encoding="utf-8")
    # The control socket is not there without a state: the signal is.
    daemon.process.send_signal(signal.SIGHUP)
    daemon.wait_until(lambda: daemon.get("/four.ics").status == 200, "the configuration is read again")
    assert daemon.get("/two.ics").status == 404


def test_an_export_writes_the_aliases_that_files_can_have(content, run, tmp_path):
    write_event(content / "culture" / "bal.md", title="Bal")
    config = tmp_path / "almanach.yml"
    config.write_text("aliases:\n  /agenda/export.ics: culture\n  /cal.php?id=1: culture\n  /old: culture\n", encoding="utf-8")
    output = tmp_path / "site"
    result = run("export", "--content", content, "--output", output, "--config", config, "--base-url", "https://a.example.org")
    assert result.returncode == 0, result.stderr
    assert (output / "agenda/export.ics").read_bytes() == (output / "culture.ics").read_bytes()
    assert "the alias /cal.php?id=1 is left out" in result.stderr and "the alias /old is left out" in result.stderr
    config.write_text("", encoding="utf-8")
    assert run("export", "--content", content, "--output", output, "--config", config, "--base-url", "https://a.example.org").returncode == 0
    assert not (output / "agenda").exists()


def test_an_export_leaves_out_an_alias_below_a_file(content, run, tmp_path):
    write_event(content / "culture" / "bal.md", title="Bal")
    config = tmp_path / "almanach.yml"
    config.write_text("aliases:\n  /culture.ics/x.ics: culture\n  /a.ics: culture\n  /a.ics/b.ics: culture\n", encoding="utf-8")
    output = tmp_path / "site"
    result = run("export", "--content", content, "--output", output, "--config", config, "--base-url", "https://a.example.org")
    for alias in ("/culture.ics/x.ics", "/a.ics/b.ics"):
        assert f"the alias {alias} is left out: a part of its path is a file already" in result.stderr
    assert result.returncode == 0, result.stderr
    assert (output / "a.ics").read_bytes() == (output / "culture.ics").read_bytes()
