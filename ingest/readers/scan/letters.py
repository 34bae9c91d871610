"""Letters in pictures, by rapidocr with the models that its package brings; no network is used."""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

from ingest.errors import UnknownFormat

INSTALL = "install the reader of scans: python -m pip install -c constraints.txt -e '.[ocr]'"
NARROW = 96  # pixels that a crop of 48 in height is padded to; a digit needs no more
DETECTED = 0.6  # of the page's scale is enough to find lines


def is_installed() -> bool:
    """Whether the extra is there."""
    return all(find_spec(name) for name in ("cv2", "rapidocr", "onnxruntime"))


def require(where: str) -> None:
    """Raise UnknownFormat where the extra isn't installed."""
    if not is_installed():
        raise UnknownFormat(where, "this is a scan or a picture", INSTALL)


@cache
def _engine() -> Any:
    """Detector and recogniser; one thread, so that the same page always gives the same digits."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Rec.rec_img_shape": [3, 48, NARROW],
        }
    )


def read_letters(crops: Sequence[Any]) -> list[tuple[str, float]]:
    """The text of each gray crop of one line, and how sure it is, from 0 to 1."""
    if not crops:
        return []
    import cv2
    from rapidocr.ch_ppocr_rec import TextRecInput

    coloured = [cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR) for crop in crops]
    found = _engine()._load_rec_model()(TextRecInput(img=coloured))
    return [(t.strip(), float(s)) for t, s in zip(found.txts, found.scores, strict=True)]


def find_lines(gray: Any, scale: float = DETECTED) -> list[Any]:
    """The corners of each line of text, four points in pixels."""
    import cv2

    small = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = _engine()._load_det_model()(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR))
    return [] if found.boxes is None else [box / scale for box in found.boxes]
