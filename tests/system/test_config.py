"""The configuration file as users meet it."""

import re

from content import write_event


def test_the_sample_is_accepted_with_every_key_given(serve, content, root, tmp_path):
    write_event(content / "meetings" / "one.md")
    sample = (root / "config" / "almanach.yml").read_text(encoding="utf-8")
    everything = re.sub(r"^#(?=[a-z_]+:|  )", "", sample, flags=re.MULTILINE)
    assert everything.count("\n#") < sample.count("\n#")
    config = tmp_path / "almanach.yml"
    config.write_text(everything, encoding="utf-8")
    # What the sample's theme names.
    (tmp_path / "theme.css").write_text(":root { --accent: #005c4b }\n")
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"></svg>\n')
    daemon = serve(content, "--config", config, "--state", tmp_path / "state")
    assert daemon.titles("meetings") == ["A meeting"]


def test_an_unknown_key_is_refused_with_the_nearest_name(run, tmp_path):
    config = tmp_path / "almanach.yml"
    config.write_text("name: Agenda\ntimezon: Europe/Paris\n")
    result = run("serve", "--config", config)
    assert result.returncode == 2
    assert "almanach.yml:2:" in result.stderr
    assert "timezone" in result.stderr


def test_an_unknown_zone_is_refused(run, tmp_path):
    config = tmp_path / "almanach.yml"
    config.write_text("timezone: Europe/Pari\n")
    result = run("serve", "--config", config)
    assert result.returncode == 2
    assert "Europe/Pari" in result.stderr


def test_feeds_may_be_named_in_the_configuration(serve, content, tmp_path):
    write_event(content / "_meetings" / "one.md")
    config = tmp_path / "almanach.yml"
    config.write_text("feeds:\n  _meetings:\n    name: Our meetings\n    timezone: Indian/Reunion\n")
    daemon = serve(content, "--config", config)
    lines = daemon.get("/meetings.ics").unfolded
    assert "X-WR-CALNAME:Our meetings" in lines
    assert "X-WR-TIMEZONE:Indian/Reunion" in lines
    # 18:00 of Paris in February, by the clock of La Réunion.
    assert "DTSTART;TZID=Indian/Reunion:20270210T210000" in lines


def test_fields_add_names(serve, content, tmp_path):
    write_event(content / "meetings" / "one.md", extra="salle: Salle des fêtes\n")
    config = tmp_path / "almanach.yml"
    config.write_text("fields:\n  place: [salle]\n", encoding="utf-8")
    daemon = serve(content, "--config", config)
    assert "LOCATION:Salle des fêtes" in daemon.get("/meetings.ics").unfolded


def test_status_may_be_public_or_off(serve, content, tmp_path):
    write_event(content / "meetings" / "one.md")
    forwarded = {"X-Forwarded-For": "192.0.2.7"}
    answers = {}
    for access in ("public", "off"):
        config = tmp_path / f"{access}.yml"
        config.write_text(f"status: {access}\n")
        daemon = serve(content, "--config", config)
        answers[access] = (daemon.get("/status.json").status, daemon.get("/status.json", forwarded).status)
    assert answers["public"] == (200, 200)
    assert set(answers["off"]) <= {403, 404}
