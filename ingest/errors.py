"""What can go wrong with a report, for the operator.

ReportError
├── UnknownFormat      the bytes are of no kind that is read
├── UnreadableReport   of a known kind, but no annual report could be read from them
├── TooLarge           over a limit
├── FetchRefused       an address that is not opened
│   └── NotThere       one that its server has not, or does not give
├── StoreError         the home or the SQL store can't be used as it is
└── ModelUnavailable   the embedding model can't be loaded
"""


class ReportError(Exception):
    """One line for a person: where, what was seen, what to do."""

    def __init__(self, where: str, seen: str, todo: str) -> None:
        super().__init__(where, seen, todo)
        self.where, self.seen, self.todo = where, seen, todo

    def __str__(self) -> str:
        line = (
            f"{self.where}: {self.seen}; {self.todo}" if self.where else f"{self.seen}; {self.todo}"
        )
        return " ".join(line.split())


class UnknownFormat(ReportError):
    """The bytes are of no kind that is read."""


class UnreadableReport(ReportError):
    """The bytes are of a known kind, but hold no annual report that can be read."""


class TooLarge(ReportError):
    """The input is over a limit."""


class FetchRefused(ReportError):
    """The address is not one that is opened."""


class NotThere(FetchRefused):
    """The server has no such page, or does not give it."""


class StoreError(ReportError):
    """The home or the SQL store can't be used as it is."""


class ModelUnavailable(ReportError):
    """The embedding model can't be loaded."""
