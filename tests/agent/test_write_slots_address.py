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


def test_parts_told_bit_by_bit_become_one_address(her: View) -> None:
    told = address("7 Oak Avenue", "Salem, OR 97301")
    found = address_of(told, one(her, KETTLE), her)
    assert found == replace(NEW_HOME, country=her.rules.shop.country)


def test_the_whole_address_said_again_is_the_same_address(her: View) -> None:
    text = "7 Oak Avenue, Salem, OR 97301"
    again = address(text, f"the full one is {text}, please")
    first = address_of(address(text), one(her, KETTLE), her)
    assert address_of(again, one(her, KETTLE), her) == first


def test_an_address_abroad_is_kept_with_its_province(her: View) -> None:
    found = address_of(
        address("BremenBrunnenweg 6", "全的是Brunnenweg 6, 80331 München, Bayern, Germany"),
        one(her, KETTLE),
        her,
    )
    assert found == Address("Brunnenweg 6", "", "München", "Bayern", "Germany", "80331")


def test_an_address_without_its_code_is_asked_for(her: View) -> None:
    found = address_of(address("Brunnenweg 6, Bremen, Germany"), one(her, KETTLE), her)
    assert isinstance(found, Needs)
    assert found.because is not None
    assert found.because.wording == "address_incomplete"


def test_the_number_of_an_order_becomes_no_zip_code(her: View) -> None:
    told = address("7 Oak Avenue, Salem, OR 97301", "no, for 10010")
    other = replace(told, of=Ref("order", (Want("number", Op.IS, "10010"),)))
    found = address_of(other, one(her, KETTLE), her)
    assert isinstance(found, Address)
    assert found.zip == "97301"


def test_an_address_on_file_needs_no_more_than_is_on_file(her: View) -> None:
    bare = Address("12 Elm Street", "", "Portland", "", "USA", "")
    assert her.customer is not None
    lacking = replace(her, customer=replace(her.customer, address=bare))
    found = address_of(address("send it to my home address"), one(lacking, KETTLE), lacking)
    assert found == bare
