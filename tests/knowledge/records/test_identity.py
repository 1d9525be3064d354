"""Wrong answers lock an account after five and never before; a code is good once, here and soon."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from knowledge.records.database import Records
from knowledge.records.identity import LockParams

NOON = datetime(2026, 11, 20, 12)
ADA = {"name": "Ada Fox", "zip": "97201"}


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def fail(records: Records, keys: tuple[str, ...], minutes: tuple[float, ...]) -> None:
    """Give a wrong answer at each of these minutes after noon."""
    for minute in minutes:
        records.identity.failed(keys, after(minute))


def other_code(code: str) -> str:
    """A code that is not this one."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


def guess_wrong(records: Records, code: str, num_guesses: int) -> None:
    """Type another code than this one into its conversation."""
    for _ in range(num_guesses):
        records.identity.redeem("c_1", other_code(code), NOON)


def test_four_wrong_answers_do_not_lock(records: Records) -> None:
    fail(records, ("a",), (0, 1, 2, 3))
    assert not records.identity.locked(("a",), after(3))


def test_the_fifth_wrong_answer_locks(records: Records) -> None:
    fail(records, ("a",), (0, 1, 2, 3, 4))
    assert records.identity.locked(("a",), after(4))


def test_one_locked_key_is_enough(records: Records) -> None:
    fail(records, ("a",), (0, 1, 2, 3, 4))
    assert records.identity.locked(("b", "a"), after(5))


def test_another_account_is_not_locked(records: Records) -> None:
    fail(records, ("a",), (0, 1, 2, 3, 4))
    assert not records.identity.locked(("b",), after(5))


def test_a_lock_holds_for_thirty_minutes(records: Records) -> None:
    fail(records, ("a",), (0, 1, 2, 3, 4))
    assert records.identity.locked(("a",), after(33.9))


def test_a_lock_ends_after_thirty_minutes(records: Records) -> None:
    fail(records, ("a",), (0, 1, 2, 3, 4))
    assert not records.identity.locked(("a",), after(34))


def test_an_answer_after_the_lock_is_the_first_again(records: Records) -> None:
    fail(records, ("a",), (0, 1, 2, 3, 4, 35))
    assert not records.identity.locked(("a",), after(35))


def test_five_wrong_answers_over_a_longer_time_do_not_lock(records: Records) -> None:
    fail(records, ("a",), (0, 8, 16, 24, 32))
    assert not records.identity.locked(("a",), after(32))


def test_a_right_answer_starts_the_account_again(records: Records) -> None:
    keys = records.identity.keys(ADA)
    fail(records, keys, (0, 1, 2, 3))
    records.identity.succeeded(keys)
    fail(records, keys, (4,))
    assert not records.identity.locked(keys, after(4))


def test_a_right_answer_does_not_start_the_address_again(records: Records) -> None:
    address = records.identity.keys({}, "192.0.2.1")
    fail(records, address, (0, 1, 2, 3))
    records.identity.succeeded(records.identity.keys(ADA, "192.0.2.1"))
    fail(records, address, (4,))
    assert records.identity.locked(address, after(4))


def test_a_shop_may_lock_sooner(url: str) -> None:
    strict = Records.open(url, LockParams(tries=2, lock_minutes=5))
    strict.identity.failed(("a",), after(0))
    strict.identity.failed(("a",), after(1))
    assert strict.identity.locked(("a",), after(5.9))
    assert not strict.identity.locked(("a",), after(6))
    strict.close()


def test_a_lock_needs_at_least_one_try() -> None:
    with pytest.raises(ValueError, match="tries is 0; give at least 1"):
        LockParams(tries=0)


def test_a_name_counts_for_her_account_whatever_zip_is_guessed(records: Records) -> None:
    first = records.identity.keys({"name": "it's Ada Fox, 11111", "zip": "it's Ada Fox, 11111"})
    assert first == records.identity.keys({"name": "fox ada", "zip": "22222"})


def test_name_and_email_of_one_customer_are_one_account(records: Records) -> None:
    by_email = records.identity.keys({"email": "Ada.Fox@example.com"})
    assert by_email == records.identity.keys(ADA)


def test_an_unknown_name_counts_as_one_account_too(records: Records) -> None:
    keys = records.identity.keys({"name": "Bob Ray 11111", "zip": "11111"})
    assert keys == records.identity.keys({"name": "bob ray 22222", "zip": "22222"})


def test_an_unknown_email_counts_as_an_account(records: Records) -> None:
    keys = records.identity.keys({"email": "nobody@example.com"})
    assert keys == records.identity.keys({"email": "NOBODY@example.com "})
    assert len(keys) == 1


def test_keys_do_not_show_whose_they_are(records: Records) -> None:
    keys = records.identity.keys({"email": "nobody@example.com"}, "192.0.2.1")
    assert "nobody" not in "".join(keys)
    assert "192.0.2.1" not in "".join(keys)


def test_a_code_has_six_digits(records: Records) -> None:
    code = records.identity.issue_code("ada", "c_1", NOON)
    assert len(code) == 6
    assert code.isdecimal()


def test_a_code_names_its_customer(records: Records) -> None:
    code = records.identity.issue_code("ada", "c_1", NOON)
    assert records.identity.redeem("c_1", code, after(9.9)) == "ada"


def test_a_code_may_be_typed_with_spaces_and_wide_digits(records: Records) -> None:
    code = records.identity.issue_code("ada", "c_1", NOON)
    wide = code.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert records.identity.redeem("c_1", f"{wide[:3]} {wide[3:]}", NOON) == "ada"


def test_a_code_is_good_only_once(records: Records) -> None:
    code = records.identity.issue_code("ada", "c_1", NOON)
    records.identity.redeem("c_1", code, NOON)
    assert records.identity.redeem("c_1", code, NOON) is None


def test_a_code_is_good_for_ten_minutes(records: Records) -> None:
    code = records.identity.issue_code("ada", "c_1", NOON)
    assert records.identity.redeem("c_1", code, after(10)) is None


def test_a_code_is_good_in_its_conversation_only(records: Records) -> None:
    code = records.identity.issue_code("ada", "c_1", NOON)
    assert records.identity.redeem("c_2", code, NOON) is None


def test_a_wrong_code_is_nobody(records: Records) -> None:
    code = records.identity.issue_code("ada", "c_1", NOON)
    assert records.identity.redeem("c_1", other_code(code), NOON) is None


def test_a_new_code_voids_the_old_one(records: Records) -> None:
    old = records.identity.issue_code("ada", "c_1", NOON)
    new = records.identity.issue_code("ada", "c_1", after(1))
    assert old == new or records.identity.redeem("c_1", old, after(2)) is None


def test_codes_that_are_asked_for_at_once_are_all_given(place: str) -> None:
    records = Records.open(place)
    with ThreadPoolExecutor(8) as threads:
        issued = threads.map(lambda _: records.identity.issue_code("ada", "c_1", NOON), range(24))
    assert len(list(issued)) == 24
    records.close()


def test_four_wrong_tries_leave_a_code_good(records: Records) -> None:
    code = records.identity.issue_code("ada", "c_1", NOON)
    guess_wrong(records, code, 4)
    assert records.identity.redeem("c_1", code, NOON) == "ada"


def test_five_wrong_tries_void_a_code(records: Records) -> None:
    code = records.identity.issue_code("ada", "c_1", NOON)
    guess_wrong(records, code, 5)
    assert records.identity.redeem("c_1", code, NOON) is None


def test_a_code_for_nobody_is_never_right(records: Records) -> None:
    records.identity.issue_nothing("c_1", NOON)
    assert records.identity.redeem("c_1", "123456", NOON) is None


def test_a_code_for_nobody_voids_the_one_before(records: Records) -> None:
    code = records.identity.issue_code("ada", "c_1", NOON)
    records.identity.issue_nothing("c_1", NOON)
    assert records.identity.redeem("c_1", code, NOON) is None
