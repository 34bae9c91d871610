"""What is offered to LangChain, over its own interfaces."""

from assistant.ask import Assistant
from assistant.outward import PassageRetriever, answering_tool


def test_the_retriever_puts_place_and_year_first(samples: Assistant) -> None:
    retriever = PassageRetriever(assistant=samples, k=3)
    found = retriever.invoke("宿迁市2023年有哪些不足")
    assert {(d.metadata["publisher"], d.metadata["year"]) for d in found} == {
        ("宿迁市人民政府", 2023)
    }
    problems = ("作用还不够", "办理不够规范", "基础支撑偏弱")
    assert all(any(p in d.page_content for d in found) for p in problems)
    assert found[0].metadata["where"] in found[0].metadata["link"] or found[0].metadata["link"]
    assert retriever.invoke("宿州市2023年有哪些不足") == []
    assert len(retriever.invoke("枫桥经验")) == 3


def test_the_tool_answers_in_the_contract_shape(samples: Assistant) -> None:
    answer = answering_tool(samples).invoke({"question": "江夏区2021年新收多少申请？"})
    assert answer["value"] == {"value": "160", "unit": "件"}
    assert answer["evidence"]
