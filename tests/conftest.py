"""What all rooms share: the real reports where they lie beside the project, and one flag."""

from collections.abc import Callable
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-goldens", action="store_true", help="write what is read now as what is expected"
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    there = (SHARED / "reports").is_dir()
    said = "read from ../shared/reports" if there else "not here (../shared), not read"
    terminalreporter.write_line(f"real reports: {said}")


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """A file of the folder with the real reports; the test is skipped where it isn't there."""

    def path(name: str) -> Path:
        if not (SHARED / name).is_file():
            pytest.skip("the real reports and agreed lists (../shared) are not here")
        return SHARED / name

    return path
