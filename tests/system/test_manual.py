"""The manual pages that the build makes beside the program."""

import re
import subprocess

import pytest

PAGES = ("almanach.1", "almanach-content.5", "almanach.yml.5")


@pytest.fixture(name="pages", scope="module")
def manual_pages(almanach):
    folder = almanach.parent / "manual"
    if not folder.is_dir():
        pytest.skip("no manual beside the program: lowdown makes it")
    return {page: (folder / page).read_text(encoding="utf-8") for page in PAGES}


def test_each_page_says_what_it_is_of_and_points_to_the_others(pages):
    for name, page in pages.items():
        title, section = name.rsplit(".", 1)
        assert re.search(rf'^\.TH "{re.escape(title.upper())}" "{section}"', page, re.MULTILINE), name
        assert re.search(rf"^\.SH[ \n]NAME\n\.LP\n{re.escape(title)} ", page, re.MULTILINE), name
        assert all(f"{other[:-2]}({other[-1]})" in page for other in PAGES if other != name)
        assert "@" not in re.sub(r"\w@\w", "", page), "a place that was not filled"


def test_every_setting_of_the_sample_has_its_place(pages, root):
    sample = (root / "config" / "almanach.yml").read_text(encoding="utf-8")
    for key in re.findall(r"^#?([a-z_]+):", sample, re.MULTILINE):
        assert re.search(rf"(?:\b|\\fC|\\f\(CR|^ *){key}:", pages["almanach.yml.5"], re.MULTILINE), key


def test_every_command_and_option_stands_there(pages, run):
    for command in ("serve", "check", "diff", "init", "show", "export", "adopt", "status", "confirm-deletions", "reload", "link"):
        assert f"almanach {command}" in pages["almanach.1"]
        for line in run(command, "--help").stdout.splitlines():
            word = line.split(" ")[2] if line.startswith("  -") else "--all"
            assert word in pages["almanach.1"] or word == "-h,--help", (command, word)


def test_a_page_that_misses_a_field_is_not_made(almanach, pages, root, tmp_path):
    source = (root / "doc" / "man" / "almanach-content.5.md").read_text(encoding="utf-8")
    page = tmp_path / "page.md"
    write = [almanach.parent / "write_manual", page, root / "config" / "almanach.yml", tmp_path / "out.md"]
    for text, message in (
        (source, ""),
        (source.replace("@rdate@", "`rdate`"), f"write_manual: {page} does not tell @rdate@\n"),
        (source.replace("@rdate@", "@rdates@"), "write_manual: nothing is known of @rdates@\n"),
    ):
        page.write_text(text, encoding="utf-8")
        result = subprocess.run(list(map(str, write)), capture_output=True, text=True, check=False)
        assert (result.returncode, result.stderr) == (1 if message else 0, message)
    assert pages
