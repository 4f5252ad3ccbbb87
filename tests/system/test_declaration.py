"""The draft of a declaration of accessibility: it names tests that exist, and claims nothing."""

import re

from golden import ROOT

DRAFT = ROOT / "doc" / "declaration-accessibilite.md"


def claims(text):
    """What only an audit may say: a rate, or a state of conformity."""
    return re.findall(r"\d\s*%|\bpour cent\b|taux|(?:totalement|partiellement|non|est|sont)[ -]conformes?\b", text, re.IGNORECASE)


def named_tests(text):
    return re.findall(r"\(`(tests/[\w/.]+)` : `([^`]+)`\)", text)


def test_each_test_that_it_names_exists():
    text = DRAFT.read_text(encoding="utf-8")
    named = named_tests(text)
    section = text.partition("Ce que l’éditeur du logiciel vérifie")[2].partition("###")[0]
    assert len(named) == section.count("\n- ") > 8, "each promise names a test"
    missing = [f"{file}: {name}" for file, name in named if name not in (ROOT / file).read_text(encoding="utf-8")]
    assert not missing, "\n".join(missing)
    assert not [name for _, name in named_tests("- x\n  (`tests/a.mjs` : `b c`)") if name != "b c"]


def test_it_claims_no_rate_and_no_state():
    assert not claims(DRAFT.read_text(encoding="utf-8"))
    assert len(claims("Le site est conforme à 87 % ; il est partiellement conforme. Taux moyen.")) == 4


def test_state_rate_and_contact_are_left_to_the_body():
    text = DRAFT.read_text(encoding="utf-8")
    for part in ("État de conformité", "Résultats des tests", "Contenus non accessibles", "Retour d’information et contact"):
        body = text.partition(f"### {part}\n")[2].partition("###")[0]
        assert "[" in body, part
    assert "Almanach ne le publie pas" in text


def test_no_page_shows_it(serve, samples):
    site = serve(samples)
    for path in ("/", "/help", "/evenements/"):
        assert "ccessibilit" not in site.get(path).text.partition("<footer")[2], path
    assert site.get("/declaration-accessibilite").status == 404
