"""Postal addresses in free text, English, European and Chinese."""

import pytest

from knowledge.addresses import (
    address_ref,
    corrected,
    find_address,
    is_complete,
    read_address,
)
from knowledge.people import Address
from tests.knowledge.four_orders import ADA_HOME
from tests.skills import conftest as skill_shops
from tests.skills.conftest import See

shops = skill_shops.shops
view = skill_shops.view

WILLOW = ("77 Willow Lane", "Apt 4", "Dallas", "TX", "75201")
OAK = "12 Oak St, Reno, NV 89501"


def parts(address: Address | None) -> tuple[str, ...] | None:
    if address is None:
        return None
    return (address.address1, address.address2, address.city, address.state, address.zip)


@pytest.mark.parametrize(
    "text",
    [
        "77 Willow Lane, Apt 4, Dallas, TX 75201",
        "77 willow lane apt 4 dallas tx 75201",
        "77 Willow Lane Apt 4 Dallas TX 75201",
        "please send it all to 77 Willow Lane, Apt 4, Dallas, TX 75201 instead, thanks",
        "77 Willow Lane\nApt 4\nDallas, Texas 75201\nUnited States",
        "Apt 4, 77 Willow Lane, Dallas, TX, 75201",
        "Street: 77 Willow Lane, Unit: Apt 4, City: Dallas, State: TX, Zip: 75201",
        "hi, i moved. ship #W2273069 to 77 willow lane, apt 4, in dallas, texas, zip code 75201",
        f"not to {OAK} but to 77 Willow Lane, Apt 4, Dallas, TX 75201",
        f"I moved from {OAK} to 77 Willow Lane, Apt 4, Dallas, TX 75201.",
        f"don't send it to {OAK}, send it to 77 Willow Lane, Apt 4, Dallas, TX 75201",
        f"send it to 77 Willow Lane, Apt 4, Dallas, TX 75201 instead of {OAK}",
        f"{OAK} is wrong, it is 77 Willow Lane, Apt 4, Dallas, TX 75201",
        "改寄到77 Willow Lane, Apt 4, Dallas, TX 75201吧",
        "my account should say 77 Willow Lane, Apt 4, Dallas, TX 75201 from now on",
    ],
)
def test_an_american_address_is_read_however_it_is_written(text: str) -> None:
    assert parts(read_address(text, "USA")) == WILLOW


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "580 Broadway, Suite 162, Denver, CO 80265",
            ("580 Broadway", "Suite 162", "Denver", "CO", "80265"),
        ),
        (
            "45 elm ave unit b, st. louis, missouri 63101",
            ("45 Elm Ave", "Unit B", "St. Louis", "MO", "63101"),
        ),
        (
            "300 Central Park West, Apt 12B, New York, NY 10024",
            ("300 Central Park West", "Apt 12B", "New York", "NY", "10024"),
        ),
        (
            "1271 Avenue of the Americas, New York, NY 10020",
            ("1271 Avenue of the Americas", "", "New York", "NY", "10020"),
        ),
        (
            "100 5th ave nw, washington dc 20001",
            ("100 5th Ave NW", "", "Washington", "DC", "20001"),
        ),
        ("ship to PO Box 123, Austin, TX 78701", ("PO Box 123", "", "Austin", "TX", "78701")),
        ("12 oak st portland, or 97201", ("12 Oak St", "", "Portland", "OR", "97201")),
        ("12 oak street, new york 10001", ("12 Oak Street", "", "New York", "", "10001")),
        ("77 Willow Lane in Dallas", ("77 Willow Lane", "", "Dallas", "", "")),
        ("77 Willow Lane", ("77 Willow Lane", "", "", "", "")),
        (
            "12 Oak St, Charleston, West Virginia 25301",
            ("12 Oak St", "", "Charleston", "WV", "25301"),
        ),
        (
            "12 Main St #3, Kansas City, MO 64105-1234",
            ("12 Main St", "#3", "Kansas City", "MO", "64105-1234"),
        ),
        (
            "12 McArthur Dr, 3rd floor, Salt Lake City, UT 84101",
            ("12 McArthur Dr", "3rd Floor", "Salt Lake City", "UT", "84101"),
        ),
    ],
)
def test_american_streets_units_and_states_have_many_forms(
    text: str, read: tuple[str, ...]
) -> None:
    assert parts(read_address(text, "USA")) == read


@pytest.mark.parametrize(
    ("text", "read", "country"),
    [
        ("Hauptstr. 5, 10115 Berlin", ("Hauptstr. 5", "", "Berlin", "", "10115"), "Germany"),
        (
            "send it to hauptstr. 5 10115 berlin please",
            ("Hauptstr. 5", "", "Berlin", "", "10115"),
            "Germany",
        ),
        (
            "Kirchgasse 114, 2. OG, 01067 Dresden",
            ("Kirchgasse 114", "2. OG", "Dresden", "", "01067"),
            "Germany",
        ),
        (
            "Am Markt 37, 60486 Frankfurt am Main",
            ("Am Markt 37", "", "Frankfurt am Main", "", "60486"),
            "Germany",
        ),
        (
            "Unter den Linden 77, 10117 Berlin, Deutschland",
            ("Unter den Linden 77", "", "Berlin", "", "10117"),
            "Germany",
        ),
        (
            "wiener straße 108, 8010 graz, austria",
            ("Wiener Straße 108", "", "Graz", "", "8010"),
            "Austria",
        ),
        (
            "Kerkstraat 51, 1053 VK Amsterdam, Netherlands",
            ("Kerkstraat 51", "", "Amsterdam", "", "1053 VK"),
            "Netherlands",
        ),
        (
            "5 rue de Rivoli, 75001 Paris, France",
            ("5 rue de Rivoli", "", "Paris", "", "75001"),
            "France",
        ),
        ("Via Roma 12, 00184 Roma, Italy", ("Via Roma 12", "", "Roma", "", "00184"), "Italy"),
        (
            "12 High Street, London SW1A 1AA",
            ("12 High Street", "", "London", "", "SW1A 1AA"),
            "United Kingdom",
        ),
        (
            "not to Hauptstr. 5, 10115 Berlin but to Mühlenweg 86, 01099 Dresden",
            ("Mühlenweg 86", "", "Dresden", "", "01099"),
            "Germany",
        ),
    ],
)
def test_a_european_address_has_its_code_before_the_city(
    text: str, read: tuple[str, ...], country: str
) -> None:
    address = read_address(text, "Germany")
    assert parts(address) == read
    assert address is not None
    assert address.country == country


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "别寄到张江了，我换公司了，改寄上海市徐汇区漕溪北路88号12楼，人和电话都不变",
            ("上海市", "上海市", "徐汇区漕溪北路88号12楼"),
        ),
        ("广东揭阳榕城区中山路12号3栋501", ("广东省", "揭阳市", "榕城区中山路12号3栋501")),
        (
            "广东省 深圳市 南山区 科技园路88号 创新大厦A座 1201",
            ("广东省", "深圳市", "南山区科技园路88号创新大厦A座1201"),
        ),
        (
            "改成广东省，深圳市，南山区，科技园路88号，谢谢",
            ("广东省", "深圳市", "南山区科技园路88号"),
        ),
        (
            "收件人李雨桐 15923456789 广东省深圳市南山区科技园路88号",
            ("广东省", "深圳市", "南山区科技园路88号"),
        ),
        (
            "广东省深圳市南山区科技园路88号 李雨桐 159 2345 6789",
            ("广东省", "深圳市", "南山区科技园路88号"),
        ),
        (
            "北京朝阳区光华路8号中海广场写字楼15层 王芳收",
            ("北京市", "北京市", "朝阳区光华路8号中海广场写字楼15层"),
        ),
        (
            "不要寄到上海市浦东新区龙东大道3000号了，改成徐汇区漕溪北路88号12楼",
            ("", "", "徐汇区漕溪北路88号12楼"),
        ),
        (
            "把地址从江苏省南京市江宁区天元西路1号改成江苏省南京市鼓楼区中山北路100号可以吗",
            ("江苏省", "南京市", "鼓楼区中山北路100号"),
        ),
        ("上海黄浦区南京东路100号", ("上海市", "上海市", "黄浦区南京东路100号")),
        ("送到上海上海市静安区南京西路1266号吧", ("上海市", "上海市", "静安区南京西路1266号")),
        ("寄到昆山市玉山镇前进路10号", ("", "昆山市", "玉山镇前进路10号")),
        ("深圳市福田区福华三路卓越世纪中心", ("广东省", "深圳市", "福田区福华三路卓越世纪中心")),
        ("吉林市船营区解放路5号", ("吉林省", "吉林市", "船营区解放路5号")),
        ("浙江省金华市义乌市稠城街道新马路5号", ("浙江省", "金华市", "义乌市稠城街道新马路5号")),
        (
            "please send it to 上海市徐汇区漕溪北路88号 thanks",
            ("上海市", "上海市", "徐汇区漕溪北路88号"),
        ),
    ],
)
def test_a_chinese_address_runs_from_the_province_to_the_room(
    text: str, read: tuple[str, ...]
) -> None:
    address = read_address(text, "中国")
    assert address is not None
    assert (address.state, address.city, address.address1) == read
    assert (address.country, address.zip) == ("中国", "")


@pytest.mark.parametrize(
    "text",
    [
        "I have 2 orders on my way",
        "where is order #W2273069",
        "send it to my home address",
        "two 750ml bottles please",
        "my zip is 75201",
        "我的快递到上海了吗",
        "我想问下路上要多久",
        "订单312571444239什么时候到",
        "",
    ],
)
def test_a_text_without_an_address_holds_none(text: str) -> None:
    assert read_address(text, "USA") is None


@pytest.mark.parametrize(
    ("text", "country", "enough"),
    [
        ("77 Willow Lane, Dallas, TX 75201", "USA", True),
        ("77 Willow Lane, Dallas, TX", "USA", False),
        ("77 Willow Lane, Dallas", "USA", False),
        ("Hauptstr. 5, 10115 Berlin", "Germany", True),
        ("上海市徐汇区漕溪北路88号", "中国", True),
        ("上海市浦东新区", "中国", False),
        ("徐汇区漕溪北路88号", "中国", False),
    ],
)
def test_an_address_is_complete_when_it_can_be_delivered_to(
    text: str, country: str, enough: bool
) -> None:
    address = read_address(text, country)
    assert address is not None
    assert is_complete(address, country) is enough


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("no, Apt 5", ("77 Willow Lane", "Apt 5", "Dallas", "TX", "75201")),
        ("5 not 4", ("77 Willow Lane", "Apt 5", "Dallas", "TX", "75201")),
        ("the zip is 75202", ("77 Willow Lane", "Apt 4", "Dallas", "TX", "75202")),
        ("75202", ("77 Willow Lane", "Apt 4", "Dallas", "TX", "75202")),
        ("it's Willow Street not Lane", ("77 Willow Street", "Apt 4", "Dallas", "TX", "75201")),
        ("not Lane but Street", ("77 Willow Street", "Apt 4", "Dallas", "TX", "75201")),
        ("the street is Elm Street", ("77 Elm Street", "Apt 4", "Dallas", "TX", "75201")),
        ("house number is 78", ("78 Willow Lane", "Apt 4", "Dallas", "TX", "75201")),
        ("no, 78 Willow Lane", ("78 Willow Lane", "Apt 4", "Dallas", "TX", "75201")),
        ("wrong city, it's Plano", ("77 Willow Lane", "Apt 4", "Plano", "TX", "75201")),
        ("Plano, TX 75023", ("77 Willow Lane", "Apt 4", "Plano", "TX", "75023")),
        ("it's CA not TX", ("77 Willow Lane", "Apt 4", "Dallas", "CA", "75201")),
        ("there's no apartment", ("77 Willow Lane", "", "Dallas", "TX", "75201")),
        (OAK, ("12 Oak St", "", "Reno", "NV", "89501")),
        ("yes", None),
        ("no thanks, leave it", None),
        ("yes but only the lamp", None),
        ("what about my order #W2273069", None),
        ("the zip is wrong", None),
    ],
)
def test_a_correction_changes_the_part_that_it_names(
    text: str, read: tuple[str, ...] | None
) -> None:
    pending = Address("77 Willow Lane", "Apt 4", "Dallas", "TX", "USA", "75201")
    assert parts(corrected(pending, text, "USA")) == read


@pytest.mark.parametrize(
    ("text", "address1"),
    [
        ("区写错了 不是榕城区 是揭东区 其他都对", "揭东区中山路12号3栋501室"),
        ("门牌号是15号", "榕城区中山路15号3栋501室"),
        ("门牌号错了，应该是15", "榕城区中山路15号3栋501室"),
        ("是5栋，不是3栋", "榕城区中山路12号5栋501室"),
        ("房号是1503", "榕城区中山路12号3栋1503室"),
        ("中山北路，不是中山路", "榕城区中山北路12号3栋501室"),
        ("12楼不是13楼", "榕城区中山路12号3栋12楼501室"),
        ("漕溪北路88号12楼", "榕城区漕溪北路88号12楼"),
        ("对", None),
        ("可以，就寄那", None),
        ("什么时候到", None),
    ],
)
def test_a_chinese_correction_changes_the_part_of_its_kind(text: str, address1: str | None) -> None:
    pending = Address("榕城区中山路12号3栋501室", "", "揭阳市", "广东省", "中国")
    changed = corrected(pending, text, "中国")
    assert (changed.address1 if changed else None) == address1


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("send it to my home address please, the one you have in my account.", "account"),
        ("the one in my account", "account"),
        ("my default address", "account"),
        ("家里的地址", "account"),
        ("默认地址", "account"),
        ("账户上的地址", "account"),
        ("the address from my other order", "order"),
        ("same address as order #W123", "order"),
        ("change it to the address of my other order", "order"),
        ("don't send it to my home address, use the address from my other order", "order"),
        ("ship it where my last order went", "order"),
        ("和上一单一样的地址", "order"),
        ("跟订单312571444239的地址一样", "order"),
        ("不要寄到默认地址，寄到上次的地址", "order"),
        ("change the address of my last order", None),
        ("update my default address to 12 Oak St, Reno, NV 89501", None),
        ("not to my home address", None),
        ("把上一单的地址改成上海市徐汇区漕溪北路88号", None),
        ("别寄到家里的地址", None),
        ("where is my order", None),
    ],
)
def test_an_address_on_file_is_pointed_at(text: str, of: str | None) -> None:
    ref = address_ref(text)
    want = ref.want("of") if ref else None
    assert (want.value if want else None) == of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my home address", (ADA_HOME,)),
        ("same address as order #1003", (ADA_HOME,)),
        ("same address as order #1002", ()),  # somebody else's
    ],
)
def test_an_address_on_file_is_found(view: See, text: str, found: tuple[Address, ...]) -> None:
    see, ref = view("kettles", "ada"), address_ref(text)
    assert ref is not None
    assert find_address(ref, see, see.orders[0]) == found


def test_a_visitor_has_no_address_on_file(view: See) -> None:
    ref = address_ref("my home address")
    assert ref is not None
    assert find_address(ref, view("kettles"), None) == ()
