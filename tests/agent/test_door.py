"""Who is let in: right and wrong claims, locks, codes, and one customer a conversation."""

import re
from dataclasses import replace

import pytest

from agent.agenda import Agenda
from agent.door import Door, Person
from agent.turn import Identity, Tell, Understanding
from knowledge.records.conversations import ConversationRow
from knowledge.shop import Shop
from skills.skill import Level
from tests.agent.chat import ADA, ANN, WEI, Clock
from tests.agent.conftest import FreshShop

KNOWN = Person(Level.CLAIMED, "ada", "welcome")
RIGHT = {"name": "Ada Fox", "zip": "97201"}
WRONG = {"name": "Ada Fox", "zip": "97209"}

Claim = dict[str, str]


def told(claim: Claim, before: Agenda | None = None) -> Agenda:
    """The agenda behind a message that tells all of a claim."""
    tells = tuple(Tell(slot, value) for slot, value in claim.items())
    return (before or Agenda()).hear(Understanding(tells))


def conversation(shop: Shop) -> ConversationRow:
    row, _ = shop.records.conversations.create(shop.now())
    return row


def now(shop: Shop, row: ConversationRow) -> ConversationRow:
    """A conversation as it is by now."""
    found = shop.records.conversations.get(row.id)
    assert found is not None
    return found


def knock(
    shop: Shop, claim: Claim, row: ConversationRow | None = None, address: str = ""
) -> Person:
    """Somebody makes a claim, in a conversation of her own where none is given."""
    row = now(shop, row) if row else conversation(shop)
    return Door(shop)(told(claim), row, Identity(address=address))


def fail(shop: Shop, num_tries: int, claim: Claim | None = None) -> list[str]:
    """What is said to that many wrong claims, each in a conversation of its own."""
    return [knock(shop, claim or WRONG).said for _ in range(num_tries)]


def with_claims(shop: Shop, *claims: tuple[str, ...]) -> Shop:
    return shop.with_rules(
        replace(shop.rules, identity=replace(shop.rules.identity, claims=claims))
    )


def sent_code(shop: Shop, email: str) -> str:
    message = shop.records.outbox.latest(email)
    assert message is not None
    return str(re.findall(r"\d{6}", message.body)[0])


def other(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


@pytest.mark.parametrize(
    "claim",
    [
        {"email": "ada.fox@example.com"},  # the e-mail alone is a way in
        {"email": " ADA.FOX@example.com "},  # typed in another way
        RIGHT,
        {"name": "my name is ada fox", "zip": "97201"},  # words around the name
        {"name": "Fox, Ada", "zip": "97201"},  # turned
    ],
)
def test_a_right_claim_opens_the_door(fresh_shop: FreshShop, claim: Claim) -> None:
    shop = fresh_shop()
    row = conversation(shop)
    assert knock(shop, claim, row) == KNOWN
    assert now(shop, row).customer == "ada"
    assert now(shop, row).level == "claimed"


@pytest.mark.parametrize(
    ("claim", "customer"),
    [
        ({"name": "张敏", "phone": "13900000001"}, "U01"),
        # the same phone, another person
        ({"name": "赵强", "phone": "139 0000 0001"}, "U02"),
        # with the code of the country
        ({"name": "我叫张敏", "phone": "+86 13900000001"}, "U01"),
    ],
)
def test_one_phone_may_belong_to_two_people(
    fresh_shop: FreshShop, claim: Claim, customer: str
) -> None:
    assert knock(fresh_shop("appliances"), claim).customer == customer


@pytest.mark.parametrize(
    "claim",
    [
        {"email": "nobody@example.com"},
        WRONG,
        {"name": "Ada Fix", "zip": "97201"},  # nearly her name
        {"name": "Ada", "zip": "97201"},  # half of it
        {"name": "Ada Fox", "zip": "310012"},  # two halves of two customers
    ],
)
def test_a_wrong_claim_opens_nothing(fresh_shop: FreshShop, claim: Claim) -> None:
    shop = fresh_shop()
    row = conversation(shop)
    assert knock(shop, claim, row) == Person(said="wrong")
    assert now(shop, row).customer is None


@pytest.mark.parametrize("claim", [{"name": "Ada Fox"}, {"zip": "97201"}, {"phone": "1"}, {}])
def test_half_a_claim_is_no_try(fresh_shop: FreshShop, claim: Claim) -> None:
    assert knock(fresh_shop(), claim) == Person()


def test_the_second_half_of_a_claim_may_come_later(fresh_shop: FreshShop) -> None:
    shop = fresh_shop()
    row = conversation(shop)
    agenda = told({"zip": "97201"}, told({"name": "Ada Fox"}))
    assert Door(shop)(agenda, row, Identity()) == KNOWN


def test_the_fifth_wrong_claim_locks_and_the_fourth_does_not(fresh_shop: FreshShop) -> None:
    assert fail(fresh_shop(), 5) == ["wrong", "wrong", "wrong", "wrong", "locked"]


def test_after_four_wrong_claims_the_right_one_opens(fresh_shop: FreshShop) -> None:
    shop = fresh_shop()
    fail(shop, 4)
    assert knock(shop, RIGHT) == KNOWN


def test_after_five_wrong_claims_the_right_one_does_not_open(fresh_shop: FreshShop) -> None:
    shop = fresh_shop()
    fail(shop, 5)
    assert knock(shop, RIGHT) == Person(said="locked")


def test_a_right_claim_begins_the_count_anew(fresh_shop: FreshShop) -> None:
    shop = fresh_shop()
    fail(shop, 4)
    knock(shop, RIGHT)
    assert fail(shop, 4) == ["wrong"] * 4


def test_a_lock_ends_after_half_an_hour(fresh_shop: FreshShop, clock: Clock) -> None:
    shop = fresh_shop()
    fail(shop, 5)
    clock.pass_by(29)
    assert knock(shop, RIGHT).said == "locked"
    clock.pass_by(2)
    assert knock(shop, RIGHT) == KNOWN


def test_a_lock_on_one_customer_is_none_on_another(fresh_shop: FreshShop) -> None:
    shop = fresh_shop()
    fail(shop, 5)
    assert knock(shop, {"name": "李伟", "zip": "310012"}).customer == "wei"


def test_somebody_who_is_not_on_file_is_locked_alike(fresh_shop: FreshShop) -> None:
    nobody = {"name": "Zoe Nobody", "zip": "97201"}
    assert fail(fresh_shop(), 5, nobody) == fail(fresh_shop(), 5)


@pytest.mark.parametrize(
    ("addresses", "said"),
    [
        (["10.0.0.1"] * 5, "locked"),  # five guesses from one place
        ([f"10.0.0.{n}" for n in range(5)], "wrong"),  # from five places, at five accounts
    ],
)
def test_guesses_are_counted_by_where_they_come_from(
    fresh_shop: FreshShop, addresses: list[str], said: str
) -> None:
    shop = fresh_shop()
    replies = [
        knock(shop, {"email": f"guess{n}@example.com"}, address=address).said
        for n, address in enumerate(addresses)
    ]
    assert replies == ["wrong"] * 4 + [said]


def test_a_code_is_sent_to_the_address_on_file(fresh_shop: FreshShop) -> None:
    shop = with_claims(fresh_shop(), ("email", "code"))
    assert knock(shop, {"email": "ada.fox@example.com"}) == Person(said="code_sent")
    assert len(sent_code(shop, "ada.fox@example.com")) == 6


def test_for_an_unknown_address_the_same_is_said_and_nothing_is_sent(
    fresh_shop: FreshShop,
) -> None:
    shop = with_claims(fresh_shop(), ("email", "code"))
    assert knock(shop, {"email": "nobody@example.com"}) == Person(said="code_sent")
    assert shop.records.outbox.latest("nobody@example.com") is None


def test_the_code_that_was_sent_opens_once(fresh_shop: FreshShop) -> None:
    shop = with_claims(fresh_shop(), ("email", "code"))
    row = conversation(shop)
    claim = {"email": "ada.fox@example.com"}
    knock(shop, claim, row)
    code = sent_code(shop, "ada.fox@example.com")
    agenda = told({"code": code}, told(claim))
    door = Door(shop)
    assert door(agenda, now(shop, row), Identity()) == Person(Level.VERIFIED, "ada", "welcome")
    assert door(agenda, conversation(shop), Identity()).said == "code_wrong"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (9.9, "welcome"),  # just in time
        (10, "code_wrong"),  # expired
    ],
)
def test_a_code_is_good_for_ten_minutes(
    fresh_shop: FreshShop, clock: Clock, minutes: float, said: str
) -> None:
    shop = with_claims(fresh_shop(), ("email", "code"))
    row = conversation(shop)
    knock(shop, {"email": "ada.fox@example.com"}, row)
    clock.pass_by(minutes)
    claim = {"email": "ada.fox@example.com", "code": sent_code(shop, "ada.fox@example.com")}
    agenda = replace(told(claim), fresh=("code",))
    assert Door(shop)(agenda, now(shop, row), Identity()).said == said


def test_wrong_codes_lock_as_wrong_claims_do(fresh_shop: FreshShop) -> None:
    shop = with_claims(fresh_shop(), ("email", "code"))
    row = conversation(shop)
    knock(shop, {"email": "ada.fox@example.com"}, row)
    wrong = other(sent_code(shop, "ada.fox@example.com"))
    agenda = replace(told({"email": "ada.fox@example.com", "code": wrong}), fresh=("code",))
    said = [Door(shop)(agenda, now(shop, row), Identity()).said for _ in range(5)]
    assert said == ["code_wrong"] * 4 + ["locked"]


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ({"email": "li.wei@example.com"}, "other_customer"),
        ({"name": "李伟", "zip": "310012"}, "other_customer"),
        ({"email": "nobody@example.com"}, "other_customer"),  # the same, on file or not
        (RIGHT, ""),  # her own again
        ({"name": "Somebody Else"}, ""),  # a name says nothing by itself
    ],
)
def test_a_conversation_stays_with_its_customer(
    fresh_shop: FreshShop, claim: Claim, said: str
) -> None:
    shop = fresh_shop()
    row = conversation(shop)
    knock(shop, RIGHT, row)
    assert knock(shop, claim, row) == Person(Level.CLAIMED, "ada", said)  # type: ignore[arg-type]
    assert now(shop, row).customer == "ada"


def test_a_conversation_is_known_by_its_row(fresh_shop: FreshShop) -> None:
    shop = fresh_shop()
    row = conversation(shop)
    knock(shop, RIGHT, row)
    assert Door(shop)(Agenda(), now(shop, row), Identity()) == Person(Level.CLAIMED, "ada")


@pytest.mark.parametrize("identity", [ADA, WEI, ANN])
def test_who_is_signed_in_by_the_shell_is_who_it_says(
    fresh_shop: FreshShop, identity: Identity
) -> None:
    shop = fresh_shop()
    person = Door(shop)(Agenda(), conversation(shop), identity)
    assert person == Person(identity.level, identity.customer)


def test_what_she_tells_makes_nobody_else_of_who_is_signed_in(fresh_shop: FreshShop) -> None:
    shop = fresh_shop()
    person = Door(shop)(told(RIGHT), conversation(shop), WEI)
    assert (person.level, person.customer) == (Level.VERIFIED, "wei")
