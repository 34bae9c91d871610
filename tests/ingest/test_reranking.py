"""A cross-encoder by setting: loaded for real from a small folder, else refused in one line."""

import os
from pathlib import Path

import pytest

from ingest.embedding.reranking import scores
from ingest.errors import ModelUnavailable

os.environ["HF_HUB_OFFLINE"] = "1"  # read when sentence-transformers is first imported


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder of a few hundred weights, drawn by seed."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    made = tmp_path_factory.mktemp("reranker")
    (made / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n公\n开\n培\n训\n", "utf-8")
    BertTokenizerFast(str(made / "vocab.txt")).save_pretrained(made)
    torch.manual_seed(3)
    shape = BertConfig(
        vocab_size=9, hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, num_labels=1,
    )  # fmt: skip
    BertForSequenceClassification(shape).save_pretrained(made)
    return made


def test_each_passage_gets_a_number_of_its_own(folder: Path) -> None:
    found = scores(str(folder), "公开", ["培训", "公开", "开"])
    assert len(found) == len(set(found)) == 3
    assert scores(str(folder), "公开", ["公开"]) == pytest.approx(found[1:2], abs=1e-5)


def test_what_is_no_model_is_told_in_one_line(tmp_path: Path) -> None:
    for name in (str(tmp_path), "nianbao/no-such-reranker"):
        with pytest.raises(ModelUnavailable, match="NIANBAO_RERANKER") as told:
            scores(name, "公开", ["公开"])
        assert "\n" not in str(told.value)
