"""LlamaIndex as its makers show it, as peers: its splitter and vector index, and its hybrid search.

The title of a report goes with each chunk as metadata, which LlamaIndex embeds with the text; its
BM25 is given pairs of Chinese signs for words, since it takes a pattern and no segmenter.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from eval.corpus import Made
from eval.peers import K, Passage, Peer
from eval.progress import processors
from ingest import embedding

CHUNK_SIZES = (512, 1_024)  # tokens; 1,024 is its default
PAIRS = r"(?=([\u4e00-\u9fff]{2}|(?<!\d)\d+))"


def recipes(made: Sequence[Made]) -> Iterator[Peer]:
    """The vector index of each chunk size, then fused with its BM25 by rank."""
    from llama_index.core import VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.core.retrievers import QueryFusionRetriever
    from llama_index.retrievers.bm25 import BM25Retriever

    for size in CHUNK_SIZES:
        began = processors()
        splitter = SentenceSplitter(chunk_size=size, chunk_overlap=size // 5)
        nodes = splitter.get_nodes_from_documents(_documents(made))
        index = VectorStoreIndex(nodes, embed_model=_model())
        vectors = index.as_retriever(similarity_top_k=K * 5)
        seconds = processors() - began
        named = f", chunks of {size} tokens under their title"
        yield Peer(f"LlamaIndex{named}", seconds, _search(vectors))
        words = BM25Retriever(
            nodes, similarity_top_k=K * 5, skip_stemming=True, token_pattern=PAIRS
        )
        fused = QueryFusionRetriever(
            [vectors, words], llm=_no_model(), mode="reciprocal_rerank", num_queries=1,
            similarity_top_k=K * 5, use_async=False,
        )  # fmt: skip
        seconds = processors() - began
        yield Peer(f"LlamaIndex with BM25, fused by rank{named}", seconds, _search(fused))


def _documents(made: Sequence[Made]) -> list[Any]:
    from llama_index.core import Document

    return [
        Document(
            text=report.text, excluded_embed_metadata_keys=["year"],
            metadata={"title": f"{report.publisher}{report.year}年政府信息公开工作年度报告",
                      "publisher": report.publisher, "year": report.year},
        )
        for report in made
    ]  # fmt: skip


def _search(retriever: Any) -> Callable[[str], Sequence[Passage]]:
    def search(question: str) -> list[Passage]:
        nodes = [hit.node for hit in retriever.retrieve(question)]
        return [
            Passage(n.metadata["publisher"], n.metadata["year"], n.get_content()) for n in nodes
        ]

    return search


def _no_model() -> Any:
    from llama_index.core.llms import MockLLM

    return MockLLM()


def _model() -> Any:
    """Our model as LlamaIndex takes one."""
    from llama_index.core.embeddings import BaseEmbedding

    class Ours(BaseEmbedding):  # type: ignore[misc]
        """The same vectors as everybody's here."""

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            vectors: list[list[float]] = embedding.load().passages(texts).tolist()
            return vectors

        def _get_query_embedding(self, query: str) -> list[float]:
            vector: list[float] = embedding.load().query(query).tolist()
            return vector

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    return Ours(embed_batch_size=1_000)
