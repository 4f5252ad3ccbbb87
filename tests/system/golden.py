"""Whole outputs compared with files under tests/golden."""

import difflib
import os
import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"


def is_approving():
    return os.environ.get("ALMANACH_APPROVE") == "1"


def check(name, actual):
    """Fails where `actual`, bytes, is not what the golden file holds; writes the file when approving."""
    expected_file = GOLDEN / name
    if is_approving():
        expected_file.parent.mkdir(exist_ok=True)
        expected_file.write_bytes(actual)
        return
    expected = expected_file.read_bytes() if expected_file.exists() else b""
    if actual != expected:
        difference = difflib.unified_diff(
            expected.decode().splitlines(), actual.decode().splitlines(), f"tests/golden/{name}", "now", lineterm=""
        )
        pytest.fail("\n".join(difference) + "\n(if this is meant: ./dev test --approve)", pytrace=False)


def compare(name, actual):
    """The same for a test that compares one output: approving skips it."""
    check(name, actual)
    if is_approving():
        pytest.skip(f"tests/golden/{name} written anew, as asked")
