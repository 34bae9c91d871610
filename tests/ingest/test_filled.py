"""Values that stand in the fields of a PDF's form, or were typed over its page."""

import pytest
from drawing import HEIGHT, LEFT, PROSE, paragraph, pdf, rows, ruled

from ingest.readers.pdf import read_pdf

FONT = "/DR << /Font << /Helv << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
FORM = f"/AcroForm << /Fields [90 0 R] /NeedAppearances true /DA (/Helv 8 Tf 0 g) {FONT} >>"
PRINT = pdf([*paragraph(PROSE, 80), *ruled(["行政许可|", "行政处罚|3"], 300)])


def noted(kind: str, form: str = "") -> bytes:
    """The print with a note of this kind over its first value."""
    at = f"/Rect [{LEFT + 62} {HEIGHT - 322} {LEFT + 100} {HEIGHT - 302}] /F 4"
    note = f"90 0 obj\n<< /Type /Annot {at} {kind} >>\nendobj\n"
    made = PRINT.replace(b"/MediaBox", b"/Annots [90 0 R] /MediaBox")
    made = made.replace(b"/Type /Catalog", f"/Type /Catalog {form}".encode())
    start = made.rindex(b"xref\n0 ")
    return made[:start] + note.encode() + made[start:]


def value(data: bytes) -> str:
    return rows(read_pdf(data, "x"))[0][1]


def drawn(text: str) -> str:
    return (
        f"/AP << /N 91 0 R >> >>\nendobj\n91 0 obj\n<< /Type /XObject /Subtype /Form "
        f"/BBox [0 0 38 20] /Resources {FONT[4:]} /Length {len(text) + 30} >>\nstream\n"
        f"BT /Helv 8 Tf 0 g 4 6 Td ({text}) Tj ET\nendstream\nendobj\n92 0 obj\n<<"
    )


@pytest.mark.parametrize("text", ["12", "0", ""])
def test_a_field_shows_its_value_drawn_or_not(text: str) -> None:
    field = f"/Subtype /Widget /FT /Tx /T (a) /DA (/Helv 8 Tf 0 g) /V ({text})"
    assert value(noted(field, FORM)) == text
    assert value(noted(f"{field} {drawn(text)}", FORM.replace("true", "false"))) == text


def test_what_was_typed_over_a_page_is_of_it_and_a_comment_is_not() -> None:
    assert value(noted(f"/Subtype /FreeText /Contents (12) {drawn('12')}")) == "12"
    assert value(noted(f"/Subtype /Stamp /Contents (12) {drawn('12')}")) == ""
    assert value(noted("/Subtype /Text /Contents (12)")) == ""
