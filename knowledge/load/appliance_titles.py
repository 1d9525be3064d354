"""What the title of a household appliance says for certain: its category, brand and attributes."""

import re

from knowledge.goods import Attribute, Category, Text

CATEGORIES = (
    Category("water_heater", Text("water heaters", "热水器"), synonyms=("water heater", "热水机")),
    Category(
        "electric_water_heater",
        Text("electric water heaters", "电热水器"),
        parent="water_heater",
        synonyms=("electric water heater", "storage water heater", "储水式热水器", "电热"),
    ),
    Category(
        "gas_water_heater",
        Text("gas water heaters", "燃气热水器"),
        parent="water_heater",
        synonyms=("gas water heater", "燃热", "煤气热水器", "天然气热水器", "液化气热水器"),
    ),
    Category(
        "under_sink_water_heater",
        Text("under-sink water heaters", "小厨宝"),
        parent="electric_water_heater",
        synonyms=("under-sink water heater", "kitchen water heater", "厨宝", "厨房热水宝"),
    ),
    Category(
        "dishwasher",
        Text("dishwashers", "洗碗机"),
        synonyms=("dishwasher", "dish washer", "洗碗柜"),
    ),
    Category(
        "gas_hob",
        Text("gas hobs", "燃气灶"),
        synonyms=("gas hob", "gas stove", "gas cooktop", "灶具", "灶台", "煤气灶", "天然气灶"),
    ),
    Category(
        "range_hood",
        Text("range hoods", "油烟机"),
        synonyms=("range hood", "cooker hood", "抽油烟机", "吸油烟机", "烟机", "排烟机"),
    ),
    Category(
        "hood_and_hob_set",
        Text("hood and hob sets", "烟灶套装"),
        parent="range_hood",
        synonyms=("hood and hob set", "烟灶套餐", "烟机灶具套装"),
    ),
    Category(
        "water_purifier",
        Text("water purifiers", "净水器"),
        synonyms=("water purifier", "water dispenser", "净饮机", "净水机", "饮水机", "直饮机"),
    ),
    Category(
        "refrigerator", Text("refrigerators", "冰箱"), synonyms=("fridge", "refrigerator", "电冰箱")
    ),
    Category(
        "fan", Text("fans", "风扇"), synonyms=("fan", "electric fan", "电风扇", "落地扇", "电扇")
    ),
)

# The first pattern that is found decides, so the narrower ones come first. Some titles name no
# kind at all; then the model's prefix tells it.
_KINDS = (
    ("under_sink_water_heater", r"小厨宝|厨房热水宝"),
    ("dishwasher", r"洗碗机"),
    ("hood_and_hob_set", r"烟机.*灶.*套装|[侧顶]吸.*套装"),
    ("range_hood", r"油烟机|排烟机"),
    ("gas_water_heater", r"(?:燃气|煤气|天然气|液化气)热水器"),
    ("electric_water_heater", r"电热水器"),
    ("gas_hob", r"燃气灶|天然气灶|煤气灶"),
    ("water_purifier", r"净水|净饮|直饮"),
    ("refrigerator", r"冰箱"),
    ("fan", r"风扇|落地扇|塔扇"),
    ("gas_water_heater", r"\bJS[LQG]{1,2}\d"),
    ("electric_water_heater", r"(?<![A-Z])F\d{4}-"),
)
_BRANDS = (("美的", re.compile(r"美的|Midea", re.I)), ("Lasko", re.compile(r"Lasko", re.I)))

# A number is a measure only if it is no tail of a model code, and its unit no head of one.
_NUMBER = r"(?<![A-Za-z0-9.\-])(\d+(?:\.\d+)?)\s*"
_CAPACITY = re.compile(_NUMBER + r"(?:升|L(?![A-Za-z0-9/]))")
_POWER = re.compile(_NUMBER + r"([Kk]?)[Ww](?![A-Za-z])")
_SETTINGS = re.compile(_NUMBER + r"套(?!装)")
_INCHES = re.compile(_NUMBER + r"英寸")
_AIRFLOW = re.compile(_NUMBER + r"(?:风量|m³/min)")
_EFFICIENCY = re.compile(r"(超?)([一二三四五1-5])级(?:能效|节能)")
_GRADES = dict(zip("一二三四五", "12345", strict=True))
_SIGNS = {digit: sign for sign, digit in _GRADES.items()}
_MODEL = re.compile(
    r"(?<![A-Za-z0-9])"
    r"(?:[A-Z]\d+S? PRO\+Q\d+[A-Z]?"
    r"|(?=[A-Z0-9.]*-?[A-Za-z]*\d)[A-Z]{1,4}[0-9.]*[A-Z]?-[A-Z0-9][A-Za-z0-9]*"
    r"(?:\([A-Z]+\))?(?: (?:Pro|Max|Ultra)(?![A-Za-z0-9])|(?<=MATE) \d+(?![0-9L升 ]))?)"
)
_WORDS = (
    (Text("gas type", "气源"), "天然气", Text("natural gas", "天然气")),
    (Text("gas type", "气源"), "液化气", Text("liquefied petroleum gas", "液化气")),
    (Text("shape", "外形"), "扁桶", Text("flat tank", "扁桶")),
)


def category(title: str) -> str:
    """Id of the category, ``""`` where the title names none."""
    return next((id for id, pattern in _KINDS if re.search(pattern, title)), "")


def categories(ids: set[str]) -> list[Category]:
    """The categories with these ids and those above them."""
    known = {category.id: category for category in CATEGORIES}
    wanted = set(ids)
    for id in ids:
        while id := known[id].parent if id in known else "":
            wanted.add(id)
    return [category for category in CATEGORIES if category.id in wanted]


def brand(title: str) -> str:
    return next((name for name, pattern in _BRANDS if pattern.search(title)), "")


def attributes(title: str) -> tuple[Attribute, ...]:
    """
    Capacity, power, energy efficiency, model and the like, where the title gives them.

    Examples
    --------
    >>> [a.value.zh for a in attributes("美的60升电热水器3300W一级能效F6033-UD3(HE)")]
    ['60升', '3300W', '一级能效', 'F6033-UD3(HE)']
    """
    found: list[Attribute] = []

    def add(en: str, zh: str, value_en: str, value_zh: str) -> None:
        found.append(Attribute(Text(en, zh), Text(value_en, value_zh)))

    if match := _CAPACITY.search(title):
        add("capacity", "容量", f"{match[1]} L", f"{match[1]}升")
    if match := _POWER.search(title):
        kilo = "k" if match[2] else ""
        add("power", "功率", f"{match[1]} {kilo}W", f"{match[1]}{kilo}W")
    if match := _SETTINGS.search(title):
        add("place settings", "套数", match[1], f"{match[1]}套")
    if match := _INCHES.search(title):
        add("size", "尺寸", f"{match[1]} inches", f"{match[1]}英寸")
    if match := _AIRFLOW.search(title):
        add("airflow", "风量", f"{match[1]} m³/min", f"{match[1]} m³/min")
    if match := _EFFICIENCY.search(title):
        digit = _GRADES.get(match[2], match[2])
        grade = f"grade {digit}" + (" (better than required)" if match[1] else "")
        add("energy efficiency", "能效", grade, f"{match[1]}{_SIGNS[digit]}级能效")
    found += [Attribute(name, value) for name, word, value in _WORDS if word in title]
    if match := _MODEL.search(title):
        add("model", "型号", match[0], match[0])
    return tuple(found)
