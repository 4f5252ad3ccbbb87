"""The completions that the build makes beside the program, asked by the shells themselves."""

import shutil
import subprocess

import pytest


@pytest.fixture(name="script", scope="module")
def completion_script(almanach):
    """script(file) -> its path; skips where the build made none, or the shell is not there."""

    def find(shell, file):
        path = almanach.parent / "completion" / file
        if not path.exists():
            pytest.skip("no completions beside the program")
        if shutil.which(shell) is None:
            pytest.skip(f"no {shell}: ./dev test installs it")
        return path

    return find


@pytest.fixture(name="ask", params=["bash", "fish"])
def completing_shell(request, script, tmp_path):
    """ask("serve", "--con") -> what the shell proposes for the last word."""
    (tmp_path / "feeds").mkdir()
    (tmp_path / "file.yml").touch()
    path = script(request.param, "almanach" if request.param == "bash" else "almanach.fish")

    def run(*words):
        if request.param == "bash":
            words = ("almanach", *words)
            listed = " ".join(f"'{word}'" for word in words)
            code = f"source {path}; COMP_WORDS=({listed}); COMP_CWORD={len(words) - 1}; _almanach; printf '%s\\n' \"${{COMPREPLY[@]}}\""
            command = ["bash", "--norc", "-c", code]
        else:
            command = ["fish", "--no-config", "-c", f"source {path}; complete -C 'almanach {' '.join(words)}'"]
        result = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
        assert not result.stderr, result.stderr
        return {line.split("\t")[0].rstrip("/") for line in result.stdout.splitlines() if line}

    return run


def test_commands_options_and_values_are_proposed(ask):
    assert ask("ser") == {"serve"}
    assert ask("") >= {"serve", "check", "init", "show", "export", "status", "confirm-deletions", "reload"}
    assert ask("serve", "--con") == {"--content", "--config", "--control", "--confirm-deletions"}
    assert ask("check", "--al") == {"--all"}
    assert ask("check", "--format", "") == {"text", "json"}
    assert "feeds" in ask("serve", "--content", "f")
    assert "file.yml" not in ask("serve", "--content", "f")
    assert {"feeds", "file.yml"} <= ask("check", "f")
    assert "file.yml" in ask("show", "f")


def test_every_option_that_help_tells_is_there(script, run):
    texts = [script(shell, file).read_text(encoding="utf-8")
             for shell, file in (("bash", "almanach"), ("zsh", "_almanach"), ("fish", "almanach.fish"))]  # fmt: skip
    for command in ("serve", "check", "init", "show", "export", "status", "confirm-deletions", "reload"):
        for line in run(command, "--help").stdout.splitlines():
            for word in line.split()[:1]:
                if not word.startswith("-"):
                    continue
                long = word.split(",")[-1]
                assert long in texts[0] and long in texts[1] and f"-l {long[2:]}" in texts[2], (command, word)


def test_zsh_reads_its_file(script):
    path = script("zsh", "_almanach")
    code = f"autoload -Uz compinit; compinit -D; fpath=({path.parent} $fpath); autoload -Uz +X _almanach; whence -w _almanach"
    result = subprocess.run(["zsh", "-f", "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "_almanach: function\n", "")
