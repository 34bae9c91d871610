"""What becomes of a source: new, unchanged, revised, a second copy, read again, failed."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import StoreError
from ingest.loading import originals
from ingest.loading.add import Added, Adder, remove_report
from ingest.loading.jobs import jobs_of, jobs_of_manifest, sample_jobs
from ingest.report import READER_VERSION
from ingest.settings import Settings
from ingest.store.database import Database

Add = Callable[..., Added]
File = Callable[[str, str], Path]
GRANTED = "| （一）予以公开 | 19 | 1 | 0 | 0 | 0 | 0 | 20 |"
OTHER = "| （一）予以公开 | 18 | 2 | 0 | 0 | 0 | 0 | 20 |"


def checks(database: Database, added: Added) -> list[tuple[str, str, str]]:
    assert added.report is not None
    return [(f.check, f.expected, f.actual) for f in database.findings(added.report)]


def test_a_report_once_and_the_same_bytes_again(add: Add, file: File, text: str) -> None:
    path = file("a.txt", text)
    first, again = add(path), add(path)
    assert (first.status, again.status) == ("added", "unchanged")
    assert first.report == again.report
    assert first.report is not None and first.report.counts["figures"] == 186


def test_changed_bytes_are_a_revision_and_say_what_changed(
    add: Add, file: File, text: str, database: Database
) -> None:
    add(file("a.txt", text))
    added = add(file("a.txt", text.replace(GRANTED, OTHER)))
    assert (added.status, added.report and added.report.revision) == ("revised", 2)
    changed = [found for found in checks(database, added) if found[0] == "revised"]
    assert changed == [("revised", "19", "18"), ("revised", "1", "2")]
    assert len(database.reports()) == 1 and len(database.reports(current=False)) == 2


def test_another_source_of_the_same_report_is_a_second_copy(
    add: Add, file: File, text: str, database: Database
) -> None:
    first = add(file("a.txt", text))
    copy = add(file("b.txt", text.replace(GRANTED, OTHER)))
    assert copy.status == "duplicate"
    assert first.report and copy.report and copy.report.copy_of == first.report.document
    compared = [found for found in checks(database, copy) if found[0] == "second_copy"]
    assert compared == [("second_copy", "19", "18"), ("second_copy", "1", "2")]
    assert [f.check for f in database.findings(first.report)] == []


def test_a_revision_of_a_copy_stays_one(
    add: Add, file: File, text: str, database: Database
) -> None:
    first = add(file("a.txt", text))
    add(file("b.txt", text))
    again = add(file("b.txt", text.replace(GRANTED, OTHER)))
    assert again.status == "revised"
    assert first.report and again.report and again.report.copy_of == first.report.document
    assert {check for check, *_ in checks(database, again)} >= {"revised", "second_copy"}


def test_a_sample_yields_to_a_real_report_and_not_back(
    adder: Adder, add: Add, file: File, text: str, database: Database
) -> None:
    jobs = {Path(job.source.name).stem: job for job in sample_jobs()}
    sample = adder.add(jobs["jiangxia-2021"])
    assert sample.report and sample.report.sample and sample.report.published == "2022-02-18"
    real = add(file("a.txt", text))
    assert real.status == "added"
    assert [(r.sample, r.copy_of) for r in database.reports()] == [(False, "")]
    assert database.gone() == [sample.report.document]
    assert adder.add(jobs["jiangxia-2021"]).status == "unchanged"
    assert len(database.reports()) == 1


def test_a_sample_read_again_keeps_what_its_manifest_knows(adder: Adder) -> None:
    sample = adder.add(next(sample_jobs()))
    assert sample.report is not None
    again = adder.reread(sample.report)
    assert again.status == "reread" and again.report is not None
    assert (again.report.published, again.report.sample) == (sample.report.published, True)


def test_what_is_set_by_hand_survives_reading_again(
    add: Add, adder: Adder, file: File, text: str
) -> None:
    first = add(file("a.txt", text))
    assert first.report is not None
    hand = {"publisher": "武汉市江夏区人民政府办公室", "scope": "office", "published": "2022-03-01"}
    adder.reread(replace(first.report, hand=hand))
    again = add(file("a.txt", text + "\n"))
    assert again.status == "revised" and again.report is not None
    assert again.report.hand == hand
    for name, value in hand.items():
        assert getattr(again.report, name) == value


def test_a_year_set_by_hand_can_make_a_report_a_copy_and_free_it_again(
    add: Add, adder: Adder, file: File, text: str
) -> None:
    first = add(file("a.txt", text))
    other = add(file("b.txt", text.replace("2021", "2022")))
    assert first.report and other.report and other.report.year == 2022
    same = adder.reread(replace(other.report, hand={"year": "2021"}))
    assert same.report and same.report.copy_of == first.report.document
    free = adder.reread(replace(same.report, hand={"year": "2022"}))
    assert free.report and free.report.copy_of == ""


def test_better_reading_is_no_revision(
    add: Add, file: File, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file("a.txt", text)
    add(path)
    monkeypatch.setattr("ingest.loading.add.READER_VERSION", READER_VERSION + 1)
    again = add(path)
    assert (again.status, again.report and again.report.revision) == ("reread", 1)


def test_reading_again_without_the_original_says_so(
    add: Add, adder: Adder, file: File, text: str, settings: Settings
) -> None:
    first = add(file("a.txt", text))
    assert first.report is not None
    originals.drop(settings.home, first.report.sha256)
    again = adder.reread(first.report)
    assert again.status == "failed" and "add the source again" in again.error


def test_the_original_goes_with_the_last_report_that_has_it(
    add: Add, file: File, text: str, settings: Settings, database: Database
) -> None:
    one, two = add(file("a.txt", text)), add(file("b.txt", text))
    assert one.report and two.report and one.report.sha256 == two.report.sha256
    kept = settings.home / "originals" / one.report.sha256
    assert kept.read_text(encoding="utf-8") == text
    assert remove_report(database, settings.home, one.report.document)
    assert kept.is_file()
    assert [r.copy_of for r in database.reports()] == [""]
    assert remove_report(database, settings.home, two.report.document)
    assert not kept.exists() and not remove_report(database, settings.home, two.report.document)


def test_a_folder_and_an_archive_inside(adder: Adder, file: File, text: str) -> None:
    folder = file("in/a.txt", text).parent
    file("in/deep/b.txt", text.replace("2021", "2022"))
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("d.txt", text.replace("2021", "2023"))
        archive.writestr("e.txt", "会议通知\n请各单位参加。")
    found = {added.source: added for added in map(adder.add, jobs_of([str(folder)]))}
    assert {name.removeprefix(str(folder)): added.status for name, added in found.items()} == {
        "/a.txt": "added", "/deep/b.txt": "added",
        "/c.zip!/d.txt": "added", "/c.zip!/e.txt": "failed",
    }  # fmt: skip


def test_a_manifest_names_files_and_what_is_known_of_them(
    adder: Adder, file: File, text: str
) -> None:
    file("a.txt", text)
    rows = "path,url,year,published\na.txt,https://x.example/a,2020,2021-03-01\nmissing.txt,,,\n"
    found = list(map(adder.add, jobs_of_manifest(file("m.csv", rows))))
    assert [added.status for added in found] == ["added", "failed"]
    report = found[0].report
    assert report is not None
    assert (report.year, report.published, report.url) == (
        2020,
        "2021-03-01",
        "https://x.example/a",
    )
    assert report.hand["year"] == "2020"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("path,colour\na.txt,red\n", "unknown column colour; use division, path, "),
        ("path,year\n,2021\n", "line 2: neither a path nor a url; give one"),
        ("path\na.txt,b\n", "unknown column without a name"),
    ],
)
def test_a_wrong_manifest_is_refused_in_one_line(file: File, rows: str, said: str) -> None:
    with pytest.raises(StoreError) as caught:
        list(jobs_of_manifest(file("m.csv", rows)))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("given", "body"),
    [
        # A place by hand completes the name as well.
        (
            {"title": "朝阳区教育局2021年政府信息公开工作年度报告", "division": "110105"},
            ("北京市朝阳区教育局", "county", "北京市朝阳区", "110105"),
        ),
        (
            {"title": "花山镇2021年政府信息公开工作年度报告", "division": "南京市高淳区"},
            ("南京市高淳区花山镇人民政府", "town", "江苏省南京市高淳区花山镇", "320118"),
        ),
        (
            {"publisher": "某某公司", "scope": "enterprise", "division": "湖北省武汉市江夏区"},
            ("某某公司", "county", "湖北省武汉市江夏区", "420115"),
        ),
        (
            {"publisher": "武汉市江夏区山坡街道办事处", "division": "江夏区山坡街道"},
            ("武汉市江夏区山坡街道办事处", "town", "湖北省武汉市江夏区山坡街道", "420115"),
        ),
    ],
)
def test_everything_of_a_body_can_be_set(
    add: Add, file: File, text: str, given: dict[str, str], body: tuple[str, str, str, str]
) -> None:
    report = add(file("a.txt", text), **given).report
    assert report is not None
    assert (report.publisher, report.level, report.division, report.division_code) == body


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("year", "二〇二一", "the year given, '二〇二一', is none; write it as 2021"),
        ("year", "20210", "is none"),
        ("scope", "county", "the scope given, 'county', is none; use region"),
        ("published", "2022-2-18", "write it as 2022-02-18"),
        ("published", "2022-02-30", "write it as 2022-02-18"),
        ("url", "江夏区网站", "the address given, '江夏区网站', is none; write it as https://…"),
        ("division", "火星区", "no division given as '火星区' is known; write its path, as 湖北省"),
        ("division", "江夏区海底", "no division given as '江夏区海底' is known"),
        (
            "division",
            "朝阳区",
            "2 divisions are called 朝阳区; name one: 北京市朝阳区、吉林省长春市",
        ),
    ],
)
def test_nonsense_by_hand_fails_that_source_alone(
    add: Add, file: File, text: str, name: str, value: str, said: str
) -> None:
    added = add(file("a.txt", text), **{name: value})
    assert added.status == "failed" and said in added.error


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("关于召开2021年全区工作会议的通知\n请按时参加。", "a notice: 关于召开"),
        (
            "从前有座山，山里有座庙。\n庙里有个老和尚。",
            "no annual report on information disclosure",
        ),
        ("江川大学2021年信息公开年度报告\n根据《高等学校信息公开办法》编制。", "a university's"),
        (
            "某区2021年政府信息公开工作年度报告\n\n| 第二十条第（五）项 | |\n"
            "| 信息内容 | 本年处理决定数量 |\n| 行政许可 | |\n",
            "a blank form",
        ),
    ],
)
def test_what_is_no_such_report_is_told_by_what_it_is(
    add: Add, file: File, text: str, said: str, database: Database
) -> None:
    added = add(file("a.txt", text))
    assert added.status == "failed" and said in added.error
    assert database.reports() == []


def test_the_five_samples(adder: Adder, database: Database) -> None:
    assert [adder.add(job).status for job in sample_jobs()] == ["added"] * 5
    assert {(r.publisher, r.year, r.scope, r.counts["figures"]) for r in database.reports()} == {
        ("武汉市江夏区人民政府", 2021, "region", 186),
        ("宿迁市人民政府", 2023, "region", 200),
        ("宿迁市人民政府", 2024, "region", 200),
        ("淮安市洪泽区人民政府", 2024, "region", 186),
        ("上海市人民政府办公厅", 2019, "office", 198),
    }
    assert [adder.add(job).status for job in sample_jobs()] == ["unchanged"] * 5
