"""Made reports: bodies and numbers by seed, rendered into the shapes and formats of the wild."""

from eval.corpus.plain import Made, made_report, made_reports

__all__ = ["Made", "made_report", "made_reports"]
