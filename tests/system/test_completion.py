"""The completions that the build makes beside the program, asked by the shells themselves."""

import os
import pty
import re
import select
import shutil
import subprocess

import pytest

DEADLINE_SECONDS = 60
PROMPT = "ready>"


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


class Zsh:
    """A zsh at a terminal, which lists what it would complete."""

    def __init__(self, script, folder):
        self._terminal, inner = pty.openpty()
        self._process = subprocess.Popen(
            ["zsh", "-f", "-i"], stdin=inner, stdout=inner, stderr=inner, cwd=folder, start_new_session=True,
            env={"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "dumb", "COLUMNS": "200", "LINES": "200", "LC_ALL": "C.UTF-8"},
        )
        os.close(inner)
        self._say(f"PROMPT='{PROMPT}' RPROMPT=; unsetopt PROMPT_CR PROMPT_SP; LISTMAX=1000; stty -echo cols 200 rows 200")
        self._say(f"fpath=({script.parent} $fpath); autoload -Uz compinit; compinit -D -u")
        self._say("zstyle ':completion:*' list-separator --; bindkey '^I' list-choices")

    def ask(self, line):
        """The words that are proposed for the end of `line`."""
        _, *rows = self._say(f"{line}\t\x15").split("\r\n")
        listed = rows[: next(at for at, row in enumerate(rows) if row.startswith(PROMPT + line))]
        words = [word for row in listed for word in re.split(r"\s{2,}", re.sub(r"\s+-- .*", "", row.strip()))]
        return {word.rstrip("/") for word in words}

    def close(self):
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)

    def _say(self, text):
        """What is shown until the shell has done what comes after `text`, and reads its terminal again."""
        os.write(self._terminal, f"{text}\nprint end-$((40+2))\n".encode())
        shown = ""
        while PROMPT not in shown.partition("end-42")[2]:
            ready, _, _ = select.select([self._terminal], [], [], DEADLINE_SECONDS)
            assert ready, f"zsh says nothing more after {shown!r}"
            shown += os.read(self._terminal, 65536).decode(errors="replace")
        return shown


@pytest.fixture(name="ask", params=["bash", "fish", "zsh"])
def completing_shell(request, script, tmp_path):
    """ask("serve", "--con") -> what the shell proposes for the last word."""
    (tmp_path / "feeds").mkdir()
    (tmp_path / "file.yml").touch()
    path = script(request.param, {"bash": "almanach", "fish": "almanach.fish", "zsh": "_almanach"}[request.param])
    if request.param == "zsh":
        shell = Zsh(path, tmp_path)
        request.addfinalizer(shell.close)
        return lambda *words: shell.ask(" ".join(("almanach", *words)))

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
    assert ask("") >= {"serve", "check", "diff", "init", "show", "export", "adopt", "status", "confirm-deletions", "reload", "link"}
    assert ask("serve", "--con") == {"--content", "--config", "--control", "--confirm-deletions"}
    assert ask("check", "--al") == {"--all"}
    assert ask("check", "--format", "") == {"text", "json", "sarif", "github", "gitlab"}
    assert "feeds" in ask("serve", "--content", "f")
    assert "file.yml" not in ask("serve", "--content", "f")
    assert {"feeds", "file.yml"} <= ask("check", "f")
    assert "file.yml" in ask("show", "f")


def test_every_option_that_help_tells_is_there(script, run):
    texts = [script(shell, file).read_text(encoding="utf-8")
             for shell, file in (("bash", "almanach"), ("zsh", "_almanach"), ("fish", "almanach.fish"))]  # fmt: skip
    for command in ("serve", "check", "diff", "init", "show", "export", "adopt", "status", "confirm-deletions", "reload", "link"):
        for line in run(command, "--help").stdout.splitlines():
            for word in line.split()[:1]:
                if not word.startswith("-"):
                    continue
                long = word.split(",")[-1]
                assert long in texts[0] and long in texts[1] and f"-l {long[2:]}" in texts[2], (command, word)
