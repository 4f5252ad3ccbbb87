"""The string literals of C++ sources, and what the catalogue of messages has of them."""

import pathlib
import re

SOURCE = pathlib.Path(__file__).resolve().parents[2] / "src"
TOKEN = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | \#include[^\n]* | '(?:[^'\\\n]|\\.)+' | \s+
    | R"(?P<mark>\w*)\((?P<raw>.*?)\)(?P=mark)" | "(?P<text>(?:[^"\\\n]|\\.)*)" | \w+ | .""",
    re.DOTALL | re.VERBOSE,
)
# What fmt fills in, as sources have it and as the catalogue does.
HOLE = re.compile(r"\{\d*(?::[0-9<>.a-zA-Z%-]*)?\}|\{#\}")
# "{:04}-{:02}-{:02} {:02}:{:02}" is one, as it is in the catalogue.
HOLES = re.compile(rf"(?:{HOLE.pattern})(?:[-: ](?:{HOLE.pattern}))*")


def unescape(text):
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), text)


def literals(path):
    """(line, text, the calls that it is given to) of each string literal, neighbours joined."""
    found, line, open_line, text = [], 1, 0, None
    calls, name = [], ""
    for token in TOKEN.finditer(path.read_text(encoding="utf-8")):
        raw, quoted, code = token["raw"], token["text"], token[0]
        if raw is not None or quoted is not None:
            if text is None:
                text, open_line = "", line
            text += raw if raw is not None else unescape(quoted)
        elif not re.match(r"\s|//|/\*", code):
            if text is not None:
                found.append((open_line, text, [call for call in calls if call]))
                text = None
            if code in "({[":
                calls.append(name)
            elif code in ")}]" and calls:
                calls.pop()
            name = code if re.fullmatch(r"\w+", code) and code not in ("return", "if") else ""
        line += code.count("\n")
    return found


def catalogue():
    """(file, English, French) of each entry."""
    entries = []
    for path in sorted((SOURCE / "render/messages").glob("*.cpp")):
        table = re.search(r"std::to_array<Message>\(\{(.*?)\n\}\);", path.read_text(encoding="utf-8"), re.DOTALL)
        if table is None:
            continue
        text = r'"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*'
        for english, french in re.findall(rf"\{{({text}),\s*({text})\}}", table[1]):
            both = ["".join(unescape(part) for part in re.findall(r'"((?:[^"\\\n]|\\.)*)"', one)) for one in (english, french)]
            entries.append((path.name, *both))
    return entries


def stands_in(literal, entry):
    """Whether an entry of the catalogue has a literal, whatever it is filled with there."""
    at = 0
    for piece in HOLES.split(literal):
        piece = piece.replace("{{", "{").replace("}}", "}")
        at = entry.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True
