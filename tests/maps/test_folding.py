from hypothesis import given
from hypothesis import strategies as st

from lianes.maps.folding import fold_texts


def unfolded(templates: list[str], folded: str) -> str:
    number, *words = folded.split("|")
    parts = templates[int(number)].split("{}")
    return parts[0] + "".join(word + part for word, part in zip(words, parts[1:], strict=True))


def test_shared_words_are_written_once() -> None:
    templates, folded = fold_texts(["12 pour 100", "7 pour 100", "non renseigné"])
    assert templates == ["{} pour 100", "non renseigné"]
    assert folded == ["0|12", "0|7", "1"]


def test_no_text_gives_nothing() -> None:
    assert fold_texts([]) == ([], [])


@given(st.lists(st.text(alphabet="ab 1,\u00a0é(", max_size=12)))
def test_unfolding_gives_the_texts_back(texts: list[str]) -> None:
    templates, folded = fold_texts(texts)
    assert [unfolded(templates, one) for one in folded] == texts


def test_marks_of_folding_inside_a_text_do_no_harm() -> None:
    templates, folded = fold_texts(["a | {} b", "a / c b"])
    assert all("{}" not in unfolded(templates, one) for one in folded)
