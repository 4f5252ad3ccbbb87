"""A site with private feeds, whose names are nowhere else; and the links to them."""

import re
from content import write_event

ADDRESS = ("--base-url", "https://agenda.example.org")
# What is to be found nowhere without a link: ids, folders, names, titles, slugs, texts.
NEEDLES = (
    "jardin-clos", "Jardin clos", "Conseil du jardin", "huis", "Huis", "bureau", "Bureau", "brouillon-faux", "Rosier",
    "Gartenrat",
)
PRIVATE_FEED = "jardin-clos"


def make_site(content):
    """A public feed and two private ones, with faults, a translation and a public neighbour of the same uid."""
    write_event(content / "agenda" / "bal.md", title="Bal", extra="uid: commun@example.org\ncategories: [Danse]\n")
    write_event(content / "agenda" / "faux.md", start="nonsense")
    clos = content / PRIVATE_FEED
    write_event(clos / "seance-a-huis-clos.md", title="Séance à Huis clos", extra="uid: commun@example.org\nlieu: Salle Rosier\n")
    write_event(clos / "seance-a-huis-clos.de.md", title="Sitzung des Gartenrats")
    write_event(clos / "brouillon-faux.md", title="Rosier fané", start="nonsense")
    write_event(clos / "bureau" / "bureau-restreint.md", title="Bureau restreint")
    (clos / "feed.yml").write_text("name: Conseil du jardin\naccess: link\n", encoding="utf-8")
    return content


def add_link(run, state, *arguments):
    """Makes a link; its secret."""
    result = run("link", "add", *arguments, "--state", state, *ADDRESS)
    assert result.returncode == 0, result.stderr
    secrets = set(re.findall(r"https://agenda\.example\.org/s/([0-9a-f]{32})(?:/|$)", result.stdout))
    assert len(secrets) == 1, result.stdout
    return secrets.pop()


def found_in(text, needles=NEEDLES):
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    return [needle for needle in needles if needle in text]
