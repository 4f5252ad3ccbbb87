"""Rules of the source tree that no compiler checks."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
# Data flows one way: a folder sees itself and those before it.
LAYERS = ["base", "model", "config", "ops", "content", "dialect", "parse", "journal", "render", "cache", "publish", "server", "http", "control", "cli"]
# Third-party headers and the folders that may see each.
HOMES = {
    "yaml-cpp/": "base",
    "spdlog/": "base",
    "openssl/": "base",
    "httplib.h": "server control",
    "SQLiteCpp/": "cache journal",
    "sqlite3.h": "journal",
    "toml++/": "base",
    "nlohmann/": "base model ops render",
    "prometheus/": "ops",
    "simdjson.h": "model",
    "pugixml.hpp": "http",
    "gumbo.h": "parse",
    "cmark": "parse",
    "qrencode.h": "render",
    "zlib.h": "publish",
    "zstd.h": "base",
    "brotli/": "publish",
    "absl/": "model",
    "unicode/": "model",
}


def sources():
    return sorted(path for path in SOURCE.rglob("*") if path.suffix in (".cpp", ".hpp"))


def includes(path):
    return re.findall(r'^#include [<"]([^>"]+)[>"]', path.read_text(encoding="utf-8"), re.MULTILINE)


def find_circles(graph):
    """The sets of nodes that reach each other, by Tarjan's algorithm; `graph` maps a node to those it names."""
    numbers, lowest, stack, circles = {}, {}, [], []

    def visit(node):
        numbers[node] = lowest[node] = len(numbers)
        stack.append(node)
        for other in graph.get(node, ()):
            if other not in numbers:
                visit(other)
                lowest[node] = min(lowest[node], lowest[other])
            elif other in stack:
                lowest[node] = min(lowest[node], numbers[other])
        if lowest[node] == numbers[node]:
            start = stack.index(node)
            if len(stack) - start > 1:
                circles.append(sorted(stack[start:]))
            del stack[start:]

    for node in sorted(graph):
        if node not in numbers:
            visit(node)
    return circles


def layer_of(path):
    return path.relative_to(SOURCE).parts[0]


def test_every_folder_of_the_source_is_a_layer():
    assert sorted(path.name for path in SOURCE.iterdir() if path.is_dir()) == sorted(LAYERS)


def test_includes_point_one_way():
    wrong = []
    for path in sources():
        layer = layer_of(path)
        if layer not in LAYERS:
            continue  # main.cpp sees all
        for included in includes(path):
            target = included.split("/")[0]
            if target in LAYERS and LAYERS.index(target) > LAYERS.index(layer):
                wrong.append(f"{path.relative_to(ROOT)} includes {included}")
    assert not wrong, "\n".join(wrong)


def test_circles_are_found():
    assert find_circles({"a": ["b"], "b": ["c"], "c": ["b"], "d": ["d", "a"]}) == [["b", "c"]]
    assert find_circles({"a": ["b", "c"], "b": ["d"], "c": ["d"]}) == []


def test_modules_include_each_other_in_no_circle():
    modules = {str(path.relative_to(SOURCE).with_suffix("")) for path in sources()}
    graph = {}
    for path in sources():
        included = {str(pathlib.PurePosixPath(name).with_suffix("")) for name in includes(path)}
        graph.setdefault(str(path.relative_to(SOURCE).with_suffix("")), set()).update(included & modules)
    circles = find_circles(graph)
    assert not circles, "\n".join(" <-> ".join(circle) for circle in circles)


def test_the_server_knows_no_snapshot():
    """Of what is published it knows the bytes that it sends, and nothing else."""
    wrong = []
    for path in (SOURCE / "server").iterdir():
        for included in includes(path):
            if included.startswith("publish/") and included != "publish/body.hpp":
                wrong.append(f"{path.relative_to(ROOT)} includes {included}")
    assert not wrong, "\n".join(wrong)


def test_third_party_headers_stay_at_home():
    wrong = []
    for path in sources():
        for included in includes(path):
            for start, home in HOMES.items():
                if included.startswith(start) and layer_of(path) not in home.split():
                    wrong.append(f"{path.relative_to(ROOT)} includes {included}, which belongs to src/{home}")
    assert not wrong, "\n".join(wrong)


def test_source_files_are_small():
    large = [f"{path.relative_to(ROOT)}: {count} lines" for path in sources() if (count := path.read_text().count("\n")) > 450]
    assert not large, "\n".join(large)


def test_the_sample_configuration_names_every_field_that_fields_may_set():
    table = (SOURCE / "config/field_names.cpp").read_text(encoding="utf-8")
    rows = re.findall(r'\{"(\w+)",\s*"\w*",\s*\{[^}]*\}(, kFixed)?\}', table)
    assert len(rows) > 30
    sample = (ROOT / "config/almanach.yml").read_text(encoding="utf-8")
    listed = re.search(r"^# Fields: ((?:[\w, ]|\n# )*)\.$", sample, re.MULTILINE).group(1)
    assert sorted(re.findall(r"\w+", listed)) == sorted(name for name, fixed in rows if not fixed)


def named_tests(text):
    """(file, case) of each test that a promise names, and the promises that name none."""
    tests, bare = [], []
    for promise in re.findall(r"^- \*\*.*?(?=^- |^#|\Z)", text, re.MULTILINE | re.DOTALL):
        held = re.findall(r"`(tests/[\w/.]+)`:\s+`([^`]+)`", promise.partition("Held by")[2])
        tests += held
        if not held:
            bare.append(promise.splitlines()[0])
    return tests, bare


def has_case(path, case):
    if not path.exists():
        return False
    text = path.read_text(encoding="utf-8")
    return f"\ndef {case}(" in text if path.suffix == ".py" else bool(re.search(rf'TEST_CASE\(\s*"{re.escape(case)}"', text))


def test_each_promise_of_security_names_a_test_that_exists():
    text = (ROOT / "doc/SECURITY.md").read_text(encoding="utf-8")
    _, _, promises = text.partition("## Requests")
    promises, _, _ = promises.partition("## Out of scope")
    tests, bare = named_tests(promises)
    assert len(tests) > 40
    assert not bare, "promises without a test:\n" + "\n".join(bare)
    missing = [f"{file}: {case}" for file, case in tests if not has_case(ROOT / file, case)]
    assert not missing, "\n".join(missing)


def test_a_promise_without_a_test_is_found():
    text = "- **One** is.\n  Held by `tests/a.py`:\n  `test_one`.\n- **Two** is.\n\n## Three\n"
    assert named_tests(text) == ([("tests/a.py", "test_one")], ["- **Two** is."])
    assert has_case(pathlib.Path(__file__), "test_a_promise_without_a_test_is_found")
    assert not has_case(pathlib.Path(__file__), "test_none_of_that_name")
