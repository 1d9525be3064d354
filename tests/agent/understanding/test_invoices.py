"""What an invoice shall say, read letter by letter from her words."""

import pytest

from agent.understanding.invoices import LONGEST_TITLE, read_invoice
from skills import load_words


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("make it out to Pinewood Dental LLC", "Pinewood Dental LLC"),
        ("an invoice made out to Acme Inc., please", "Acme Inc."),  # the dot belongs to it
        ("made out to Acme, Inc. with our VAT number", "Acme, Inc."),  # so does this comma
        ("the invoice should say Pinewood Dental LLC", "Pinewood Dental LLC"),
        ("Made out to: Brot & Söhne GmbH. Thank you!", "Brot & Söhne GmbH"),
        ("please write an invoice to Larkfield School, 22 Mill Street", "Larkfield School"),
        ("in the name of Maria de la Cruz please", "Maria de la Cruz"),
        ("company name is MoonLab ltd, tax number 12-3456789", "MoonLab ltd"),  # as she typed it
        ("invoice for order 10482, made out to the company Van Dijk B.V.", "Van Dijk B.V."),
        ("bill it to Dr. Ada Fox and send it to ada@fox.example", "Dr. Ada Fox"),
        (
            "İyi günler! made out to İstanbul Kahve Ltd",
            "İstanbul Kahve Ltd",
        ),  # capitals of two signs
        ("made out to Fox ada@fox.example", "Fox"),  # an address is no name
        ("can you make the invoice out to my business instead of me", ""),
        ("could you issue an invoice made out to my company?", ""),
        ("the name on my invoice is wrong, please make a new one", ""),
        ("send the invoice to ada@fox.example", ""),
        ("add my VAT ID and send it again", ""),
        ("invoice please", ""),
        ("", ""),
    ],
)
def test_an_english_title_is_taken_as_it_is_typed(text: str, title: str) -> None:
    assert read_invoice(text).title == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "312491584462要开个发票，公司的，抬头 广州禾木装饰设计有限公司",
            "广州禾木装饰设计有限公司",
        ),
        ("企业发票，抬头广州禾木装饰设计有限公司", "广州禾木装饰设计有限公司"),
        ("公司抬头 青禾设计工作室 帮我开一下", "青禾设计工作室"),
        ("抬头开木棉幼儿园", "木棉幼儿园"),
        ("抬头：北京禾木（集团）有限公司，税号91110108MA01ABCD2X", "北京禾木（集团）有限公司"),
        ("抬头写王小明就行", "王小明就行"),  # nothing is cut that may belong to it
        ("抬头写张敏，个人的", "张敏"),
        ("抬头改成上海青禾科技有限公司吧", "上海青禾科技有限公司"),
        ("发票抬头是我们公司青禾科技有限公司", "青禾科技有限公司"),
        ("开给深圳市木棉商行", "深圳市木棉商行"),
        ("名称：杭州西溪书店 税号 91330106MA2ABCDE1T", "杭州西溪书店"),
        ("麻烦开成广州禾木装饰设计有限公司的发票", "广州禾木装饰设计有限公司"),
        ("广州禾木装饰设计有限公司", "广州禾木装饰设计有限公司"),  # nothing else
        ("帮我开个票 广州禾木装饰设计有限公司 急", "广州禾木装饰设计有限公司"),
        ("抬头Pinewood Dental LLC", "Pinewood Dental LLC"),  # both languages
        ("抬头写公司的", ""),
        ("要一张发票 抬头个人", ""),
        ("发票抬头错了 重新开", ""),
        ("开一下吧 抬头跟上次一样", ""),
        ("抬头是我自己", ""),
        ("开发票", ""),
    ],
)
def test_a_chinese_title_is_taken_as_it_is_typed(text: str, title: str) -> None:
    assert read_invoice(text).title == title


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("an invoice for my company", True),
        ("my employer needs a proper invoice", True),
        ("make the invoice out to my business instead of me", True),
        ("made out to Pinewood Dental LLC", True),  # the name itself says it
        ("a personal one is fine", False),
        ("issue a receipt to my personal name", False),
        ("in my name please, not a company one", False),
        ("just in my own name", False),
        ("made out to Ada Fox", None),
        ("invoice please", None),
        ("your company never sent me the invoice", None),  # somebody else's
        ("企业发票，抬头广州禾木装饰设计有限公司", True),
        ("抬头写公司的", True),
        ("能开专票吗 帮我开一张", True),
        ("单位要发票 咋弄", True),
        ("抬头上海青禾科技有限公司", True),
        ("开个人的就行", False),
        ("要一张发票 抬头个人", False),
        ("不是公司，个人的", False),
        ("不要个人的，开公司抬头", True),
        ("我要普票", None),
        ("快递公司把发票弄丢了", None),  # somebody else's
    ],
)
def test_a_company_and_a_person_are_told_apart(text: str, company: bool | None) -> None:
    assert read_invoice(text).company is company


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("税号91440101MA5ABCDE2X", "91440101MA5ABCDE2X"),
        ("抬头青禾设计工作室 税号：91440101ma5abcde2x", "91440101ma5abcde2x"),  # as she typed it
        ("纳税人识别号 914401013345678", "914401013345678"),  # the old one of fifteen
        ("91440101MA5ABCDE2X", "91440101MA5ABCDE2X"),  # alone
        ("our VAT ID is DE123456789", "DE123456789"),
        ("VAT number: GB 123 4567 89, thanks", "GB 123 4567 89"),
        ("tax number 12-3456789", "12-3456789"),
        ("VAT ID ATU12345678 please", "ATU12345678"),
        ("开票信息填错了 税号少一位", ""),
        ("税号我发你", ""),
        ("an invoice with VAT for order 10482", ""),  # a number of something else
        ("need a VAT invoice for #W4481190", ""),
        ("312491584462要开个发票", ""),
    ],
)
def test_a_tax_number_is_taken_as_it_is_typed(text: str, number: str) -> None:
    assert read_invoice(text).tax_number == number


def test_a_tax_number_makes_it_a_company_invoice() -> None:
    assert read_invoice("made out to Fox & Sons, VAT ID DE123456789").company is True


@pytest.mark.parametrize(
    ("answer", "title"),
    [
        ("Ada Fox", "Ada Fox"),
        ("Ada Fox, please", "Ada Fox"),
        ("Fox & Sons", "Fox & Sons"),
        ("王小明", "王小明"),
        ("木棉书屋", "木棉书屋"),
        ("yes", ""),
        ("不用了", ""),
        ("what do you mean?", ""),
        ("to me personally", ""),
        ("个人", ""),
        ("公司", ""),
        ("为什么要抬头？", ""),
        ("12345", ""),
    ],
)
def test_a_bare_name_is_a_title_only_as_an_answer(answer: str, title: str) -> None:
    assert read_invoice(answer, asked=True).title == title
    assert read_invoice(answer).title == ""


def test_all_she_said_is_kept() -> None:
    assert read_invoice("  Invoice to ada@fox.example!\n").words == "Invoice to ada@fox.example!"


def test_a_title_without_end_is_cut() -> None:
    assert len(read_invoice(f"made out to {'Very ' * 40}").title) <= LONGEST_TITLE


def test_nothing_is_made_up_for_what_shoppers_usually_say() -> None:
    said = [t for texts in load_words()["request_invoice"]["utterances"].values() for t in texts]
    titles = {read_invoice(text).title for text in said} - {""}
    assert titles == {"Pinewood Dental LLC", "Larkfield School", "青禾设计工作室", "木棉幼儿园"}
