"""Writes content files as editors and site tools do."""

import os


def event_text(title="A meeting", start="2027-02-10 18:00:00 +01:00", end="2027-02-10 20:00:00 +01:00", extra=""):
    return f"---\ntitle: {title}\nstart: {start}\nend: {end}\n{extra}---\n\nBring a pen.\n"


def save_over(path, text):
    """Saves as careful editors do: beside the file first, then renamed into its place."""
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)
    return path


def write_event(path, **fields):
    """Saves in place, in a folder that is made when missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(event_text(**fields), encoding="utf-8")
    return path
