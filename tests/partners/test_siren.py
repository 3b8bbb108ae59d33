import pytest
from hypothesis import given, strategies as st

from partners import siren
from tests.partners.factories import siren_with_key


@given(st.integers(0, 99_999_999))
def test_exactly_one_key_makes_a_siren_valid(eight_digits):
    good = siren_with_key(eight_digits)
    assert siren.is_valid(good)
    others = [good[:8] + key for key in "0123456789" if key != good[8]]
    assert not any(map(siren.is_valid, others))


@pytest.mark.parametrize("text", ["", "12345678", "1234567890", "22480001A", "٢٢٤٨٠٠٠١١"])
def test_what_is_not_nine_digits_is_no_siren(text):
    assert not siren.is_valid(text)


def test_a_siren_is_read_and_written_by_threes():
    assert siren.compact("224 800.011") == "224800011"
    assert siren.grouped("224800011") == "224\u202f800\u202f011"
    assert siren.grouped("") == ""
