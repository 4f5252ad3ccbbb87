"""The Debian package: what is in it, what it needs, what its scripts do, and how it is made."""

import json
import os
import re
import shutil
import subprocess

import pytest

import package as packages

MAINTAINER_FORCES = ("--force-script-chrootless", "--force-depends", "--force-not-root", "--force-bad-path")


@pytest.fixture(scope="module", name="deb")
def built(root, almanach, tmp_path_factory):
    return packages.build(root, almanach, tmp_path_factory.mktemp("package") / "first")


@pytest.fixture(name="files")
def listed(deb):
    lines = packages.run("dpkg-deb", "--contents", deb).splitlines()
    return {line.split()[5].removeprefix(".") for line in lines if not line.startswith("d")}


def test_files_lie_where_debian_wants_them_and_none_in_the_administrators_places(files):
    assert {
        "/usr/bin/almanach",
        "/etc/almanach/almanach.yml",
        "/usr/share/doc/almanach/README.md",
        "/usr/share/doc/almanach/CHANGELOG.md",
        "/usr/share/doc/almanach/copyright",
        "/usr/share/doc/almanach/doc/UPGRADING.md",
        "/usr/share/doc/almanach/examples/nginx.conf.example",
        "/usr/share/man/man1/almanach.1.gz",
        "/usr/share/man/man5/almanach.yml.5.gz",
        "/usr/share/man/man5/almanach-content.5.gz",
        "/usr/share/bash-completion/completions/almanach",
        "/usr/share/zsh/vendor-completions/_almanach",
        "/usr/share/fish/vendor_completions.d/almanach.fish",
        "/usr/share/doc/almanach/examples/feeds/workshops/soldering-evenings.yml",
    } <= files
    units = {file for file in files if "/systemd/system/" in file}
    assert {file.rsplit("/", 1)[1] for file in units} == {"almanach.service", "almanach.socket"}
    assert not [file for file in files if not re.match(r"/(usr|lib|etc/almanach)/", file)]


def test_configuration_is_a_conffile(deb, tmp_path):
    packages.run("dpkg-deb", "--control", deb, tmp_path)
    assert (tmp_path / "conffiles").read_text().split() == ["/etc/almanach/almanach.yml"]


def test_the_version_is_that_of_the_program(deb, run):
    told = run("--version").stdout.split()[-1]
    assert re.fullmatch(re.escape(told) + r"(\+deb\d+)?", packages.field(deb, "Version"))


def test_every_library_that_the_program_is_linked_with_is_depended_on(deb, almanach):
    depends = {re.match(r"\s*(\S+)", part)[1] for part in packages.field(deb, "Depends").split(",")}
    assert "tzdata" in depends
    needed = re.findall(r"NEEDED\s+(\S+)", packages.run("objdump", "-p", almanach))
    assert len(needed) > 10
    for library in needed:
        found = packages.run("dpkg-query", "--search", f"*/{library}").splitlines()
        owners = tuple(line.split(":")[0] for line in found)
        # What a library was built with may be part of a name that it provides: libspdlog1.10-fmt9.
        assert any(name.startswith(owners) for name in depends), f"{library}: {owners}"
    assert not [name for name in depends if name.endswith("-dev")]


def test_lintian_has_nothing_to_say(deb):
    if shutil.which("lintian") is None:
        pytest.skip("no lintian: ./dev setup test")
    packages.run("lintian", "--fail-on", "error,warning", "--allow-root", deb)


def test_two_builds_give_the_same_bytes(deb, root, almanach, tmp_path):
    second = packages.build(root, almanach, tmp_path / "another")
    assert second.read_bytes() == deb.read_bytes()


class System:
    """A root in which the package is installed as dpkg does it; its scripts see no running systemd."""

    def __init__(self, folder):
        if shutil.which("deb-systemd-helper") is None:
            pytest.skip("no deb-systemd-helper: the package init-system-helpers has it")
        self.root = folder
        (folder / "var/lib/dpkg/updates").mkdir(parents=True)
        (folder / "var/lib/dpkg/info").mkdir()
        (folder / "var/lib/dpkg/status").touch()

    def dpkg(self, *arguments):
        packages.run("dpkg", f"--root={self.root}", "--log=/dev/null", *MAINTAINER_FORCES, *arguments)

    def enabled(self):
        return sorted(path.name for path in (self.root / "etc/systemd/system").glob("*.wants/*"))


@pytest.fixture
def system(tmp_path):
    return System(tmp_path / "root")


def test_an_installation_makes_a_folder_for_events_and_enables_service_and_socket(system, deb):
    system.dpkg("--install", deb)
    assert list((system.root / "srv/almanach").iterdir()) == []
    assert system.enabled() == ["almanach.service", "almanach.socket"]


def test_a_folder_of_events_that_is_there_is_left_alone(system, deb):
    (system.root / "srv").mkdir()
    (system.root / "srv/almanach").symlink_to("/home/site/events")
    system.dpkg("--install", deb)
    assert (system.root / "srv/almanach").is_symlink()
    system.dpkg("--purge", "almanach")
    assert (system.root / "srv/almanach").is_symlink()


def test_configuration_and_state_are_kept_until_purge_and_events_for_ever(system, deb):
    system.dpkg("--install", deb)
    journal = system.root / "var/lib/private/almanach/journal.db"
    journal.parent.mkdir(parents=True)
    journal.touch()
    event = system.root / "srv/almanach/agenda/bal.md"
    event.parent.mkdir()
    event.touch()
    configuration = system.root / "etc/almanach/almanach.yml"
    configuration.write_text("name: Ours\n")

    system.dpkg("--install", deb)
    assert configuration.read_text() == "name: Ours\n"
    system.dpkg("--remove", "almanach")
    assert journal.exists() and configuration.exists()
    assert not (system.root / "usr/bin/almanach").exists()
    system.dpkg("--purge", "almanach")
    assert not journal.parent.exists() and not configuration.exists() and event.exists()
    assert system.enabled() == []


def test_an_empty_folder_goes_with_the_purge(system, deb):
    system.dpkg("--install", deb)
    system.dpkg("--purge", "almanach")
    assert not (system.root / "srv/almanach").exists()


def test_the_bill_of_materials_names_what_the_package_needs_as_it_is_here(deb, root):
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    document = json.loads(packages.run(root / "debian/sbom", deb, env=environment))
    assert document["spdxVersion"] == "SPDX-2.3"
    assert document["creationInfo"]["created"] == "2023-11-14T22:13:20Z"
    by_id = {package["SPDXID"]: package for package in document["packages"]}
    assert len(by_id) == len(document["packages"])
    for relation in document["relationships"]:
        assert relation["relatedSpdxElement"] in by_id
        assert relation["spdxElementId"] in by_id or relation["relationshipType"] == "DESCRIBES"
    own = by_id["SPDXRef-Package-almanach"]
    assert own["checksums"][0]["checksumValue"] == packages.run("sha256sum", deb).split()[0]
    related = {(one["spdxElementId"], one["relationshipType"], one["relatedSpdxElement"]) for one in document["relationships"]}
    assert ("SPDXRef-Package-almanach", "DEPENDS_ON", "SPDXRef-Package-libical3") in related or (
        "SPDXRef-Package-almanach", "DEPENDS_ON", "SPDXRef-Package-libical3t64") in related
    assert ("SPDXRef-Package-libcli11-dev", "BUILD_DEPENDENCY_OF", "SPDXRef-Package-almanach") in related
    json_library = by_id["SPDXRef-Package-nlohmann-json3-dev"]
    assert "MIT" in json_library["licenseDeclared"]
    assert json_library["versionInfo"] == packages.run(
        "dpkg-query", "--show", "--showformat=${Version}", "nlohmann-json3-dev"
    )
    told = {info["licenseId"] for info in document["hasExtractedLicensingInfos"]}
    used = {name for one in by_id.values() for name in one["licenseDeclared"].split(" AND ")}
    assert {name for name in used if name.startswith("LicenseRef-")} == told


def test_a_release_of_what_is_not_committed_is_refused(root, tmp_path):
    if not (root / ".git").exists():
        pytest.skip("no .git: this is no clone")
    packages.run("git", "clone", "--quiet", root, tmp_path / "clone")
    (tmp_path / "clone/debian/release").write_bytes((root / "debian/release").read_bytes())
    (tmp_path / "clone/new.md").touch()
    result = subprocess.run([tmp_path / "clone/debian/release"], capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 1
    assert "what is not committed would not be in it" in result.stderr and "?? new.md" in result.stderr
    assert not (tmp_path / "clone/build-release").exists()
