"""The Debian package of the build under test, made without compiling anything."""

import os
import pathlib
import shutil
import subprocess

import pytest


def run(*command, timeout=300, **options):
    """The output of a command, both streams, that has to succeed."""
    result = subprocess.run(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        text=True, errors="replace", timeout=timeout, check=False, **options,
    )
    assert result.returncode == 0, f"{command}: {result.returncode}\n{result.stdout}"
    return result.stdout


def build(root, almanach, folder):
    """The package of the build that `almanach` lies in, made in `folder`."""
    if shutil.which("dpkg-buildpackage") is None or shutil.which("dh") is None:
        pytest.skip("no dpkg-buildpackage or no debhelper: ./dev setup package")
    environment = {
        **os.environ, "ALMANACH_BUILD": str(almanach.parent), "SOURCE_DATE_EPOCH": "1700000000",
        "DPKG_DEB_COMPRESSOR_TYPE": "gzip",  # which takes a tenth of the time
    }
    return pathlib.Path(run(root / "debian/package", folder, env=environment).splitlines()[-1])


def with_version(deb, version, folder):
    """The same package under another version, as a later build would be."""
    tree = folder / version
    run("dpkg-deb", "--raw-extract", deb, tree)
    control = tree / "DEBIAN/control"
    lines = [f"Version: {version}" if line.startswith("Version:") else line for line in control.read_text().splitlines()]
    control.write_text("\n".join(lines) + "\n")
    run("dpkg-deb", "-Zgzip", "--root-owner-group", "--build", tree, folder / f"almanach_{version}.deb")
    shutil.rmtree(tree)
    return folder / f"almanach_{version}.deb"


def field(deb, name):
    return run("dpkg-deb", "--field", deb, name).strip()
