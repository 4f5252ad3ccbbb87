"""What `cmake --install` lays out, and what systemd thinks of the files that go with the daemon."""

import os
import pathlib
import re
import shutil
import subprocess

import pytest

CONFIG = pathlib.Path(__file__).resolve().parents[2] / "config"

TARGET_EXPOSURE = 1.5


def run_tool(*command, **options):
    result = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
        **options,
    )
    assert result.returncode == 0, f"{command}:\n{result.stdout}"
    return result.stdout


@pytest.fixture
def install(almanach, tmp_path):
    """install(prefix) -> the folder that stands for / after `cmake --install --prefix prefix`."""
    root = tmp_path / "root"

    def start(prefix):
        environment = {**os.environ, "DESTDIR": str(root)}
        run_tool("cmake", "--install", almanach.parent, "--prefix", prefix, env=environment)
        return root

    return start


def test_everything_is_where_debian_expects_it(install):
    root = install("/usr")
    files = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    assert {
        "usr/bin/almanach",
        "usr/lib/systemd/system/almanach.service",
        "usr/lib/systemd/system/almanach.socket",
        "etc/almanach/almanach.yml",
        "usr/share/doc/almanach/README.md",
        "usr/share/doc/almanach/LICENSE",
        *(
            f"usr/share/doc/almanach/examples/{sample.relative_to(CONFIG)}"
            for sample in CONFIG.rglob("*")
            if sample.is_file()
        ),
        "usr/share/doc/almanach/doc/UPGRADING.md",
        "usr/share/doc/almanach/doc/THEMING.md",
        "usr/share/doc/almanach/doc/declaration-accessibilite.md",
        "usr/share/doc/almanach/doc/schema/almanach-feed.schema.json",
        "usr/share/doc/almanach/examples/feeds/workshops/map-night.md",
    } <= files
    assert os.access(root / "usr/bin/almanach", os.X_OK)


def test_the_unit_starts_the_program_of_its_own_prefix(install):
    root = install("/opt/almanach")
    unit = (root / "opt/almanach/lib/systemd/system/almanach.service").read_text()
    assert "\nExecStart=/opt/almanach/bin/almanach serve --config /etc/almanach/almanach.yml\n" in unit


def test_an_edited_configuration_survives_the_next_installation(install):
    configuration = install("/usr") / "etc/almanach/almanach.yml"
    configuration.write_text("listen: :80\n")
    install("/usr")
    assert configuration.read_text() == "listen: :80\n"


@pytest.fixture
def units(almanach, root, tmp_path):
    """The units in a folder of their own, starting the binary under test: systemd-analyze wants one that is there."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze")
    for name in ("almanach.service", "almanach.socket"):
        text = (root / "systemd" / name).read_text()
        (tmp_path / name).write_text(text.replace("/usr/bin/almanach", str(almanach)))
    return [tmp_path / "almanach.service", tmp_path / "almanach.socket"]


def test_systemd_finds_nothing_to_say_about_the_units(units):
    assert run_tool("systemd-analyze", "verify", "--man=no", *units) == ""


def test_the_service_is_shut_in_well(units):
    report = run_tool("systemd-analyze", "security", "--offline=yes", units[0])
    exposure = re.search(r"Overall exposure level for almanach.service: ([0-9.]+)", report)
    assert exposure and float(exposure[1]) <= TARGET_EXPOSURE, report
