"""The hook for pre-commit, run by the real one in a repository of a site."""

import os
import shutil
import subprocess

import pytest

from content import write_event


@pytest.fixture(name="commit")
def repository(almanach, root, tmp_path):
    """commit(message) -> CompletedProcess: of all that stands in `tmp_path / "site"`, through the hook."""
    for program in ("git", "pre-commit"):
        if shutil.which(program) is None:
            pytest.skip(f"no {program}: ./dev test installs it")
    site = tmp_path / "site"
    site.mkdir()
    path = f"{almanach.parent}:{os.environ['PATH']}"
    environment = {
        **os.environ, "PATH": path, "HOME": str(tmp_path), "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "GIT_CONFIG_NOSYSTEM": "1",
    }  # fmt: skip

    def git(*arguments):
        command = ["git", "-c", "user.name=Anne", "-c", "user.email=anne@example.org", *arguments]
        return subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)

    git("init")
    hooks = (root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    hooks = "".join(f"    {line}\n" for line in hooks.splitlines() if not line.startswith("#"))
    (site / ".pre-commit-config.yaml").write_text(f"repos:\n- repo: local\n  hooks:\n{hooks}", encoding="utf-8")
    installed = subprocess.run(["pre-commit", "install"], cwd=site, env=environment, capture_output=True, text=True, check=False)
    assert installed.returncode == 0, installed.stdout + installed.stderr

    def run(message):
        git("add", "--all")
        return git("commit", "--message", message)

    return run


def test_a_commit_with_a_bad_event_is_refused_with_the_cure(commit, tmp_path):
    folder = tmp_path / "site" / "_evenements"
    write_event(folder / "bal.md", title="Bal")
    assert commit("Un bal").returncode == 0
    bad = write_event(folder / "salon.md", title="Salon", start="0007-08-31 23:09:21")
    refused = commit("Un salon")
    assert refused.returncode != 0
    assert "_evenements/salon.md:3:8: error: start: year 7 is nonsense" in refused.stderr + refused.stdout
    write_event(bad, title="Salon")
    (folder / "image.png").write_bytes(b"none of its files")
    assert commit("Un salon").returncode == 0
