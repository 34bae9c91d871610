"""What nianbao offers to LangChain: a retriever of passages and a tool that answers exactly.

LangChain's types are met here and go no further in; importing this module imports langchain-core.
"""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.tools import BaseTool, StructuredTool
from pydantic import ConfigDict

from assistant.answer import link_to
from assistant.ask import Assistant
from assistant.narrative.passages import asked_text
from assistant.narrative.retrieve import Hit
from assistant.question.reading import read_query
from assistant.resolve import Resolved, resolve


class PassageRetriever(BaseRetriever):
    """Passages of the reports that a question names, best first; of all where it names none.

    A place or year that is not loaded gives no passage, never one of another place or year.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)
    assistant: Any
    k: int = 5

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        asked: Assistant = self.assistant
        read = read_query(query, asked.catalogue, asked.settings.today)
        if not read.mentions and not read.years:
            return [_document(h) for h in asked.retriever.search_all(query, self.k, tables=True)]
        resolved = resolve(read, asked.catalogue)
        if not isinstance(resolved, Resolved):
            return []
        wanted = asked_text(read)
        hits = asked.retriever.search(wanted, resolved.reports, self.k, tables=True)
        return [_document(h) for h in hits]


def answering_tool(assistant: Assistant) -> BaseTool:
    """A tool that answers one question and returns the contract's answer as a dictionary."""

    def ask(question: str) -> dict[str, Any]:
        return assistant.ask(question).to_json()

    return StructuredTool.from_function(
        ask,
        name="nianbao",
        description="Exact answers about Chinese government information disclosure annual reports: "
        "figures to the cell, passages quoted, refusals with a reason. Ask in Chinese or English, "
        "with the place and the year.",
    )


def _document(hit: Hit) -> Document:
    report, chunk = hit.report, hit.chunk
    return Document(
        page_content=chunk.text,
        metadata={
            "document": report.document, "title": report.title, "publisher": report.publisher,
            "scope": report.scope, "year": report.year, "heading": chunk.heading,
            "where": chunk.where, "source": report.url or report.source, "sha256": report.sha256,
            "link": link_to(report, chunk.where), "sample": report.sample,
        },
    )  # fmt: skip
