"""What a page writes arrives whole and in its order, in few messages, whatever stands among it."""

import random
import re
import zlib

import pytest
from streamlit.testing.v1 import AppTest


def run(script, **given):
    app = AppTest.from_function(script, kwargs=given, default_timeout=30)
    app.run()
    return app


def read(block):
    """Return the words of a run in the order a reader meets them."""
    words = []
    for child in block.children.values():
        if hasattr(child, "children"):
            words += read(child)
        elif child.type == "bidi_component":
            html = zlib.decompress(child.proto.bytes.partition(b"\n")[2]).decode()
            words += re.findall(r"[a-z]\d+", re.sub("<[^>]*>", " ", html))
        else:
            words.append(child.value)
    return words


def program(seed):
    """Return a page at random: words, cards and columns inside each other, natives among them."""
    chance, count = random.Random(seed), 0

    def parts(depth):
        nonlocal count
        for _ in range(chance.randint(1, 4)):
            count += 1
            kinds = ["word", "word", "native"] + (["card", "columns"] if depth else [])
            kind = chance.choice(kinds)
            inside = {
                "card": lambda: [*parts(depth - 1)],
                "columns": lambda: [[*parts(depth - 1)] for _ in range(chance.randint(1, 3))],
            }.get(kind, lambda: None)
            yield kind, count, inside()

    return [*parts(3)]


def written(parts):
    for kind, number, inside in parts:
        if kind in ("word", "native"):
            yield f"{kind[0]}{number}"
        else:
            for part in inside if kind == "columns" else [inside]:
                yield from written(part)


def page(parts):
    import streamlit as st

    from lianes.ui.flow import columns, container, flowing, native
    from lianes.ui.markup import block, plain

    def draw(parts):
        for kind, number, inside in parts:
            if kind == "word" and number % 2:
                block(f"<p>w{number}</p>", key=f"b{number}")
            elif kind == "word":
                plain(f"w{number}")
            elif kind == "native":
                with native():
                    st.text(f"n{number}")
            elif kind == "card":
                with container(f"card_{number}"):
                    draw(inside)
            else:
                for column, content in zip(columns(len(inside)), inside, strict=True):
                    for part in content:  # as a page that comes back to a column
                        with column:
                            draw([part])

    with flowing():
        draw(parts)


@pytest.mark.parametrize("seed", range(60))
def test_what_is_written_arrives_in_its_order(seed):
    parts = program(seed)
    app = run(page, parts=parts)
    assert not app.exception
    assert read(app.main) == [*written(parts)]


def test_a_page_of_html_is_one_message():
    parts = [("card", 1, [("word", 2, None)]), ("columns", 3, [[("word", 4, None)]] * 2)]
    app = run(page, parts=parts)
    assert [element.type for element in app.main.children.values()] == ["bidi_component"]
    assert read(app.main) == ["w2", "w4", "w4"]


def test_a_page_that_fails_shows_what_came_before():
    def fails():
        from lianes.ui.flow import container, flowing
        from lianes.ui.markup import plain

        with flowing(), container("card_a"):
            plain("w1")
            raise ValueError("w2")

    app = run(fails)
    assert app.exception
    assert read(app.main)[0] == "w1"


def test_nothing_is_lost_in_a_part_already_sent():
    def comes_back():
        from lianes.ui.flow import container, flowing, native
        from lianes.ui.markup import plain

        with flowing():
            card = container("card_a")
            with card:
                plain("w1")
            with native():
                pass
            with card:
                plain("w2")

    assert run(comes_back).exception


def test_fields_stand_where_the_flow_stopped():
    def form():
        import streamlit as st

        from lianes.ui.flow import columns, container, flowing, no_more_flow
        from lianes.ui.markup import plain

        with flowing():
            plain("w1")
            no_more_flow()
            with container("card_a"):
                st.text("w2")
            left, right = columns(2)
            left.text("w3")
            right.text("w4")

    assert read(run(form).main) == ["w1", "w2", "w3", "w4"]
