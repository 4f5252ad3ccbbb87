"""Private feeds (access: link): nowhere without a link, and private whatever happens to what says so."""

import json
import os
import re
import stat

import pytest

from content import save_over, write_event
from daemon import wait_until
from private_site import ADDRESS, NEEDLES, PRIVATE_FEED, add_link, found_in, make_site

METHODS = ("GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT", "PUT", "POST", "DELETE")
QUERIES = ("", "?lang=de", "?past=all", "?q=clos", "?category=Danse", "?subscribe=1")
PROPFIND = b'<propfind xmlns="DAV:"><allprop/></propfind>'
REPORT = (
    b'<C:calendar-query xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><prop><getetag/><C:calendar-data/></prop>'
    b'<C:filter><C:comp-filter name="VCALENDAR"/></C:filter></C:calendar-query>'
)
LOG_EVERYTHING = "log: {level: debug, access: true}\nstatus: public\n"


def rows(root):
    """The patterns of the table of addresses: a new one is walked without anyone thinking of it."""
    table = (root / "src/model/address_table.hpp").read_text(encoding="utf-8")
    table = table[table.index("kAddresses = []") :]
    patterns = re.findall(r'^\s+\{"([^"]+)",', table, re.MULTILINE)
    assert len(patterns) > 30 and "/{feed}.ics" in patterns and "/s/*" in patterns
    return patterns


def paths_of(pattern, feed, slug):
    """Paths of a row: with the names of a feed and an event, and pages in their other forms."""
    plain = pattern.replace("{feed}", feed).replace("{slug}", slug)
    if plain == "*":
        return ["*"]
    if plain.endswith("*"):
        stem = plain[:-1]
        below = ("", "principals/", "principals/anonymous/", "calendars/", f"calendars/{feed}/", f"calendars/{feed}/{slug}.ics",
                 f"{feed}.ics", f"{feed}/{slug}")
        return [stem + end for end in below]
    pages = []
    if "." not in plain:
        stem = plain + "index" if plain.endswith("/") else plain
        pages = [f"{stem}.{end}html" for end in ("", "fr.", "en.", "past.", "2027-02.en.", "2.")]
    return [plain, *pages]


def ask(daemon, method, path):
    body, headers = {"PROPFIND": (PROPFIND, {"Depth": "1"}), "REPORT": (REPORT, {"Depth": "1"})}.get(method, (b"", {}))
    return daemon.request(method, path, {**headers, "Host": "agenda.example.org"}, body or None)


def whole(answer):
    heads = "\n".join(f"{name}: {value}" for name, value in answer.headers.items() if name != "Date")
    return f"{answer.status}\n{heads}\n\n" + answer.body.decode("utf-8", "replace")


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


@pytest.fixture
def site(content):
    return make_site(content)


@pytest.fixture
def config(tmp_path):
    file = tmp_path / "almanach.yml"
    file.write_text(LOG_EVERYTHING, encoding="utf-8")
    return file


def test_no_address_tells_of_a_private_feed(site, serve, run, state, config, root):
    daemon = serve(site, "--state", state, *ADDRESS, "--config", config)
    secret = add_link(run, state, PRIVATE_FEED, "--name", "voisins")
    below = add_link(run, state, f"{PRIVATE_FEED}--bureau")
    assert daemon.get(f"/s/{secret}/{PRIVATE_FEED}.ics").status == 200
    needles = (*NEEDLES, secret, below)
    for pattern in rows(root):
        for method in METHODS:
            # Where nobody names it, nothing does.
            for path in paths_of(pattern, "agenda", "bal"):
                for query in QUERIES if method == "GET" else ("",):
                    answer = whole(ask(daemon, method, path + query))
                    assert not found_in(answer, needles), f"{method} {path}{query}\n{answer}"
            # Who names it is told the same as of one that never was.
            for feed in (PRIVATE_FEED, f"{PRIVATE_FEED}--bureau"):
                theirs = paths_of(pattern, feed, "seance-a-huis-clos")
                others = paths_of(pattern, "nowhere", "nothing")
                for path, other in zip(theirs, others):
                    answer = whole(ask(daemon, method, path)).replace("seance-a-huis-clos", "nothing").replace(feed, "nowhere")
                    length = re.compile(r"Content-Length: \d+")
                    assert length.sub("", answer) == length.sub("", whole(ask(daemon, method, other))), f"{method} {path}"
    assert found_in(daemon.get(f"/s/{secret}/{PRIVATE_FEED}.ics").body) != []
    daemon.wait_until(lambda: "/s/voisins/{feed}.ics" in daemon.log(), "the link is logged by its name")
    lines = [line for line in daemon.log().splitlines() if f'/{PRIVATE_FEED}' not in line and "nothing" not in line]
    assert len(lines) > 500
    assert not [line for line in lines if found_in(line, needles)]
    assert not found_in(daemon.log(), (secret, below, "Conseil du jardin", "Séance", "Rosier", "Gartenrat"))
    assert "private feeds: something is wrong there" in daemon.log()


def test_the_log_tells_of_no_private_file(site, serve, run, state, config):
    """What a daemon says of its own accord, while private files come to be wrong and are mended."""
    daemon = serve(site, "--state", state, *ADDRESS, "--config", config)
    secret = add_link(run, state, PRIVATE_FEED)
    for path in ("", "/", f"/{PRIVATE_FEED}.ics", f"/{PRIVATE_FEED}/seance-a-huis-clos", "/nothing/there", "/dav/", "/all.ics?q=clos"):
        daemon.get(f"/s/{secret}{path}")
        daemon.get(f"/s/{secret[:-1]}{path}")
        daemon.get(f"/%73/{secret}{path}", {"Referer": f"https://agenda.example.org/s/{secret}/"})
        daemon.get(f"//s/{secret}{path}")
    assert daemon.get("/agenda/?x=%2Fs%2F" + secret).status == 200
    write_event(site / PRIVATE_FEED / "bureau" / "bureau-restreint.md", title="Bureau faux", start="nonsense")
    (site / PRIVATE_FEED / "feed.yml").write_text("name: [\n", encoding="utf-8")
    wait_until(lambda: "jardin-clos/feed.yml" in run("status", "--state", state).stdout, "the fault is told to who asks")
    (site / PRIVATE_FEED / "feed.yml").write_text("name: Conseil du jardin\naccess: link\n", encoding="utf-8")
    wait_until(lambda: "jardin-clos/feed.yml" not in run("status", "--state", state).stdout, "it is mended")
    daemon.stop()
    assert not found_in(daemon.log(), (*NEEDLES, secret, secret[:-1])), daemon.log()


def test_no_export_holds_a_private_feed(site, run, state, tmp_path):
    output = tmp_path / "public"
    result = run("export", "--content", site, "--output", output, "--state", state, *ADDRESS)
    assert result.returncode == 0, result.stderr
    assert not found_in(result.stdout + result.stderr)
    assert "private feeds: " in result.stderr
    files = [path for path in output.rglob("*") if path.is_file()]
    assert len(files) > 10
    for path in files:
        assert not found_in(str(path.relative_to(output))), path
        assert not found_in(path.read_bytes()), path
    # What was exported before it turned private leaves.
    (site / "agenda" / "feed.yml").write_text("access: link\n", encoding="utf-8")
    assert run("export", "--content", site, "--output", output, "--state", state, *ADDRESS).returncode == 0
    assert not [path for path in output.rglob("*") if "agenda" in path.name or "bal" in path.name]


def test_an_export_puts_no_journal_of_private_feeds_among_its_files(site, run, tmp_path):
    for state in ((), ("--state", tmp_path / "public" / "state")):
        result = run("export", "--content", site, "--output", tmp_path / "public", *state, *ADDRESS)
        assert result.returncode == 2
        assert "--state" in result.stderr and not found_in(result.stderr)
        assert not (tmp_path / "public").exists()


def test_a_status_shows_private_feeds_to_administrators_alone(site, serve, run, state):
    daemon = serve(site, "--state", state, *ADDRESS)
    assert not found_in(daemon.get("/status").body) and not found_in(daemon.get("/status.json").body)
    text = run("status", "--state", state).stdout
    assert "/jardin-clos/ Conseil du jardin (private): 1 events" in text
    assert "jardin-clos/brouillon-faux.md" in text
    feeds = json.loads(run("status", "--state", state, "--json").stdout)["feeds"]
    assert {feed["id"]: feed.get("access") for feed in feeds} == {"agenda": None, "jardin-clos": "link", "jardin-clos--bureau": "link"}
    assert run("status", "--check", "--state", state).returncode == 1  # a private file with a fault is one, too


def test_an_event_of_both_is_two_events(site, serve, run, state):
    daemon = serve(site, "--state", state, *ADDRESS)
    secret = add_link(run, state, PRIVATE_FEED)
    for path, title in (("/all.ics", "Bal"), (f"/s/{secret}/all.ics", "Séance à Huis clos")):
        events = daemon.get(path).calendar.walk("VEVENT")
        assert [str(event["SUMMARY"]) for event in events if event["UID"] == "commun@example.org"] == [title]


# --- Turning private, and back ----------------------------------------------------------------------------


def public_answers(daemon, feed="agenda", slug="bal"):
    paths = (f"/{feed}.ics", f"/{feed}/", f"/{feed}/{slug}", f"/{feed}/{slug}.ics", f"/{feed}.json", f"/dav/calendars/{feed}/",
             f"/{feed}", f"/{feed}/{slug}.atom")
    return {daemon.get(path).status for path in paths}


def test_a_feed_that_turns_private_leaves_every_public_address(site, serve, run, state):
    daemon = serve(site, "--state", state, *ADDRESS)
    write_event(site / "agenda" / "ancien.md", title="Ancien")
    daemon.wait_until(lambda: "Ancien" in daemon.titles("all"), "it is served")
    (site / "agenda" / "ancien.md").rename(site / "agenda" / "nouveau.md")
    daemon.wait_until(lambda: daemon.get("/agenda/nouveau.ics").status == 200, "it has another address")
    assert daemon.get("/agenda/ancien").status == 308
    prefer = {"Prefer": "subscribe-enhanced-get"}
    token = daemon.get("/all.ics", prefer).headers["Sync-Token"]
    modified = daemon.get("/all.ics").headers["Last-Modified"]
    (site / "agenda" / "feed.yml").write_text("access: link\n", encoding="utf-8")
    daemon.wait_until(lambda: daemon.titles("agenda") is None, "it has left")
    assert public_answers(daemon) == {404}
    assert daemon.get("/agenda/ancien").status == 404 and daemon.get("/agenda/ancien.ics").status == 404
    assert daemon.titles("all") == []
    assert "/agenda/" not in daemon.get("/sitemap.xml").text
    assert daemon.get("/all.ics", {"If-Modified-Since": modified}).status == 200
    # Who has a copy of all feeds is to begin anew, and is told of nothing that came after.
    write_event(site / "agenda" / "bal-prive.md", title="Bal privé", extra="uid: prive@example.org\n")
    wait_until(lambda: " 3 events" in run("status", "--state", state).stdout, "it is read")
    for _ in range(2):
        answer = daemon.get("/all.ics", {**prefer, "Sync-Token": token})
        assert answer.status == 409 and b"prive" not in answer.body
        assert b"prive" not in daemon.get("/all.ics", prefer).body
        daemon.stop()
        daemon = serve(site, "--state", state, *ADDRESS)
        assert public_answers(daemon) == {404}
    secret = add_link(run, state, "agenda")
    served = daemon.get(f"/s/{secret}/agenda.ics").calendar.walk("VEVENT")
    save_over(site / "agenda" / "feed.yml", "access: public\n")
    daemon.wait_until(lambda: daemon.titles("agenda") == ["Ancien", "Bal", "Bal privé"], "it is public again")
    assert public_answers(daemon) == {200, 308, 303, 404} - ({404} if daemon.get("/agenda/bal.atom").status != 404 else set())
    again = daemon.get("/agenda.ics").calendar.walk("VEVENT")
    assert [event["UID"] for event in again] == [event["UID"] for event in served]
    # Who has subscribed by the link goes on.
    assert daemon.get(f"/s/{secret}/agenda.ics").status == 200


@pytest.mark.parametrize("word", ["", "name: Autre\n", None])
def test_only_a_word_makes_a_private_feed_public(site, serve, run, state, word):
    """A feed.yml that is empty, gone or half uploaded publishes nothing, over restarts."""
    daemon = serve(site, "--state", state, *ADDRESS)
    file = site / PRIVATE_FEED / "feed.yml"
    if word is None:
        file.unlink()
    else:
        file.write_text(word, encoding="utf-8")
    told = "nothing says any more who may see it"
    wait_until(lambda: told in run("status", "--state", state).stdout, "it is told")
    for _ in range(2):
        assert daemon.titles(PRIVATE_FEED) is None and daemon.titles(f"{PRIVATE_FEED}--bureau") is None
        secret = add_link(run, state, PRIVATE_FEED)
        assert daemon.get(f"/s/{secret}/{PRIVATE_FEED}.ics").status == 200
        daemon.stop()
        daemon = serve(site, "--state", state, *ADDRESS)
    file.write_text("access: public\n", encoding="utf-8")
    daemon.wait_until(lambda: daemon.titles(PRIVATE_FEED) == ["Séance à Huis clos"], "a word publishes it")
    assert daemon.titles(f"{PRIVATE_FEED}--bureau") == ["Bureau restreint"]
    assert told not in run("status", "--state", state).stdout


@pytest.mark.parametrize("spoil", ["gone", "cut", "folder"])
def test_a_word_above_does_not_open_what_a_folder_closed_itself(site, serve, run, state, tmp_path, spoil):
    (site / "feed.yml").write_text("access: public\n", encoding="utf-8")
    daemon = serve(site, "--state", state, *ADDRESS)
    secret = add_link(run, state, PRIVATE_FEED)
    if spoil == "gone":
        (site / PRIVATE_FEED / "feed.yml").unlink()
    elif spoil == "cut":
        (site / PRIVATE_FEED / "feed.yml").write_text("name: Con", encoding="utf-8")
    else:
        (site / PRIVATE_FEED).rename(tmp_path / "away")
    write_event(site / "agenda" / "marque.md", title="Marque")
    daemon.wait_until(lambda: "Marque" in daemon.titles("all"), "it is read")
    for _ in range(2):
        for feed in (PRIVATE_FEED, f"{PRIVATE_FEED}--bureau"):
            assert daemon.titles(feed) is None
        assert daemon.get(f"/s/{secret}/{PRIVATE_FEED}.ics").status == 200
        daemon.stop()
        daemon = serve(site, "--state", state, *ADDRESS)


def test_what_everybody_is_told_stands_still_while_private_feeds_change(site, serve, run, state):
    write_event(site / "agenda" / "bal.en.md", title="Ball")
    daemon = serve(site, "--state", state, *ADDRESS)
    prefer = {"Prefer": "subscribe-enhanced-get"}

    def told():
        pages = [daemon.get(path, {"Accept": "text/html"}).headers for path in ("/", "/agenda/", "/agenda/bal", "/help", "/embed")]
        tokens = [daemon.get(path, prefer).headers["Sync-Token"] for path in ("/all.ics", "/agenda.ics")]
        return [(head["Last-Modified"], head["ETag"]) for head in pages], tokens

    def is_served(title):
        return title in run("link", "list", "--state", state).stdout or title.encode() in daemon.get(f"/s/{secret}/{PRIVATE_FEED}.ics").body

    secret = add_link(run, state, PRIVATE_FEED)
    before = told()
    for title in ("Une autre", "Encore une autre"):
        write_event(site / PRIVATE_FEED / "seance-a-huis-clos.md", title=title, extra="uid: commun@example.org\n")
        wait_until(lambda: is_served(title), "the private edit is served")
        assert told() == before
    write_event(site / "agenda" / "fete.md", title="Fête")
    daemon.wait_until(lambda: "Fête" in daemon.titles("all"), "a public edit is served")
    assert told()[1] != before[1]
    metrics = daemon.get("/metrics").text
    assert re.search(r"^almanach_feeds 1$", metrics, re.MULTILINE), metrics


@pytest.mark.parametrize("name", ["feed.yaml", "Feed.yml", "_feed.yml"])
def test_a_feed_file_with_nearly_its_name_is_a_doubt(site, serve, run, state, name):
    daemon = serve(site, "--state", state, *ADDRESS)
    (site / "neuf").mkdir()
    (site / "neuf" / name).write_text("access: link\n", encoding="utf-8")
    write_event(site / "neuf" / "neuf.md", title="Neuf")
    wait_until(lambda: f"neuf/{name}: error: this is not read" in run("status", "--state", state, "--language", "en").stdout, "it is told")
    assert daemon.titles("neuf") is None
    (site / "neuf" / name).rename(site / "neuf" / "feed.yml")
    wait_until(lambda: run("link", "add", "neuf", "--state", state).returncode == 0, "it is a feed for some")
    assert daemon.titles("neuf") is None
    assert "is not read" not in run("status", "--state", state, "--language", "en").stdout


def test_a_second_document_is_told_and_a_doubt(content, serve, run):
    write_event(content / "neuf" / "neuf.md", title="Neuf")
    (content / "neuf" / "feed.yml").write_text("name: Neuf\n---\naccess: link\n", encoding="utf-8")
    daemon = serve(content, *ADDRESS)
    assert daemon.titles("neuf") is None
    assert "feed.yml:2:1: warning: what stands behind this line is not read" in run("check", content).stdout


def test_a_folder_that_the_configuration_made_private_and_that_is_renamed_is_told(site, serve, run, state, tmp_path):
    config = tmp_path / "almanach.yml"
    config.write_text("feeds:\n  ferme: {access: link}\n", encoding="utf-8")
    write_event(site / "ferme" / "visite.md", title="Visite")
    daemon = serve(site, "--state", state, "--config", config, *ADDRESS)
    assert daemon.titles("ferme") is None
    (site / "ferme").rename(site / "ouvert")
    told = "the configuration makes this folder private, and there is no such folder"
    wait_until(lambda: told in run("status", "--state", state, "--language", "en").stdout, "it is told")
    write_event(site / "agenda" / "marque.md", title="Marque")
    daemon.wait_until(lambda: "Marque" in daemon.titles("all"), "another file is read")
    assert told in run("status", "--state", state, "--language", "en").stdout


def test_a_link_follows_its_feed_to_another_folder(site, serve, run, state):
    daemon = serve(site, "--state", state, *ADDRESS)
    secret = add_link(run, state, PRIVATE_FEED)
    (site / PRIVATE_FEED / "feed.yml").write_text(f"access: link\nformerly: {PRIVATE_FEED}\n", encoding="utf-8")
    (site / PRIVATE_FEED).rename(site / "conseil")
    daemon.wait_until(lambda: daemon.get(f"/s/{secret}/conseil.ics").status == 200, "it has another name")
    (site / PRIVATE_FEED).mkdir()
    (site / PRIVATE_FEED / "feed.yml").write_text("access: link\n", encoding="utf-8")
    write_event(site / PRIVATE_FEED / "autre.md", title="Tout autre")
    wait_until(lambda: f"/{PRIVATE_FEED}/ " in run("status", "--state", state).stdout, "the name is another feed's now")
    assert b"Tout autre" not in daemon.get(f"/s/{secret}/{PRIVATE_FEED}.ics").body
    assert b"Tout autre" not in daemon.get(f"/s/{secret}/all.ics").body
    assert daemon.get(f"/s/{secret}/conseil.ics").status == 200


# --- Failing closed ---------------------------------------------------------------------------------------


def spoil_yaml(file):
    file.write_text("name: [\naccess: public\n", encoding="utf-8")


def spoil_key(file):
    file.write_text("acess: public\n", encoding="utf-8")


def spoil_value(file):
    file.write_text("access: everybody\n", encoding="utf-8")


def spoil_indentation(file):
    file.write_text("fields:\n  title: titre\n  access: link\n", encoding="utf-8")


def spoil_twice(file):
    file.write_text("access: link\naccess: public\n", encoding="utf-8")


def spoil_list(file):
    file.write_text("- access: public\n", encoding="utf-8")


def spoil_size(file):
    # At once: half of it would be a file that is in no doubt.
    beside = file.with_suffix(".yml~")
    beside.write_text("access: public\n#" + "x" * 1_100_000, encoding="utf-8")
    beside.rename(file)


def spoil_link(file):
    if file.exists():
        file.unlink()
    file.symlink_to("nowhere.yml")


SPOILS = [spoil_yaml, spoil_key, spoil_value, spoil_indentation, spoil_twice, spoil_list, spoil_size, spoil_link]


@pytest.mark.parametrize("spoil", SPOILS)
def test_a_feed_file_in_doubt_keeps_the_access_that_the_feed_had(content, serve, run, state, spoil):
    write_event(content / "agenda" / "bal.md", title="Bal")
    write_event(content / "clos" / "seance.md", title="Séance")
    write_event(content / "clos" / "en-bas" / "plus-bas.md", title="Plus bas")
    (content / "clos" / "feed.yml").write_text("access: link\n", encoding="utf-8")
    daemon = serve(content, "--state", state, *ADDRESS)
    secret = add_link(run, state, "clos")
    spoil(content / "clos" / "feed.yml")
    spoil(content / "agenda" / "feed.yml")
    (content / "neuf").mkdir()
    spoil(content / "neuf" / "feed.yml")
    write_event(content / "neuf" / "neuf.md", title="Neuf")
    write_event(content / "clos" / "neuf" / "neuf.md", title="Neuf en bas")
    for _ in range(2):
        daemon.wait_until(lambda: daemon.problems("agenda/feed.yml"), "the fault is told")
        wait_until(lambda: "clos/neuf" in run("status", "--state", state).stdout, "all is read")
        assert daemon.titles("agenda") == ["Bal"], "what was public stays so"
        assert daemon.titles("neuf") is None, "what is new is not served"
        for feed in ("clos", "clos--en-bas", "clos--neuf"):
            assert daemon.titles(feed) is None
            assert daemon.get(f"/s/{secret}/{feed}.ics").status == 200, "what was private stays so, with what is below"
        assert daemon.titles("all") == ["Bal"]
        assert run("link", "add", "neuf", "--state", state).returncode == 1
        daemon.stop()
        daemon = serve(content, "--state", state, *ADDRESS)
    for folder, access in (("neuf", "public"), ("clos", "link"), ("agenda", "public")):
        file = content / folder / "feed.yml"
        file.unlink()
        file.write_text(f"access: {access}\n", encoding="utf-8")
    daemon.wait_until(lambda: daemon.titles("neuf") == ["Neuf"], "it is served once who may see it is certain")
    assert daemon.titles("clos") is None and daemon.titles("agenda") == ["Bal"]


@pytest.mark.parametrize("word", ["", "access: link\n"])
def test_a_feed_of_page_bundles_keeps_the_access_over_a_restart(content, serve, run, state, word):
    for name in ("bal", "fete"):
        (content / "agenda" / name).mkdir(parents=True)
        (content / "agenda" / name / "index.md").write_text(f"---\ntitle: {name}\nstart: 2027-05-12 20:00\n---\n", encoding="utf-8")
    file = content / "agenda" / "feed.yml"
    file.write_text(f"name: Agenda\n{word}", encoding="utf-8")
    daemon = serve(content, "--state", state, *ADDRESS)
    secret = add_link(run, state, "agenda") if word else None
    daemon.stop()
    file.write_text("nmae: Agenda\n", encoding="utf-8")
    daemon = serve(content, "--state", state, *ADDRESS)
    assert daemon.titles("agenda") == (None if word else ["bal", "fete"])
    if word:
        assert daemon.get(f"/s/{secret}/agenda.ics").body.count(b"BEGIN:VEVENT") == 2


@pytest.mark.parametrize("words", ["access: public\naccess: link\n", "access: link\nnmae: Agenda\n"])
def test_in_doubt_the_stricter_word_counts(content, serve, run, state, words):
    write_event(content / "agenda" / "bal.md", title="Bal")
    write_event(content / "fetes" / "fete.md", title="Fête")
    daemon = serve(content, "--state", state, *ADDRESS)
    (content / "agenda" / "feed.yml").write_text(words, encoding="utf-8")
    daemon.wait_until(lambda: daemon.titles("all") == ["Fête"], "it is private")
    assert "agenda/feed.yml:2:" in run("status", "--state", state).stdout
    secret = add_link(run, state, "agenda")
    assert daemon.get(f"/s/{secret}/agenda.ics").status == 200


def test_without_a_memory_a_feed_file_in_doubt_serves_nothing(content, serve, run):
    write_event(content / "agenda" / "bal.md", title="Bal")
    write_event(content / "clos" / "seance.md", title="Séance")
    write_event(content / "clos" / "en-bas" / "plus-bas.md", title="Plus bas")
    spoil_key(content / "clos" / "feed.yml")
    daemon = serve(content, *ADDRESS)
    assert daemon.titles("all") == ["Bal"]
    assert daemon.titles("clos") is None and daemon.titles("clos--en-bas") is None
    result = run("check", content)
    assert result.returncode == 1
    assert "a new feed is not served" in result.stdout and '"access: public" for everybody' in result.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="a file that its owner may not read takes another account")
def test_a_feed_file_that_may_not_be_read_keeps_the_access(content, start, run, state, tmp_path):
    for folder in ("clos", "agenda"):
        write_event(content / folder / "seance.md", title=folder)
        (content / folder / "feed.yml").write_text("access: link\n" if folder == "clos" else "name: A\n", encoding="utf-8")
    for path in (tmp_path, *tmp_path.parents):
        if str(path).startswith("/tmp"):
            path.chmod(path.stat().st_mode | stat.S_IXOTH | stat.S_IROTH)
    state.mkdir()
    os.chown(state, 65534, 65534)

    def begin():
        return start("--content", content, "--state", state, "--listen", "127.0.0.1:0", user=65534, group=65534)

    def is_ready():
        return run("status", "--state", state).returncode == 0

    process = begin()
    wait_until(is_ready, "it serves")
    for folder in ("clos", "agenda"):
        (content / folder / "feed.yml").chmod(0)
    for _ in range(2):
        wait_until(is_ready, "it serves")
        wait_until(lambda: "clos/feed.yml" in run("status", "--state", state).stdout, "the fault is told")
        feeds = json.loads(run("status", "--state", state, "--json").stdout)["feeds"]
        assert {feed["id"]: feed.get("access") for feed in feeds} == {"agenda": None, "clos": "link"}
        process.terminate()
        process.wait()
        process = begin()


def test_what_the_journal_alone_has_stays_private(site, serve, run, state, tmp_path):
    daemon = serve(site, "--state", state, *ADDRESS)
    secret = add_link(run, state, PRIVATE_FEED)
    daemon.stop()
    away = site.rename(tmp_path / "away")
    site.mkdir()
    daemon = serve(site, "--state", state, *ADDRESS)
    assert daemon.titles("agenda") == ["Bal"]
    assert daemon.titles(PRIVATE_FEED) is None
    assert not found_in(daemon.get("/").body) and not found_in(daemon.get("/all.ics").body)
    assert daemon.get(f"/s/{secret}/{PRIVATE_FEED}.ics").status == 200
    assert away.exists()


def test_access_is_said_in_the_configuration_too(content, serve, run, state, tmp_path):
    write_event(content / "agenda" / "bal.md", title="Bal")
    write_event(content / "clos" / "bas" / "seance.md", title="Séance")
    config = tmp_path / "almanach.yml"
    config.write_text("feeds:\n  clos: {access: link}\n", encoding="utf-8")
    daemon = serve(content, "--state", state, "--config", config, *ADDRESS)
    assert daemon.titles("all") == ["Bal"] and daemon.titles("clos--bas") is None
    # The nearer word counts.
    (content / "clos" / "bas" / "feed.yml").write_text("access: public\n", encoding="utf-8")
    daemon.wait_until(lambda: daemon.titles("clos--bas") == ["Séance"], "it is public")
    (content / "clos" / "bas" / "feed.yml").write_text("access: link\n", encoding="utf-8")
    daemon.wait_until(lambda: daemon.titles("clos--bas") is None, "it is private")
    config.write_text("feeds:\n  clos: {access: secret}\n", encoding="utf-8")
    result = run("reload", "--state", state)
    assert result.returncode == 2 and "link" in result.stderr


def test_a_translation_is_as_private_as_its_folder(content, serve, run, state):
    """Files of two folders that are one event are served as privately as the stricter folder."""
    for language, title in (("fr", "Fête"), ("en", "Party")):
        for name in ("fete", "bal", "jeu"):
            write_event(content / language / "agenda" / f"{name}.md", title=f"{title} {name}")
    daemon = serve(content, "--state", state, *ADDRESS)
    before = daemon.get("/all.ics?lang=en").text
    assert "Party" in before
    (content / "en" / "agenda" / "feed.yml").write_text("access: link\n", encoding="utf-8")
    daemon.wait_until(lambda: "Party" not in daemon.get("/all.ics?lang=en").text, "no translation is told")
    assert "Party" not in daemon.get("/all.json?lang=en").text


def test_a_folder_that_is_renamed_stays_private(site, serve, run, state):
    daemon = serve(site, "--state", state, *ADDRESS)
    secret = add_link(run, state, PRIVATE_FEED)
    (site / PRIVATE_FEED / "feed.yml").write_text(f"name: Conseil du jardin\nformerly: {PRIVATE_FEED}\n", encoding="utf-8")
    (site / PRIVATE_FEED).rename(site / "conseil")
    wait_until(lambda: "/conseil/ " in run("status", "--state", state).stdout, "it has another name")
    wait_until(lambda: "/jardin-clos/ " not in run("status", "--state", state).stdout, "the old one is gone")
    assert daemon.titles("conseil") is None and daemon.titles(PRIVATE_FEED) is None
    assert daemon.get(f"/s/{secret}/conseil.ics").status == 200
    assert daemon.get(f"/s/{secret}/{PRIVATE_FEED}.ics").status == 200


def test_a_successor_and_an_alias_lead_to_public_feeds_alone(site, serve, run, state, tmp_path):
    config = tmp_path / "almanach.yml"
    config.write_text("aliases:\n  /vieil-agenda.ics: jardin-clos\n", encoding="utf-8")
    (site / "agenda" / "feed.yml").write_text("retired: 2020-01-01\nsuccessor: jardin-clos\n", encoding="utf-8")
    daemon = serve(site, "--state", state, "--config", config, *ADDRESS)
    assert daemon.get("/vieil-agenda.ics").status == 404
    assert daemon.titles("agenda") is not None, "it is served on"
    assert not found_in(daemon.get("/agenda.ics").body) and not found_in(daemon.get("/agenda/").body)
    assert not found_in(daemon.get("/status.json").body) and not found_in(daemon.log())
    told = run("status", "--state", state, "--language", "en").stdout
    assert 'leads to "jardin-clos", which is no public feed' in told
    assert 'there is no public feed "jardin-clos" on this site' in told


def test_a_private_feed_that_has_ended_leads_on_to_a_public_one(site, serve, run, state):
    daemon = serve(site, "--state", state, *ADDRESS)
    secret = add_link(run, state, PRIVATE_FEED)
    (site / PRIVATE_FEED / "feed.yml").write_text("access: link\nretired: 2020-01-01\nsuccessor: agenda\n", encoding="utf-8")
    daemon.wait_until(lambda: daemon.get(f"/s/{secret}/{PRIVATE_FEED}.ics").status == 308, "it leads on")
    for path, location in ((f"{PRIVATE_FEED}.ics", "/agenda.ics"), (f"{PRIVATE_FEED}.json", "/agenda.json")):
        answer = daemon.get(f"/s/{secret}/{path}")
        assert (answer.status, answer.headers["Location"]) == (308, location)
    page = daemon.get(f"/s/{secret}/{PRIVATE_FEED}/", {"Accept": "text/html"})
    assert page.status == 200 and b"https://agenda.example.org/agenda/" in page.body
    assert daemon.get(f"/{PRIVATE_FEED}.ics").status == 404
    ended = daemon.request("PROPFIND", f"/s/{secret}/dav/calendars/{PRIVATE_FEED}/", {"Depth": "0"}, b"")
    assert "agenda" not in ended.headers.get("Location", "")
