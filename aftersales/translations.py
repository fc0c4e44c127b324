"""English texts: collected from the code, compiled, and compared, all without gettext's programs.

The message is the Chinese text itself; `aftersales/locale/en/LC_MESSAGES/django.po` holds the
English one. Both files are committed, so a machine without msgfmt runs the product in English too.
"""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCES = ("apps/**/*.py", "aftersales/**/*.py", "templates/**/*.html", "templates/**/*.txt")
KEYWORDS = {
    "_": None,
    "_lazy": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")
START = datetime(2026, 11, 21, tzinfo=UTC)
PO = Path("aftersales/locale/en/LC_MESSAGES/django.po")


def collected(root: Path) -> Catalog:
    """Every message of the code and the templates, with the files that use it."""
    catalog = Catalog(charset="utf-8")
    for path in sources(root):
        text = path.read_text()
        if path.suffix != ".py":
            text = f"(x {templatize(text, origin=str(path))}\n)"  # inside brackets indents are free
        found = extract("python", io.BytesIO(text.encode()), KEYWORDS)
        place = str(path.relative_to(root))
        for _line, message, comments, context in found:
            if message:
                catalog.add(message, None, [(place, 0)], (), comments, context=context)
    return catalog


def sources(root: Path) -> Iterator[Path]:
    """The files that may hold messages, in a stable order."""
    for pattern in SOURCES:
        yield from sorted(path for path in root.glob(pattern) if "migrations" not in path.parts)


def read(root: Path) -> Catalog:
    """The committed English catalogue; an empty one when there is none yet."""
    file = root / PO
    if not file.exists():
        return Catalog(
            locale="en",
            project="aftersales",
            charset="utf-8",
            header_comment="# English texts; `manage.py translations` keeps the messages.",
            creation_date=START,
            revision_date=START,
            last_translator="aftersales",
            fuzzy=False,
        )
    with file.open("rb") as source:
        return read_po(source, locale="en", charset="utf-8")


def renew(root: Path) -> Catalog:
    """Bring the catalogue up to the code: new messages empty, unused ones gone; write both files.

    A message that only resembles an old one is left empty: a guess is worse than a gap.
    """
    catalog = read(root)
    created = catalog.creation_date
    catalog.update(collected(root), no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    catalog.creation_date = created  # a renewal without changes changes nothing
    file = root / PO
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        write_po(target, catalog, width=100, sort_output=True, include_lineno=False)
    file.with_suffix(".mo").write_bytes(compiled(catalog))
    return catalog


def compiled(catalog: Catalog) -> bytes:
    """The binary form of the catalogue."""
    target = io.BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def missing(root: Path) -> list[str]:
    """Messages of the code without a certain English text."""
    catalog = read(root)
    return [
        str(message.id)
        for message in collected(root)
        if message.id and not translated(catalog.get(message.id, message.context))
    ]


def translated(message: Message | None) -> bool:
    """Whether the message has a text that nobody marked as doubtful."""
    if message is None or message.fuzzy:
        return False
    texts = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return all(texts)


def broken(root: Path) -> list[str]:
    """Messages whose English text asks for values that the Chinese one does not have."""
    return [
        str(message.id)
        for message in read(root)
        if message.id and translated(message) and asked(message.string) - asked(message.id)
    ]


def asked(text: object) -> set[str]:
    """The names of the values that a text, or each form of it, asks for."""
    parts = text if isinstance(text, list | tuple) else (text,)
    return {name for part in parts for name in PLACEHOLDER.findall(str(part))}


def stale(root: Path) -> bool:
    """Whether the committed binary is not what the committed catalogue compiles to."""
    binary = (root / PO).with_suffix(".mo")
    return not binary.exists() or binary.read_bytes() != compiled(read(root))
