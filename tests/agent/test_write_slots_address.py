"""The address that a change is given: told at once or bit by bit, on file, or asked for."""

from dataclasses import replace

from agent.turn import Wish
from agent.write_slots import address_of
from knowledge.people import Address
from knowledge.reference import Op, Ref, Want
from knowledge.shop import View
from skills.skill import Needs
from tests.agent.test_write_slots import her, one
from tests.agent.two_pending import KETTLE
from tests.knowledge.confirming import NEW_HOME
from tests.knowledge.four_orders import ADA_HOME

__all__ = ["her"]


def address(*texts: str) -> Wish:
    wants = tuple(Want("words", Op.IS, text) for text in texts)
    return Wish("change_order_address", to=Ref("address", wants))


def test_a_complete_address_is_taken_as_it_was_told(her: View) -> None:
    found = address_of(address("7 Oak Avenue, Salem, OR 97301"), one(her, KETTLE), her)
    assert isinstance(found, Address)
    assert (found.address1, found.city, found.state, found.zip) == (
        NEW_HOME.address1,
        NEW_HOME.city,
        NEW_HOME.state,
        NEW_HOME.zip,
    )


def test_an_address_is_corrected_by_a_later_message(her: View) -> None:
    told = address("7 Oak Avenue, Salem, OR 97301", "no, it's number 17")
    found = address_of(told, one(her, KETTLE), her)
    assert isinstance(found, Address)
    assert found.address1 == "17 Oak Avenue"
    assert found.city == "Salem"


def test_an_address_that_was_read_already_is_taken(her: View) -> None:
    assert address_of(Wish("change_order_address", to=NEW_HOME), one(her, KETTLE), her) == NEW_HOME


def test_no_address_is_asked_for(her: View) -> None:
    assert address_of(address("change the address"), one(her, KETTLE), her) == Needs("address")
    assert address_of(Wish("change_order_address"), one(her, KETTLE), her) == Needs("address")


def test_half_an_address_is_asked_for_with_what_was_understood(her: View) -> None:
    found = address_of(address("7 Oak Avenue"), one(her, KETTLE), her)
    assert isinstance(found, Needs)
    assert found.because is not None
    assert found.because.wording == "address_incomplete"
    assert "7 Oak Avenue" in str(found.because.facts[0].value)


def test_an_address_on_file_can_be_pointed_at(her: View) -> None:
    moved = replace(one(her, KETTLE), address=NEW_HOME)
    found = address_of(address("send it to my home address"), moved, her)
    assert found == ADA_HOME
