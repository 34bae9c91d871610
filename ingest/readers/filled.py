"""What was filled into a PDF's form, or typed over its pages, made part of those pages."""

import io
from typing import Any

FIELD, TYPED = "Widget", "FreeText"


def with_filled_in(data: bytes) -> bytes:
    """The file with its filled fields and typed texts on its pages; as it is where it has none.

    Other notes (marks, frames, comments) are no part of what was reported.
    """
    import pdfplumber
    import pypdfium2
    from pypdfium2 import raw

    with pdfplumber.open(io.BytesIO(data)) as read:
        if not any(_kinds(page) & {FIELD, TYPED} for page in read.pages):
            return data
    kept = raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT
    made = io.BytesIO()
    with pypdfium2.PdfDocument(data) as pdf:
        pdf.init_forms()
        for page in pdf:
            for at in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
                note = raw.FPDFPage_GetAnnot(page, at)
                other = raw.FPDFAnnot_GetSubtype(note) not in kept
                raw.FPDFPage_CloseAnnot(note)
                if other:
                    raw.FPDFPage_RemoveAnnot(page, at)
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
        pdf.save(made, flags=raw.FPDF_REMOVE_SECURITY)
    return made.getvalue()


def _kinds(page: Any) -> set[Any]:
    """Of a page's annotations."""
    from pdfminer.pdftypes import resolve1

    found = resolve1(page.page_obj.annots)
    notes = (resolve1(note) for note in found) if isinstance(found, list) else ()
    kinds = (resolve1(note.get("Subtype")) for note in notes if isinstance(note, dict))
    return {getattr(kind, "name", None) for kind in kinds}
