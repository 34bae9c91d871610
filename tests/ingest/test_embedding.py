"""The embedding model: ours is small, light and finds passages; any other loads or says why."""

import json
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ingest import embedding
from ingest.chunks import split_chunks
from ingest.document import outline
from ingest.embedding import measuring, recipe, training
from ingest.errors import ModelUnavailable
from ingest.readers import read_blocks

ROOT = Path(__file__).parents[2]
TEXTS = ["哪里可以当面申请？", "政务新媒体叫什么", "A09窗口，2021年", "What problems are there?"]
os.environ["HF_HUB_OFFLINE"] = "1"  # read when sentence-transformers is first imported


def test_vectors_have_unit_length() -> None:
    model = embedding.load()
    vectors = model.passages(TEXTS)
    assert vectors.shape == (len(TEXTS), model.dimension) == (4, 256)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.array_equal(model.query(TEXTS[0]), vectors[0])


@pytest.mark.parametrize("text", ["", " \n", "，。！", "\x00", "\ud800", "Ⰰ𝕏🀄"])
def test_a_text_without_a_known_sign_has_no_direction(text: str) -> None:
    model = embedding.load()
    assert np.isfinite(model.query(text)).all()
    # A letter of another alphabet may fold to a known one; nothing else leaves a trace.
    assert text == "Ⰰ𝕏🀄" or not model.query(text).any()
    assert model.passages([]).shape == (0, 256)


def test_a_very_long_text_is_no_trouble() -> None:
    model = embedding.load()
    longest, short = model.passages(["公开申请" * 200_000, "公开申请"])
    assert math.isclose(float(longest @ short), 1, abs_tol=1e-3)


def test_every_character_is_known() -> None:
    held = json.loads((embedding.OWN / "tokenizer.json").read_text(encoding="utf-8"))
    tokens = {token for token, _ in held["model"]["vocab"]}
    assert len(training.HANZI) == len(set(training.HANZI)) == 6763
    assert tokens.issuperset(training.HANZI) and tokens.issuperset("0123456789")
    assert all(embedding.load().query(c).any() for c in training.HANZI)


def test_what_ships_is_small() -> None:
    assert sum(p.stat().st_size for p in embedding.OWN.iterdir()) < 6_000_000


def test_the_model_that_ships_loads_nothing_heavy() -> None:
    asking = (
        "import sys; from ingest import embedding;"
        "embedding.fingerprint(); embedding.load().query('公开'); print(*sys.modules)"
    )
    command = [sys.executable, "-c", asking]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in ran.stdout.split()}
    assert loaded.isdisjoint({"torch", "sentence_transformers", "transformers", "langchain_core"})


def test_sentence_transformers_reads_the_same_vectors() -> None:
    other = embedding.load(str(embedding.OWN))
    assert other.dimension == 256
    assert np.allclose(other.passages(TEXTS), embedding.load().passages(TEXTS), atol=2e-3)


def test_langchain_gets_the_same_vectors() -> None:
    offered, model = embedding.for_langchain(), embedding.load()
    assert np.allclose(offered.embed_documents(TEXTS), model.passages(TEXTS))
    assert np.allclose(offered.embed_query(TEXTS[0]), model.query(TEXTS[0]))


@pytest.fixture(scope="module")
def prompted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model with a prompt for questions, as the bge models have."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    tokens = ["[PAD]", "[UNK]", *"问：申请公开收费"]
    weights = torch.randn(len(tokens), 8, generator=torch.Generator().manual_seed(1))
    module = StaticEmbedding(training.tokenizer(tokens), embedding_weights=weights)
    model = SentenceTransformer(modules=[module], prompts={"query": "问：", "document": ""})
    folder = tmp_path_factory.mktemp("model") / "提示"
    model.save_pretrained(str(folder), create_model_card=False)
    return folder


def test_another_model_loads_from_a_folder_with_its_prompts(prompted: Path) -> None:
    model = embedding.load(str(prompted))
    assert (model.name, model.dimension) == (str(prompted), 8)
    question, bare, passage = model.query("申请"), model.query("收费"), model.passages(["申请"])[0]
    assert np.allclose([np.linalg.norm(v) for v in (question, bare, passage)], 1, atol=1e-5)
    assert not np.allclose(question, passage, atol=1e-3)
    assert np.allclose(model.passages(["问申请"])[0], question, atol=1e-5)


def test_a_transformer_loads_from_a_folder(tmp_path: Path) -> None:
    from transformers import BertConfig, BertModel, BertTokenizerFast

    (tmp_path / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n公\n开\n", "utf-8")
    BertTokenizerFast(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    shape = BertConfig(
        vocab_size=7, hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16,
    )  # fmt: skip
    BertModel(shape).save_pretrained(tmp_path)
    model = embedding.load(str(tmp_path))
    assert model.passages(["公开", ""]).shape == (2, 16)
    assert math.isclose(float(np.linalg.norm(model.query("公开"))), 1, abs_tol=1e-5)


def test_a_model_is_told_by_its_files_not_its_place(prompted: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(prompted, tmp_path / prompted.name)
    assert embedding.fingerprint(str(moved)) == embedding.fingerprint(str(prompted))
    changed = shutil.copytree(prompted, tmp_path / "changed" / prompted.name)
    weights = bytearray((changed / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (changed / "model.safetensors").write_bytes(weights)
    assert embedding.fingerprint(str(changed)) != embedding.fingerprint(str(prompted))
    assert embedding.fingerprint("BAAI/bge-small-zh-v1.5") == "BAAI/bge-small-zh-v1.5"
    assert embedding.fingerprint().startswith("nianbao-")


@pytest.mark.parametrize("name", ["/no/such/folder", "./no", "~/no-such-model", "a/b/c", "C:\\m"])
def test_a_folder_that_is_not_there_is_told(name: str) -> None:
    for use in (embedding.load, embedding.fingerprint):
        with pytest.raises(ModelUnavailable) as told:
            use(name)
        assert "no such folder" in str(told.value) and "NIANBAO_EMBEDDING" in str(told.value)


def test_what_is_no_model_is_told_in_one_line(prompted: Path, tmp_path: Path) -> None:
    empty, broken = tmp_path / "empty", tmp_path / "broken"
    empty.mkdir()
    shutil.copytree(prompted, broken)
    (broken / "model.safetensors").write_bytes(b"\xff" * 64)
    for name in (str(empty), str(broken), "nianbao/no-such-model"):
        with pytest.raises(ModelUnavailable) as told:
            embedding.load(name)
        line = str(told.value)
        assert line.startswith(name) and "\n" not in line and len(line) < 500
        assert "NIANBAO_EMBEDDING" in line


def test_our_own_broken_is_told(prompted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "OWN", prompted / "gone")
    with pytest.raises(ModelUnavailable, match="install nianbao again"):
        embedding.own_tokens.__wrapped__()


def test_a_seed_gives_the_same_model() -> None:
    tokens = training.vocabulary()
    one, same = training.train(tokens, 7, steps=3), training.train(tokens, 7, steps=3)
    assert np.abs(one - same).max() <= 1e-6
    assert np.abs(one - training.train(tokens, 8, steps=3)).max() > 0.01
    assert not one[:2].any()


def test_what_might_answer_is_no_counterexample() -> None:
    wide, narrow, sibling = (
        recipe.Pair("", "", asks, about)
        for asks, about in (
            ("problems", "p_staff"),
            ("p_staff", "p_staff"),
            ("p_requests", "p_requests"),
        )
    )
    assert recipe.compatible([wide, narrow, sibling]).tolist() == [
        [False, True, True],  # any problem answers what asks for problems
        [True, False, False],  # but a problem with requests is no answer about staff
        [False, False, False],
    ]


def test_the_judge_is_fitted_to_wordings_that_its_model_does_not_know() -> None:
    for topic in recipe.recipe()["topic"]:
        for kind in ("questions", "passages"):
            assert set(topic[kind]).isdisjoint(topic[f"held_{kind}"])
            assert topic[kind] and topic[f"held_{kind}"]


# 84 questions against the passages of one sample at a time.
def test_it_finds_what_words_alone_do_not() -> None:
    searches = measuring.scoped()
    model = measuring.measure(searches, measuring.by_model(embedding.load()))
    words = measuring.measure(searches, measuring.by_words)
    assert model["n"] >= 80
    assert model["recall@1"] >= 0.9
    assert model["recall@1"] > words["recall@1"] + 0.05


# Never used to choose anything in training; the address of the section that answers.
UNSEEN = {
    "jiangxia-2021.txt": {
        "去哪里能现场提交信息公开申请": "一（二）",
        "政府请了法律专业人士帮忙吗": "一（二）",
        "官方微博和公众号运营得怎么样": "一（四）",
        "网站栏目有没有优化": "一（四）",
        "一共有多少访客看过网站": "一（一）/¶2",
        "发出去的信息由谁负责审核": "一（三）",
        "有没有专人管信息": "一（三）",
        "各部门的绩效怎么打分": "一（五）",
        "外部评估找出的毛病改了吗": "一（五）",
        "今后准备怎么做": "五/¶2",
        "目录编得好不好": "五/¶1·2",
        "有没有发布太晚的情况": "五/¶1·3",
        "要不要给处理费": "六（一）",
        "委员提案都答复了吗": "六（二）",
        "新冠肺炎相关信息有几条": "六（四）",
        "食品药品方面公开了多少": "六（四）",
    },
    "hongze-2024.pdf": {
        "一年发了几条信息": "一（一）",
        "申请件怎么协同办理": "一（二）",
        "信息发出前谁来把关": "一（三）",
        "不更新的账号怎么处置": "一（四）",
        "公开工作算不算进考核": "一（五）",
        "工作上有哪些短处": "五/¶1",
        "以后怎么提高工作人员水平": "五/¶2·3",
        "答复书模板会更新吗": "五/¶2·2",
        "收过申请人的钱没有": "六",
    },
    "shanghai-general-office-2019.html": {
        "公布了几件规章": "一（一）/¶1",
        "文件和解读是不是一起发": "一（一）/¶4",
        "哪些人可以列席会议": "一（一）/¶5",
        "示范文书修订了吗": "一（二）/¶1",
        "拟公文时要写明能不能公开吗": "一（三）/¶1",
        "标准化试点有哪几个区": "一（三）/¶2",
        "公报一年出几期": "一（四）/¶2",
        "新媒体影响有多大": "一（四）/¶3",
        "请专家讲过课吗": "一（五）/¶3",
        "讲解政策有什么欠缺": "五（一）/¶1·4",
        "公众参与今后怎么加强": "五（二）/¶1·3",
        "另外还有什么要报告": "六",
    },
}


def test_it_finds_passages_of_real_reports(shared: Callable[[str], Path]) -> None:
    searches = []
    for name, asks in UNSEEN.items():
        chunks = split_chunks(outline(read_blocks(shared(f"reports/{name}").read_bytes(), name)))
        passages = tuple(f"{c.heading}\n{c.text}" for c in chunks)
        right = tuple(
            frozenset(n for n, c in enumerate(chunks) if c.where.startswith(where))
            for where in asks.values()
        )
        searches.append(measuring.Search(tuple(asks), passages, right))
    model = measuring.by_model(embedding.load())
    for by, first, third in ((model, 0.75, 0.9), (measuring.words_added(model), 0.75, 0.9)):
        found = measuring.measure(searches, by)
        assert found["n"] == 37
        assert found["recall@1"] >= first and found["recall@3"] >= third, found
