"""What a question is said to mean behind it: 占办结的多少？我说的是无法提供."""

import re
from collections.abc import Iterator, Sequence

from assistant.question.lexicon import Token

MEANT = re.compile(
    "[?,。;(!]+(?P<no>不对|不是|错了)?,?我(?:的意思)?(?:就?是)?(?:说|指|问|想[说问])(?:的)?(?:就?是)?(?P<what>[^,;。?!]{2,20}?)"
    "(?:那个|的那个)?[呢啊哈)]*[?。!]*$"
)
# 我不要2024年的，要前一年2023年的; 2023年（不是2024年）: the year that is not meant.
INSTEAD = re.compile(
    "(?:^|(?<=[,;。]))我?(?:不要|不是要?|不想要|不用|不问|不查|不看)(?P<out>(?:19|20)\\d\\d)年?度?的?(?:数据?|年报)?[,;]"
    "(?:我|只|而|就)?(?:是|想|要|是要|想要|要的是|问的是|看)?(?P<step>[前上后下]一?年度?的?)?(?=[^,;。?\\d]{0,25}(?P<own>(?:19|20)\\d\\d))|"
    "(?P<before>(?:19|20)\\d\\d)(?P<year>年?度?的?)[,(](?:而|可|并|但)?(?:不是|不要|非|别[用看给拿查报]|不用)(?P<not>(?:19|20)\\d\\d)年?度?的?(?:[,:;)]|(?=$))"
)
# What stands before it is the part.
SHARE = re.compile("占(?![比用,]|了?(?:多少|几))")
KINDS = ("row2", "row3", "row4", "column2", "column4", "rate", "sum", "breakdown")
# 宿迁，哦不，洪泽: what stands behind takes the place of what was said of its kind before.
SIGH = "(?:哦|噢|喔|啊|呃|额|哎呀?|唉|诶|嗯|等等|等一下)"
AFRESH = re.compile(
    f"[,;。!?…—-]*(?:{SIGH}+[,…]*(?:不+|不[对是])(?=[,。!…—-]|[^,的])|"
    "(?<=[,;。!?…—-])(?:不对|不是|不不+|错了|更正(?:一?下)?|口误)(?=[,。!…—-])|"
    f"{SIGH}*[,…]*我?(?:又|刚才?|是)?(?:说|打|写|记|搞|弄|问)(?:错|岔)了?(?!误))"
    "[,;。!…—-]*(?:我?(?:是)?(?:想?说|指|问)?的?)?(?:应该|应当|该|改成|换成)?(?:是|为)?|"
    ",? ?\\b(?:(?:oh )?no|wait|sorry|i mean|i meant|scratch that|make that)"
    "(?:,? (?:no|wait|sorry|i mean|i meant|make that))*,? (?=\\S)"
)
ASKED_OF = re.compile("的?(?:申请)?(?:有|是)?(?:多少|几)?[件个]?的?")
Span = tuple[int, int]
Spans = Sequence[Span]


def of_its_year(text: str) -> str:
    """The question without the year that it says is not meant; one that doesn't fit stays."""
    return INSTEAD.sub(_own_year, text)


def _own_year(said: re.Match[str]) -> str:
    if said["before"]:
        return said[0] if said["before"] == said["not"] else said["before"] + said["year"]
    step = int(said["own"]) - int(said["out"])
    wanted = (-1 if said["step"][0] in "前上" else 1) if said["step"] else step
    return "" if step and step == wanted else said[0]


def put_right(text: str, places: Spans, times: Spans, tokens: Sequence[Token]) -> str:
    """The question with what is meant in place of what it named of that kind before; a share that
    names its whole alone is of what is meant.
    """
    if (afresh := _said_afresh(text, (places, times, tokens))) != text:
        return afresh
    meant = MEANT.search(text)
    if meant is None:
        return text
    at, what = meant.span("what")[0], meant["what"]
    edits = [*_edits(text, meant.start(), at, what, (places, times, tokens))]
    if len(edits) > 1 or not (edits or meant["no"]):
        return text
    # 2023年呢？不对，我说的是办结 names nothing of that kind before.
    start, end = edits[0] if edits else (meant.start(), meant.start())
    return f"{text[:start]}{what}{text[end : meant.start()]}?"


def _said_afresh(text: str, read: tuple[Spans, Spans, Sequence[Token]]) -> str:
    """The question without what is put right at once, and without the words that say so."""
    spans = sorted(_named(read))
    for found in AFRESH.finditer(text):
        before = [(s, e, kind) for s, e, kind in spans if e <= found.start()]
        run: list[str] = []
        at = found.end()
        for start, end, kind in spans:
            if at <= start and text[at:start] in ("", "的", " "):
                run, at = [*run, kind], end
        said = [next((b for b in reversed(before) if b[2] == kind), None) for kind in run[:1]]
        last = max((e for _, e, _ in before), default=-1)
        if not any(said) or not ASKED_OF.fullmatch(text[last : found.start()]):
            continue
        gone = [b for kind in run if (b := next((b for b in before[::-1] if b[2] == kind), None))]
        for start, end in sorted([*((s, e) for s, e, _ in gone), found.span()], reverse=True):
            text = text[:start] + text[end:]
        return text
    return text


def _named(read: tuple[Spans, Spans, Sequence[Token]]) -> Iterator[tuple[int, int, str]]:
    """The stretches that name a place, a year, a figure or a kind of applicant, each as which."""
    places, times, tokens = read
    yield from ((s, e, "place") for s, e in places)
    yield from ((s, e, "year") for s, e in times)
    for token in tokens:
        kinds = {m.kind for m in token.meanings} & {*KINDS, "weak"}
        if kinds:
            yield token.start, token.end, "who" if kinds == {"breakdown"} else "figure"


def _edits(
    text: str, end: int, at: int, what: str, read: tuple[Spans, Spans, Sequence[Token]]
) -> Iterator[tuple[int, int]]:
    """The stretches before that what is meant stands for; any other number of them than one tells
    nothing.
    """
    *named, tokens = read
    for spans in named:
        if any(s >= at for s, _ in spans):
            yield from ((s, e) for s, e in spans if e <= end)
    behind = [t for t in tokens if t.start >= at and any(map(t.code, KINDS))]
    kinds = {m.kind for t in behind for m in t.meanings} & {*KINDS}
    share = SHARE.search(text, 0, end)
    before = [t for t in tokens if t.end <= (share.start() if share else end)]
    same = [(t.start, t.end) for t in before if {m.kind for m in t.meanings} & kinds]
    yield from same
    if share and behind and not same:
        yield share.start(), share.start()
