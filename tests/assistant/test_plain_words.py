"""How citizens put it: words that narrow nothing where they stand, and do elsewhere."""

import pytest

from assistant.ask import Assistant

MEANT = {
    "宿迁2024年行政事业性收费折合几个亿": "7.27012578",
    "宿迁收的信息处理费2023年比2024年多几块钱": "720",
    "宿迁去年收到的加上年留下的，办结了百分之多少": "96.57",
    "上海市政府办公厅2019年予以公开就是258件，没问题吧": "272",
    "听说江夏2021年有家科研机构申请过2件，是真的吗": "0",
    "去年宿迁立了几部新规章": "2",
    "洪泽2024年报里的84是什么数": "84",
    "宿迁2023年报里提到的176个指的是啥": "176",
    "因为没按时交信息处理费，宿迁2024年有多少申请不再办理了": "38",
    "2023年宿迁有多少人没按要求补正材料，申请就被终止了": "40",
    "跟我说说宿迁2023年有几件是明确不予公开的": "142",
    "洪泽2024年有几件是说公开了会危及三安全一稳定": "1",
    "不动产登记、工商登记那种属于行政查询的，江夏2021不予公开几件": "5",
    "律师事务所找宿迁要的信息，2023年有几件答复是本机关不掌握": "3",
    "宿迁2023年把多少申请当信访件推掉了": "305",
    "宿迁2024年没法提供信息主要卡在哪一项": "897",
    "宿迁2024年企业的申请有多大比例予以公开了": "28.77",
    "2019年上海市政府办公厅有多少申请顺延到2020年才答复": "72",
    "宿迁2024年还剩多少没答复": "125",
    "宿迁2024年收到多少申请，比上年呢": "0.40",
    "宿迁2024年处罚件数比2023年降了还是升了": "-5.18",
    "宿迁2024年哪类申请人公开得最多": "1408",
    "上海市政府办公厅2019年复议维持率是不是百分之百": "100.00",
    "江夏区2021年全年办了多少个证": "558794",
    "江夏不予处理率怎么这么高，具体百分之几": "75.00",
    "2024年宿迁市门户网站的访客数": "3809505",
    "宿迁2024年被诉败诉率": "0.00",
    "What was Suqian's biggest reason for not processing requests in 2024?": "87",
    "宿迁去年收了几块钱信息处理费": "2230",
    "How often did Suqian answer in 2024 that it did not hold the information?": "897",
    "求2024年宿迁的不予处理率": "3.32",
    "How many requests did Suqian answer with full disclosure in 2024?": "1431",
    "诉讼里败诉的，宿迁2024年比2023年少几件？直接起诉的和复议后起诉的合着算": "-1",
    "领导要宿迁市办结件数的对比：2024年比2023年多办结几件": "35",
    "2024年的先不管，宿迁在2023年新收的申请是几件？": "3511",
    "收费公示那张表上，宿迁2024年的行政事业性收费金额（万元）": "72701.2578",
    "宿迁2024年不予公幵率": "2.61",
    "宿迁2024年新収申请多少": "3525",
    "江夏网站浏览量写了吗，多少": "1388887",
    "宿迁2024年政策简明问答出了多少期": "98",
    "哪几份年报说到了第三方评估": "2",
    "2024年宿迁市门户网站的访问量": "9540370",
    "How many new information requests did Suqian get in 2024?": "3525",
    "Did the lawsuits in Suqian go up or down from 2023 to 2024, and by how many?": "-36",
    "让补正了还是没说清楚的申请，宿迁去年有几件": "8",
    "宿迁市去年光行政事业性收费就收了多少万": "72701.2578",
    "复议完了还不服又去打官司的，2023年宿迁有几件": "89",
    "没正当理由一个劲反复申请的，宿迁2023年记了多少件": "58",
    "上海市政府办公厅2019年有没有因为内部讨论没定稿不给公开的，几件": "4",
    "洪泽2024年没先走复议、直接把官司打到法院的有几宗": "1",
    "宿迁2024年开年手上还压着几件上一年的申请": "121",
    "宿迁2024年年底手上还压着几件申请": "125",
    "江夏2021年有没有补正完了还是说不清要什么的申请，几件": "0",
    "各家公司2024年一共朝宿迁递了多少份公开申请": "75",
    "宿迁2024：商业企业来问，结果被告知本机关不掌握，这种多少件": "33",
    "宿迁2024年予以公开占40.64%，是几件": "1431",
    "两年之间宿迁的予以公开率往上走了几个点": "6.48",
    "江夏2021的处理结果里哪一种分量最重": "120",
    "上海市政府办公厅2019年予以公开那行总计空着，实际应当是多少": "272",
}
REFUSED = {
    "宿迁2024年不再处理的申请有几件": "which of the results that ended them is open",
    "宿迁2023年内容明确的申请有几件": "clear requests, and no result told clearly",
    "宿迁2023年公开了会影响工作的几件": "what would come of it is no reason of the form",
    "宿迁2024年谁申请得最多，公开了几件": "who applied is ordered, and what was disclosed counted",
    "宿迁2024年复议没审完的占几成，审完的里纠正的占几成": "shares of two wholes",
    "2025年洪泽准备采取几条措施": "a number, and no plan",
    "宿迁明年打算处罚多少件": "a number of a time to come",
    "洪泽2024年申请几倍": "of what is not said",
    "宿迁2024年强制执行几件": "one kind of coercion, and no row of its own",
    "宿迁2024年新收是办结的几倍": "two rows of which one was told",
    "江夏两年合计不予公开占办结多少": "one share of two years, and one is loaded",
    "宿迁和洪泽2024年合起来的予以公开率": "one rate of two bodies",
    "宿迁2023、2024年合计新收多少，公开率多少": "a number beside the rate",
    "帮我写一份整改方案": "to write is no plan of a report",
    "2024年的先不管，宿迁新收多少": "no other year is named",
    "领导要求宿迁2024年公开的几件": "what was demanded, and nobody who asks",
    "宿迁2024年公示的行政处罚几件": "decisions made public, and no table",
    "宿迁2023年信访件有多少": "petitions as such are no requests",
    "宿迁2024年各家公司各递了几份申请": "no form tells one company from another",
    "宿迁2024年年初压着几件复议": "the form tells what is pending at the end of the year alone",
    "江夏2021年结转的数，跟第二年接手的对得上吗": "the year after is not loaded",
    "宿迁2024年应办理的行政许可几件": "what is to be dealt with is told of requests alone",
    "江夏2021年实际应当公开的有几件": "what should have been disclosed is no row",
    "宿迁2024年复议下降50%，审结几件": "how a number changed, beside another one",
    "宿迁2024年应办未办的几件": "what should have been done is no row",
    "宿迁2024年申请比上年涨了几个点": "points of what is no rate",
}


@pytest.mark.parametrize(("question", "value"), MEANT.items())
def test_what_was_meant(samples: Assistant, question: str, value: str) -> None:
    answer = samples.ask(question)
    assert answer.value is not None and answer.value[0] == value


TOLD = {
    "宿迁市门户网站总访问量2024年比2023年多多少": "单位不同，不作相减",
    "江夏接下来准备怎么改进": "培训",
    "你这里头都装了哪些地方、哪些年份的年报": "共收录5份年报",
    "宿迁2024年自然人占了百分之百吗": "不是100%，是97.59%",
    "宿迁2024年自然人占了97.6%吗": "是的",
    "江夏2021年复议没审完的还有几件，审完的呢": "已审结（维持＋纠正＋其他结果）10件",
    "想在江夏当面递申请该上哪儿去": "A09",
    "江夏申请公开能不能一张表写好几件事": "一件申请只问一个事项",
    "去年宿迁的宿城区让网格员兼着什么活儿": "公开联络员",
    "江夏区的政务新媒体叫啥名字": "江夏发布",
    "江夏明年要改进什么": "培训",
    "宿迁2024年不给公开的有几件，最多的理由是哪个": "不予公开合计92件",
    "宿迁2024年不予公开都因为啥": "属于行政执法案卷23件",
    "宿迁2024年企业申请都公开了吗": "不是全部",
    "宿迁2024年收到多少申请，其中企业几件": "申请3525件",
    "宿迁2024年律所申请几件公开几件": "申请（法律服务机构）6件",
    "宿迁2024年审结的复议里维持、纠正各占几成": "13.43%（18 ÷ (170 − 36)）",
    "宿迁市有关部门2023年收办申请数": "933件",
    "2025年洪泽打算怎么改进": "跟班学习",
    "What problems did Hongze admit in its 2024 report?": "协调不畅",
    "规章跟行政规范性文件咋区分": "立法法",
    "上海那份是全市的还是只管办公厅自己的": "本级",
    "上海市政府办公厅那份和宿迁那份，管的范围一样吗": "全地区汇总",
    "江夏和上海办公厅的年报分别哪天发布的": "2020-01-31",
    "宿迁2023年收办申请最多的县是哪个": "最多的是泗洪县，874件",
    "宿迁2024年各类单位申请人里哪类最多": "最多的是商业企业",
    "政策简明问答98期，宿迁2024年市里和各县区各做了几期": "市级48期",
    "2024年宿迁收的2230元信息处理费，是哪几个单位收的": "沭阳县民政局1件",
    "江苏这几家2024年新收的申请加一块儿是多少": "3620件",
    "宿迁前年说结转121件，去年接手的数对得上吗": "是，等于121。两数一致",
    "宿迁2023年结转的130件，跟次年的上年结转对得上吗": "不是，不等于130。两数一致",
    "宿迁2024正文讲复议134件，表格写170，是不是填错了": "表四的行政复议总计是170件",
    "宿迁2024年自报收办增长1.05%，你替我验算验算": "不是，宿迁市人民政府收办申请",
    "宿迁2024年予以公开占45%，帮忙核一下": "不是45%，是40.64%",
    "宿迁2024年予以公开占45%，是几件": "不是45%，是40.64%",
    "宿迁2024年复议纠正13.43%，一共几件": "行政复议结果纠正18件",
    "宿迁2024年年报自己说申请增长1.05%，核实一下": "增长0.40%",
    "江夏的年报挂到网上是几月几号": "2022-02-18",
    "宿迁2023年那440件复议，结果分别是啥": "结果维持309件",
    "Show me how penalties in Suqian moved over the years you have.": "2822652; 2024: 2676474",
}


@pytest.mark.parametrize(("question", "told"), TOLD.items())
def test_what_is_told(samples: Assistant, question: str, told: str) -> None:
    answer = samples.ask(question)
    assert answer.status == "answered" and told in answer.text


@pytest.mark.parametrize(("question", "why"), REFUSED.items())
def test_what_stays_refused(samples: Assistant, question: str, why: str) -> None:
    assert samples.ask(question).value is None, why
