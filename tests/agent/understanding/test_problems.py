"""What went wrong, read from her words: the kind of case, and the words themselves."""

from typing import get_args

import pytest

from agent.understanding.problems import LONGEST, read_problem
from knowledge.write import CaseKind
from skills import load_words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("it arrived broken", "damaged"),
        ("the mug was smashed when I opened the box", "damaged"),
        ("The kettle leaks from the bottom since day one", "damaged"),
        ("there are deep scratches on the lid", "damaged"),
        ("SO-20391 arrived soaking wet", "damaged"),
        ("I ordered a lamp and it got broken on the way", "damaged"),  # "ordered ... got"
        ("came with a cracked lid, is that covered by the warranty?", "damaged"),  # from the start
        ("you sent me a mug that is broken", "damaged"),  # "you sent me"
        ("there's an item missing", "missing"),
        ("only two of three books were in the package", "missing"),
        ("The puzzle is one piece short, my kid is crying", "missing"),
        ("the charger was not in the box", "missing"),
        ("box was empty!!", "missing"),
        ("I never got the free gift", "missing"),  # the rest did come
        ("you sent me the wrong thing", "wrong_item"),
        ("I got a blue one but ordered green", "wrong_item"),
        ("got the paperback although I bought the hardcover", "wrong_item"),
        ("i recieved someone elses order", "wrong_item"),  # as she types it
        ("received a size 38 instead of a 40", "wrong_item"),
        ("I ordered the white one, you sent me the black one", "wrong_item"),
        ("never got my order but it says delivered", "not_received"),
        ("parcel never came, neighbours don't have it either", "not_received"),
        ("Somebody signed for my parcel and it wasn't me", "not_received"),
        ("it says delivered on Tuesday, however nothing is here", "not_received"),
        ("my parcel is missing", "not_received"),  # the whole of it
        ("I didn't receive the tent", "not_received"),
        ("I haven’t received it", "not_received"),  # a curly apostrophe
        ("you dropped the price two days after I bought it", "price_protection"),
        ("paid 80 and now its 65 on your site, refund me the 15", "price_protection"),
        ("can you price match? it's cheaper today", "price_protection"),
        ("the price has fallen since, I want the difference back", "price_protection"),
        ("the headphones stopped working after a week", "repair"),
        ("needs repair", "repair"),
        ("my vacuum won't turn on any more, it's still under warranty", "repair"),
        ("toaster sparks when I plug it in", "repair"),
        ("tent pole snapped, I'd like it repaired under warranty", "repair"),  # what she asks for
        ("can you send someone to fix the dishwasher", "repair"),
        ("i want to complain", "other"),
        ("expired tea!! the date on it is last year", "other"),
        ("it's not damaged, but the wrong colour", "wrong_item"),  # what is all right
        ("hello, I have a question about my order", None),
        ("the colour of the repayment plan", None),  # no phrase inside a word
        ("", None),
    ],
)
def test_english_words_tell_the_kind_of_problem(text: str, kind: CaseKind | None) -> None:
    assert read_problem(text).kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("收到的是坏的", "damaged"),
        ("东西碎了", "damaged"),
        ("包裹破了 里面杯子都裂了", "damaged"),
        ("你好,收到的商品外壳有划痕", "damaged"),
        ("面霜漏了一盒子", "damaged"),
        ("这明显是二手的吧 有使用痕迹", "damaged"),
        ("冰箱送来就有个坑", "damaged"),
        ("书被雨淋湿了 都烂了", "damaged"),
        ("收到就是坏的 在保修期吧", "damaged"),  # from the start
        ("少发了一件", "missing"),
        ("漏发了 盒子里没有充电器", "missing"),
        ("螺丝少了两颗 装不上", "missing"),
        ("快递盒是空的!", "missing"),
        ("说好送的赠品我没收到", "missing"),  # the rest did come
        ("拼图缺了一块", "missing"),
        ("发错货了", "wrong_item"),
        ("我买的绿色 你们发的蓝色", "wrong_item"),
        ("别人的东西寄到我这来了", "wrong_item"),
        ("货不对板", "wrong_item"),
        ("你们发的型号跟我下单的不一样", "wrong_item"),
        ("显示签收了 但我没收到", "not_received"),
        ("根本没收到货啊", "not_received"),
        ("不知道谁代签的 我本人没拿到", "not_received"),
        ("快递放门口被偷了吧 没见着", "not_received"),
        ("都半个月了还没到", "not_received"),
        ("刚买完就降了 差价退我", "price_protection"),
        ("降价了 申请价保", "price_protection"),
        ("买贵了 三天就便宜了五十", "price_protection"),
        ("价格保护怎么申请 我要申请", "price_protection"),
        ("我要报修", "repair"),
        ("亲 这个用了两天就不亮了", "repair"),
        ("在吗 咖啡机坏了 还在保修期", "repair"),
        ("洗衣机漏水 安排师傅上门", "repair"),
        ("一开机就跳闸 太危险了", "repair"),
        ("空调用了半年不制冷了 帮忙约个维修", "repair"),
        ("我要投诉", "other"),
        ("茶叶过期了 你们怎么搞的", "other"),
        ("没坏 就是发错颜色了", "wrong_item"),  # what is all right
        ("没少东西 杯子裂了", "damaged"),
        ("我的订单", None),
        ("你好", None),
    ],
)
def test_chinese_words_tell_the_kind_of_problem(text: str, kind: CaseKind | None) -> None:
    assert read_problem(text).kind == kind


def test_the_note_is_her_words_as_she_wrote_them() -> None:
    assert read_problem("  The LID of it leaks!\n").note == "The LID of it leaks!"


def test_a_long_story_is_cut_but_read_to_its_end() -> None:
    problem = read_problem(f"{'so it was like this ' * 40}and then it stopped working")
    assert problem.kind == "repair"
    assert len(problem.note) <= LONGEST


def test_every_utterance_of_the_skill_is_read() -> None:
    said = [
        text for texts in load_words()["report_problem"]["utterances"].values() for text in texts
    ]
    unread = [text for text in said if read_problem(text).kind is None]
    assert unread == []


def test_a_kind_is_one_that_a_case_can_have() -> None:
    said = [
        text for texts in load_words()["report_problem"]["utterances"].values() for text in texts
    ]
    assert {read_problem(text).kind for text in said} <= set(get_args(CaseKind)) - {"invoice"}
