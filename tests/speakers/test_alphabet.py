import pytest

from speakers.alphabet import initial


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("王小船", "W"),
        ("曾小船", "Z"),
        ("单小船", "S"),
        ("邝小船", "K"),
        ("陳小船", "C"),
        ("harry", "H"),
        ("Ｈarry", "H"),
        ("@bob", "B"),
        ("42", "#"),
        ("😀", "#"),
        ("", "#"),
    ],
)
def test_a_name_is_found_under_the_letter_it_is_read_with(name, letter):
    assert initial(name) == letter
