"""What `check` and `diff` give to forges and code scanners, and the workflow files that have them do it."""

import http.server
import json
import shutil
import subprocess
import threading
import urllib.parse

import pytest

from content import write_event

MARK = "<!-- almanach diff -->"


@pytest.fixture
def bad(content):
    """Line 4, column 6: an end before its start."""
    write_event(content / "fêtes & bals" / "good.md")
    return write_event(content / "fêtes & bals" / "bad, 50%.md", start="2027-02-10 20:00", end="2027-02-10 18:00")


@pytest.fixture
def odd(content):
    """A warning: a start without any end."""
    path = content / "a" / "odd.md"
    path.parent.mkdir()
    path.write_text("---\ntitle: Odd\nstart: 2027-02-10 18:00\n---\n")
    return path


def validate_sarif(root, *paths):
    clients = root / "tests" / "clients"
    if not (clients / "node_modules" / "@microsoft" / "jest-sarif").is_dir():
        pytest.skip("no schema of SARIF: `npm ci` in tests/clients brings it (./dev test does it)")
    command = ["node", clients / "validate_sarif.mjs", *paths]
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def test_sarif_is_as_its_schema_has_it(run, root, tmp_path, bad, odd):
    logs = []
    for number, arguments in enumerate((("content",), (root / "tests/golden/odd",), ("content/a",), ("content", "--language", "fr"))):
        logs.append(tmp_path / f"{number}.sarif")
        logs[-1].write_text(run("check", *arguments, "--format", "sarif").stdout)
    (tmp_path / "content" / "empty").mkdir()
    logs.append(tmp_path / "empty.sarif")
    logs[-1].write_text(run("check", "content/empty", "--format", "sarif").stdout)
    assert validate_sarif(root, *logs) == ""
    wrong = tmp_path / "wrong.sarif"
    wrong.write_text(logs[0].read_text().replace('"ruleIndex": 0', '"ruleIndex": "0"'))
    assert "ruleIndex: should be integer" in validate_sarif(root, wrong)


def test_sarif_names_each_problem_at_its_place(run, bad, odd):
    result = run("check", "content", "--format", "sarif")
    assert result.returncode == 1
    (log,) = json.loads(result.stdout)["runs"]
    error, warning = log["results"]
    assert (error["level"], warning["level"]) == ("error", "warning")
    place = error["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "content/f%C3%AAtes%20%26%20bals/bad%2C%2050%25.md", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 4, "startColumn": 6}
    rules = log["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in log["results"]] == [error["ruleId"], warning["ruleId"]]
    french = json.loads(run("check", "content", "--format", "sarif", "--language", "fr").stdout)["runs"][0]
    assert french["language"] == "fr"
    assert [one["ruleId"] for one in french["results"]] == [one["ruleId"] for one in log["results"]], "rules have no language"
    assert "la fin" in french["results"][0]["message"]["text"]


def test_annotations_of_check(run, tmp_path, bad, odd):
    lines = run("check", tmp_path / "content", "--format", "github").stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("::error file=content/fêtes & bals/bad%2C 50%25.md,line=4,col=6::the end ")
    assert "%0A" in lines[0], "the cure comes along"
    assert lines[1].startswith("::warning file=content/a/odd.md,line=3,col=8::no end")
    report = json.loads(run("check", "content", "--format", "gitlab").stdout)
    assert [(one["severity"], one["location"]["path"], one["location"]["lines"]["begin"]) for one in report] == [
        ("major", "content/fêtes & bals/bad, 50%.md", 4), ("minor", "content/a/odd.md", 3),
    ]  # fmt: skip
    prints = [one["fingerprint"] for one in report]
    odd.write_text(odd.read_text().replace("title: Odd", "title: Odd\nlieu: Salle"))
    moved = json.loads(run("check", "content", "--format", "gitlab").stdout)
    assert moved[1]["location"]["lines"]["begin"] == 4
    assert [one["fingerprint"] for one in moved] == prints, "a remark is the same on another line"


# What the forges do with the workflow files, as far as it can be done without them: each step's commands are run by
# the shell as they stand, in a clone of a repository, with the program under test.


class Forge:
    """A site's repository with a branch that changes an event, cloned as a forge's runner does."""

    def __init__(self, folder, almanach):
        self.folder = folder
        self.origin = folder / "origin"
        self.checkout = folder / "checkout"
        self.programs = folder / "programs"
        self.programs.mkdir()
        self.environment = {
            "PATH": f"{self.programs}:{almanach.parent}:/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Anne", "GIT_AUTHOR_EMAIL": "anne@example.org", "GIT_COMMITTER_NAME": "Anne",
            "GIT_COMMITTER_EMAIL": "anne@example.org",
        }  # fmt: skip
        self.fake("apt-get", 'echo "$@" >>"$HOME/apt-get"')
        self.origin.mkdir()
        self.git("init", "--quiet", "--initial-branch", "main")
        self.save("bal.md", "Bal", "2028-05-12")
        self.git("checkout", "--quiet", "-b", "change")
        self.save("bal.md", "Bal", "2028-05-14")
        self.git("clone", "--quiet", str(self.origin), str(self.checkout))

    def fake(self, name, commands):
        """A program that only the forge has, or that would change the machine."""
        path = self.programs / name
        path.write_text(f"#!/bin/sh\n{commands}\n")
        path.chmod(0o755)

    def git(self, *arguments):
        subprocess.run(["git", *arguments], cwd=self.origin, env=self.environment, capture_output=True, check=True)

    def save(self, name, title, day):
        write_event(self.origin / "_evenements" / name, title=title, start=f"{day} 14:00", end=f"{day} 17:30")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", title)

    def pull(self):
        subprocess.run(["git", "pull", "--quiet"], cwd=self.checkout, env=self.environment, check=True)

    def run(self, commands, variables):
        """As the runners do: one shell for the commands, which ends with the first that fails."""
        environment = {**self.environment, **variables}
        return subprocess.run(["sh", "-e", "-c", commands], cwd=self.checkout, env=environment, capture_output=True, text=True, check=False)

    def installed(self):
        return (self.folder / "apt-get").read_text()


@pytest.fixture
def forge(almanach, tmp_path):
    for program in ("git", "jq", "curl"):
        if shutil.which(program) is None:
            pytest.skip(f"no {program}: ./dev test installs it")
    return Forge(tmp_path, almanach)


def read_workflow(root, name):
    yaml = pytest.importorskip("yaml", reason="no python3-yaml: ./dev test installs it")
    return yaml.safe_load((root / "config" / "ci" / name).read_text(encoding="utf-8"))


class GitHub:
    """The steps of the job, and what expressions are worth in it."""

    VALUES = {"github.base_ref": "main", "github.token": "secret", "github.event.number": "7"}

    def __init__(self, forge, workflow):
        self.forge = forge
        self.job = workflow["jobs"]["agenda"]
        self.summary = forge.folder / "summary"
        self.summary.touch()
        forge.fake("gh", 'echo "$@" >>"$HOME/gh"; case $* in *--paginate*) cat "$HOME/known" ;; *) cat comment.md >"$HOME/comment" ;; esac')
        (forge.folder / "known").touch()

    def fill(self, value):
        for name, worth in self.VALUES.items():
            value = str(value).replace(f"${{{{ {name} }}}}", worth)
        assert "${{" not in value, value
        return value

    def run(self):
        """The result of each step that runs commands, by its name. A step after one that failed needs `if`."""
        results, failed = {}, False
        for step in self.job["steps"]:
            if "run" not in step or (failed and step.get("if") != "${{ !cancelled() }}"):
                continue
            variables = {**self.job["env"], **step.get("env", {})}
            variables = {name: self.fill(value) for name, value in variables.items()}
            variables |= {"GITHUB_STEP_SUMMARY": str(self.summary), "GITHUB_REPOSITORY": "anne/site"}
            assert "${{" not in step["run"], "what others may write is not pasted into a shell"
            results[step["name"]] = self.forge.run(step["run"], variables)
            failed = failed or (results[step["name"]].returncode != 0 and not step.get("continue-on-error"))
        return results, failed


def test_the_workflow_for_github(forge, root):
    workflow = read_workflow(root, "github.yml")
    assert workflow["permissions"] == {"contents": "read", "pull-requests": "write"}
    github = GitHub(forge, workflow)
    assert any(step.get("uses", "").startswith("actions/checkout@") and step["with"]["fetch-depth"] == 0 for step in github.job["steps"])
    results, failed = github.run()
    assert not failed, results
    assert "install --yes --no-install-recommends ./almanach_0.2.0_amd64.deb" in forge.installed()
    told = results["What it does to subscribers"].stdout
    assert told.startswith("::notice file=_evenements/bal.md,line=3,title=") and "subscribers get an update" in told
    comment = (forge.folder / "comment").read_text()
    assert comment.startswith(MARK) and "Fri 12 May 2028, 14:00 – 17:30 → Sun 14 May 2028" in comment
    assert github.summary.read_text() == comment
    asked = (forge.folder / "gh").read_text().splitlines()
    assert asked[-1] == "api --silent --method POST repos/anne/site/issues/7/comments --field body=@comment.md"
    # The next push: the comment is written anew, and what is wrong fails the job and is told all the same.
    (forge.folder / "known").write_text("4711\n")
    forge.save("faux.md", "Faux", "20 21")
    forge.pull()
    results, failed = github.run()
    assert failed
    assert "::error file=_evenements/faux.md,line=3,col=8::" in results["What is odd in the files"].stdout
    assert results["What it does to subscribers"].returncode == 1
    assert "Problems that were not there before" in (forge.folder / "comment").read_text()
    assert (forge.folder / "gh").read_text().splitlines()[-1].endswith("--method PATCH repos/anne/site/issues/comments/4711 --field body=@comment.md")


@pytest.fixture
def notes():
    """A server of GitLab's notes: (its address, what is kept by id, what was asked)."""
    kept, asked = {}, []

    class Notes(http.server.BaseHTTPRequestHandler):
        def answer(self):
            asked.append((self.command, self.path, self.headers["PRIVATE-TOKEN"]))
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            if self.command != "GET":
                number = self.path.rsplit("/", 1)[1] if self.command == "PUT" else str(len(kept) + 1)
                kept[number] = dict(urllib.parse.parse_qsl(body))["body"]
            reply = json.dumps([{"id": int(number), "body": text} for number, text in kept.items()]).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        do_GET = do_POST = do_PUT = answer

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Notes)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", kept, asked
    server.shutdown()
    thread.join()
    server.server_close()


def run_gitlab(forge, root, api, **variables):
    job = read_workflow(root, "gitlab.yml")["agenda"]
    given = {**job["variables"], "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_API_V4_URL": api, "CI_MERGE_REQUEST_PROJECT_ID": "3",
             "CI_MERGE_REQUEST_IID": "7", **variables}  # fmt: skip
    result = forge.run("\n".join(job["before_script"] + job["script"]), given)
    report = json.loads((forge.checkout / job["artifacts"]["reports"]["codequality"]).read_text())
    return result, report


def test_the_workflow_for_gitlab(forge, root, notes):
    api, kept, asked = notes
    kept["1"] = "Bravo"
    result, report = run_gitlab(forge, root, api)
    assert result.returncode == 0, result.stderr
    assert "install --yes --no-install-recommends ./almanach_0.2.0_amd64.deb" in forge.installed()
    assert [(one["check_name"], one["location"]) for one in report] == [
        ("almanach/event-moves", {"path": "_evenements/bal.md", "lines": {"begin": 3}})]  # fmt: skip
    comment = (forge.checkout / "comment.md").read_text()
    assert comment.startswith(MARK) and comment in result.stdout
    assert not asked, "without a token no comment is written"
    result, _ = run_gitlab(forge, root, api, ALMANACH_TOKEN="secret")
    assert result.returncode == 0, result.stderr
    assert kept == {"1": "Bravo", "2": comment}
    assert {token for _, _, token in asked} == {"secret"} and "secret" not in result.stdout + result.stderr
    forge.save("faux.md", "Faux", "20 21")
    forge.pull()
    result, report = run_gitlab(forge, root, api, ALMANACH_TOKEN="secret")
    assert result.returncode == 1
    assert sorted(one["severity"] for one in report) == ["info", "major", "major"], "what both commands tell stands there once"
    assert set(kept) == {"1", "2"} and "Problems that were not there before" in kept["2"]


def test_the_workflows_name_the_package_of_this_version(root, almanach):
    version = subprocess.run([almanach, "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    for path in (root / "config" / "ci").iterdir():
        assert f"almanach_{version}_amd64.deb" in path.read_text(encoding="utf-8"), path.name
