"""HTML made by hand from text that is never trusted: everything passes `esc` first."""

import re
from html import escape

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")

# A path of this machine, but no part of an address.
MACHINE = re.compile(r"(?<![\w/:.])(?:/[\w.@~+-]+){2,}/?|\b[A-Za-z]:\\[^\s;]+")


def esc(text: object) -> str:
    """Text as HTML text or as a quoted attribute."""
    return escape(str(text), quote=True)


def element(name: str, *inside: str, css: object = "", **attributes: object) -> str:
    """An element around HTML that is already safe; attribute values are escaped here."""
    given = {"class": css, **attributes} if css else attributes
    written = "".join(f' {k.replace("_", "-")}="{esc(v)}"' for k, v in given.items())
    return f"<{name}{written}>{''.join(inside)}</{name}>"


def text_element(name: str, text: object, css: object = "", **attributes: object) -> str:
    """An element around text."""
    return element(name, esc(text), css=css, **attributes)


def harmless(text: str) -> str:
    """What went wrong without the paths of the machine that it went wrong on."""
    return MACHINE.sub("…", text)


def plain_label(text: str) -> str:
    """Text for a label of Streamlit's, which it reads as Markdown: all marks escaped."""
    return PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def link_to_source(address: str) -> str:
    """The original's address as a link that says it leaves the site; other text stays text."""
    if not re.match(r"https?://[^\s\"'<>]+$", address):
        return esc(address)
    return text_element(
        "a", address, href=address, target="_blank", rel="noopener noreferrer nofollow"
    )


def marked(text: str, quote: str) -> str:
    """Text with the sentences of a quote marked."""
    pieces = re.findall(r"[^。！？；]+[。！？；]?", text) or [text]
    wanted = _bare(quote)
    shown = []
    for piece in pieces:
        bare = _bare(piece)
        held = bool(bare) and (bare in wanted or wanted in bare)
        shown.append(text_element("mark", piece) if held and wanted else esc(piece))
    return "".join(shown).replace("</mark><mark>", "")


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
