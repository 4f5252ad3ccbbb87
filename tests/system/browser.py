"""The tests in tests/browser, run over a daemon."""

import os
import subprocess

import pytest

from golden import ROOT

FOLDER = ROOT / "tests" / "browser"


def run_script(daemon, *arguments, **environment):
    """node with these arguments in tests/browser, told where the daemon is; `environment` is added to it."""
    return subprocess.run(
        ["node", *arguments], cwd=FOLDER, capture_output=True, text=True, timeout=3000, check=False,
        env={**os.environ, "ALMANACH_URL": daemon.url(""), **environment},
    )


def check_in_browser(daemon, name, **environment):
    """Runs tests/browser/NAME.test.mjs. What a browser makes of pages is the same under sanitizers, and takes minutes."""
    if os.environ.get("ALMANACH_SANITIZE"):
        pytest.skip("browsers are tried without sanitizers")
    result = run_script(daemon, "--test", f"{name}.test.mjs", **environment)
    assert result.returncode == 0, result.stdout[-20_000:] + result.stderr
