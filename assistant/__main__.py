"""`python -m assistant`: ask one question, or hold a conversation."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.query import Query, language_of
from assistant.texts import in_script, say
from assistant.turns.conversation import Conversation
from ingest.errors import ReportError
from ingest.settings import read_settings
from ingest.store.database import open_database

LINE_BREAKS = {0x2028: "\\u2028", 0x2029: "\\u2029", 0x85: "\\u0085"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer on standard output, one line for each non-empty line of input with --json."""
    parsed = _parser().parse_args(arguments)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        settings = read_settings(parsed.home)
        assistant = Assistant(open_database(settings.home, settings.database_url), settings)
        for question, conversation in _questions(parsed):
            _show(_safely(assistant, question, conversation), parsed.json)
    except ReportError as error:
        print(f"assistant: {error}", file=sys.stderr)
        return 1
    except (BrokenPipeError, KeyboardInterrupt):
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m assistant", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command", dest="command")
    for name, text in (("ask", "answer one question, or one a line"), ("chat", "a conversation")):
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument(
            "--home", help="where everything is kept (default: $NIANBAO_HOME, else ./data)"
        )
        command.add_argument("--json", action="store_true")
        if name == "ask":
            command.add_argument("question", nargs="?")
    return parser


def _questions(parsed: argparse.Namespace) -> Iterator[tuple[str, Conversation | None]]:
    """Each question with its conversation; an empty line begins a new one."""
    if parsed.command == "ask" and parsed.question is not None:
        yield parsed.question, None
        return
    conversation = Conversation()
    for line in sys.stdin:
        question = line.strip()
        if not question:
            conversation = Conversation()
            continue
        yield question, conversation if parsed.command == "chat" else None


def _safely(assistant: Assistant, question: str, conversation: Conversation | None) -> Answer:
    """An answer whatever happens inside: a fault of ours is told in one line and refused."""
    try:
        return assistant.ask(question, conversation)
    except Exception as error:
        print(
            f"assistant: {question[:60]!r} failed: {type(error).__name__}: {error}", file=sys.stderr
        )
        language = language_of(question)
        query = Query(text=question, plain=question, language=language)
        text = say(language, "not_understood", words=question[:60])
        return Answer(query, "not_found", text, reason="not_understood")


def _show(answer: Answer, as_json: bool) -> None:
    line: dict[str, Any] = answer.to_json()
    if as_json:
        print(json.dumps(line, ensure_ascii=False).translate(LINE_BREAKS), flush=True)
        return
    print(line["text"])
    for item in line["evidence"]:
        title = in_script(answer.query.language, item["title"])
        print(f"  [{item['n']}] {item['quote']} —— 《{title}》{item['where']}")
    for option in line["options"]:
        print(f"  ? {option}")
    print(flush=True)


if __name__ == "__main__":
    sys.exit(main())
