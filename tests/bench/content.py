"""Generated events: the same at every run."""

import random

FOLDERS = 10
WORDS = (
    "atelier service public numérique ouvert équipe usagers réunion quartier médiathèque données partage "
    "démonstration échange présentation accueil projet commune citoyenne découverte"
).split()


def make_event(number, generator, sections=3, year=2027):
    """An event with the fields of a real one. With three `sections` its file has 2.6 kB, as long real ones do; with none
    0.7 kB."""
    day, month, hour = generator.randint(1, 28), generator.randint(1, 12), generator.randint(8, 18)
    sentence = lambda count: " ".join(generator.choice(WORDS) for _ in range(count)).capitalize() + "."
    body = "\n\n".join(f"## {sentence(4)}\n\n{sentence(40)} **{sentence(3)}**\n\n* {sentence(9)}\n* {sentence(9)}" for _ in range(sections))
    return f"""---
title: "{sentence(6)[:-1]} {number}"
date: 2026-01-10 10:00:00 +01:00
categories:
- Atelier
tags:
- {generator.choice(WORDS)}
chapeau-text: "{sentence(30)}"
event_start_date: {year}-{month:02}-{day:02} {hour:02}:00:00
lieu: Maison des associations
adresse: 12 rue des Écoles, 69007 Lyon
champs_informations:
- intitule: Horaires
  contenu: {hour}h-{hour + 2}h30
- intitule: Modalités
  contenu: Gratuit, sur inscription
  lien: https://inscription.example.org/{number}
---

{body}
"""


def write_events(content, count, folders=FOLDERS, sections=3, first_year=2027, years=1):
    """In folders of the content folder, by turns of these and of the years."""
    generator = random.Random(20261123)
    for folder in range(folders):
        (content / f"dossier-{folder}").mkdir()
    for number in range(count):
        path = content / f"dossier-{number % folders}" / f"evenement-{number}.md"
        path.write_text(make_event(number, generator, sections, first_year + number % years), encoding="utf-8")
