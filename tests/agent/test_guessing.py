"""Who guesses at somebody else's account is stopped, however the guesses are dressed up."""

from dataclasses import replace

from agent.agenda import Agenda
from agent.agent import Agent
from agent.door import Door, Person
from agent.turn import Identity
from knowledge.shop import Shop
from tests.agent.conftest import FreshShop
from tests.agent.test_door import conversation, knock, now, told, with_claims

EMAIL = "ada.fox@example.com"


def test_codes_beside_other_addresses_count_for_the_account_they_guess_at(
    fresh_shop: FreshShop,
) -> None:
    shop = with_claims(fresh_shop("kettles"), ("email", "code"))
    said = [_guess(shop, place) for place in range(5)]
    assert said == ["code_wrong"] * 4 + ["locked"]


def _guess(shop: Shop, place: int) -> str:
    """One wrong code, in a conversation of its own that says another e-mail address first."""
    row = conversation(shop)
    knock(shop, {"email": EMAIL}, row)
    before = Agenda(told={"email": f"nobody{place}@example.net"})
    return Door(shop)(told({"code": "x"}, before), now(shop, row), Identity()).said


def test_a_code_beside_another_address_is_none_for_it(fresh_shop: FreshShop) -> None:
    shop = with_claims(fresh_shop("kettles"), ("email", "code"))
    row = conversation(shop)
    knock(shop, {"email": EMAIL}, row)
    message = shop.records.outbox.latest(EMAIL)
    assert message is not None
    code = "".join(c for c in message.body if c.isdigit())[:6]
    person = knock(shop, {"email": "nobody@example.net", "code": code}, row)
    assert person.customer is None


def test_wrong_claims_count_beside_an_address_that_gets_a_code(fresh_shop: FreshShop) -> None:
    shop = with_claims(fresh_shop("kettles"), ("name", "zip"), ("email", "code"))
    for place in range(5):
        guess = {"name": "Ada Fox", "zip": f"9000{place}", "email": f"q{place}@example.net"}
        knock(shop, guess)
    assert knock(shop, {"name": "Ada Fox", "zip": "97201"}) == Person(said="locked")


def test_a_name_behind_many_words_is_not_read(fresh_shop: FreshShop) -> None:
    shop = with_claims(fresh_shop("kettles"), ("name", "zip"))
    padded = {"name": f"{'well ' * 85}Ada Fox", "zip": "97201"}
    assert knock(shop, padded).customer is None


def test_a_mailbox_is_not_filled_with_codes(fresh_shop: FreshShop) -> None:
    shop = with_claims(fresh_shop("kettles"), ("email", "code"))
    said = [knock(shop, {"email": EMAIL}).said for _ in range(9)]
    sent = [m for m in shop.records.outbox.unsent() if m.to == EMAIL]
    assert said == ["code_sent"] * 9
    assert len(sent) == 5


def test_a_claim_that_is_not_enough_is_raised_by_a_code(fresh_shop: FreshShop) -> None:
    shop = with_claims(fresh_shop("kettles"), ("name", "zip"))
    raised = replace(shop.rules.identity, levels={"show_account": "verified"})
    agent = Agent(shop.with_rules(replace(shop.rules, identity=raised)))
    conversation_id, _ = agent.start()
    agent.respond(conversation_id, "what is my address?")
    asked = agent.respond(conversation_id, "Ada Fox 97201")
    message = shop.records.outbox.latest(EMAIL)
    assert asked.asks == ("code",)
    assert message is not None
    code = "".join(c for c in message.body if c.isdigit())[:6]
    assert "97201" in agent.respond(conversation_id, code).text
