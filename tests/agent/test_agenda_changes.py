"""What is open while a change waits for its yes."""

from dataclasses import replace

from agent.agenda import Agenda, fold
from agent.policy import Commit, Confirm, Wait
from agent.turn import Conversation, No, Pending, Reply, Tell, Turn, Understanding, Wish, Yes
from knowledge.reference import Op, Ref, Want
from knowledge.write import CancelOrder, ChangeOrderItems, Swap
from tests.agent.test_agenda import CANCEL, PERSON, STOCK, TRACK, heard, settled, step

PENDING = Pending("p_1", CancelOrder("#1001", "no longer needed"))
SHOWN = Agenda(open=(CANCEL, STOCK), asks=("confirm",), pending=PENDING)


def test_a_yes_to_a_change_is_her_consent_and_begins_no_wish() -> None:
    agenda = heard(SHOWN, Yes())
    assert agenda.agreed == Yes()
    assert agenda.open == SHOWN.open


def test_the_condition_of_a_yes_goes_with_it() -> None:
    condition = (Want("price", Op.LE, "20"),)
    assert heard(SHOWN, Yes(condition)).agreed == Yes(condition)


def test_a_yes_where_no_change_waits_is_no_consent() -> None:
    assert heard(Agenda(open=(CANCEL,)), Yes()).agreed is None


def test_a_yes_to_an_offer_is_a_wish_for_just_that() -> None:
    offered = Wish("return_items", Ref("order", (Want("number", Op.IS, "#1003"),)))
    assert heard(Agenda(offers=offered), Yes()).open == (offered,)


def test_while_a_change_waits_a_yes_is_not_one_to_an_offer() -> None:
    agenda = heard(replace(SHOWN, offers=PERSON), Yes())
    assert agenda.open == SHOWN.open
    assert agenda.agreed == Yes()


def test_a_no_drops_the_change_that_was_shown_and_nothing_else() -> None:
    agenda = heard(SHOWN, No())
    assert agenda.open == (STOCK,)
    assert agenda.declined == CANCEL
    assert agenda.agreed is None


def test_who_wants_to_wait_agrees_to_nothing_and_loses_nothing() -> None:
    agenda = heard(SHOWN, Tell("confirm", "wait"))
    assert agenda.held
    assert agenda.agreed is None
    assert agenda.open == SHOWN.open


def test_who_asks_about_the_change_sees_it_again() -> None:
    agenda = heard(SHOWN, Tell("confirm", "again"))
    assert agenda.changed
    assert not agenda.held
    assert agenda.agreed is None


def test_a_message_about_a_change_that_was_replaced_shows_what_waits_now() -> None:
    agenda = SHOWN.look_again()
    assert agenda.changed
    assert agenda.agreed is None
    assert agenda.open == SHOWN.open


def test_what_was_heard_once_does_not_count_for_the_next_message() -> None:
    agenda = heard(heard(SHOWN, Yes()), STOCK)
    assert agenda.agreed is None
    assert not heard(heard(SHOWN, Tell("confirm", "wait")), STOCK).held
    assert heard(heard(SHOWN, No()), STOCK).declined is None


def test_the_wish_that_is_chosen_goes_on_and_the_other_one_does_not() -> None:
    back = Wish("return_items", CANCEL.of)
    chosen = Tell("choice", Ref("policy", (Want("number", Op.IS, "return_items"),)))
    assert heard(Agenda(open=(CANCEL, back), asks=("choice",)), chosen).open == (back,)


def test_two_changes_of_one_kind_may_be_of_two_orders() -> None:
    other = Wish("cancel_order", Ref("order", (Want("number", Op.IS, "#1005"),)))
    assert heard(Agenda(open=(CANCEL,)), other).open == (CANCEL, other)


def test_a_change_said_again_while_it_is_asked_about_takes_its_place() -> None:
    again = Wish("cancel_order", Ref("order", (Want("words", Op.IS, "the one with the mug"),)))
    asked = Agenda(open=(CANCEL, STOCK), asks=("reason",))
    assert heard(asked, again).open == (STOCK, again)


def test_what_waits_for_a_yes_or_for_its_turn_stays_open() -> None:
    steps = [step(CANCEL, Confirm()), step(STOCK), step(TRACK, Wait())]
    assert settled(Agenda(), steps).open == (CANCEL, TRACK)


def test_the_change_that_is_shown_waits_until_the_next_reply() -> None:
    agenda = settled(Agenda(), [step(CANCEL, Confirm())], Reply("x", pending=PENDING))
    assert agenda.pending == PENDING
    assert settled(agenda, [step(STOCK)]).pending is None


def test_what_was_changed_last_is_remembered() -> None:
    made = step(CANCEL, Commit(PENDING.write))
    agenda = settled(settled(Agenda(), [made]), [step(STOCK)])
    assert agenda.done == made
    assert agenda.open == ()


def test_a_turn_of_staff_takes_the_question_away() -> None:
    asked = Turn("shopper", "cancel it", Understanding((CANCEL,)), (step(CANCEL, Confirm()),))
    shown = replace(asked, reply=Reply("x", asks=("confirm",), pending=PENDING))
    before = fold(Conversation("c_1", (shown,)))
    assert before.pending == PENDING
    after = fold(Conversation("c_1", (shown, Turn("staff", "hi", reply=Reply("")))))
    assert (after.pending, after.asks, after.open, after.offers) == (None, (), (), None)


SWAPPED = ChangeOrderItems(
    "#1016", (Swap("grinder", "grinder-manual", "grinder-electric"),), "paypal_1"
)
MANUAL = Ref("line", (Want("words", Op.IS, "the manual one"),))
AGAIN = Ref("variant", (Want("of", Op.IS, "done"),))


def after_a_swap(wish: Wish) -> Wish:
    """The wish as it is open behind a swap that was made."""
    made = step(Wish("change_order_items", items=MANUAL), Commit(SWAPPED))
    (found,) = heard(settled(Agenda(), [made]), wish).open
    return found


def test_the_same_again_becomes_what_the_last_swap_did() -> None:
    other = Ref("order", (Want("number", Op.IS, "#1005"),))
    found = after_a_swap(Wish("change_order_items", other, to=AGAIN))
    assert found.to == Ref("variant", (Want("number", Op.IS, "grinder-electric"),))
    assert found.items == MANUAL
    assert found.of == other


def test_the_same_again_is_of_another_order_than_the_last_one() -> None:
    other = Ref("order", (Want("words", Op.IS, "my other order"),))
    found = after_a_swap(Wish("change_order_items", other, to=AGAIN))
    assert found.of is not None
    assert found.of.but == (Ref("order", (Want("number", Op.IS, "#1016"),)),)


def test_a_wish_of_its_own_takes_nothing_from_the_last_swap() -> None:
    own = Wish("change_order_items", to=Ref("variant", (Want("words", Op.IS, "in blue"),)))
    assert after_a_swap(own) == own


def test_the_same_address_again_is_none_behind_a_change_without_one() -> None:
    made = step(CANCEL, Commit(PENDING.write))
    (found,) = heard(settled(Agenda(), [made]), Wish("change_order_address", to=AGAIN)).open
    assert found.to is None
