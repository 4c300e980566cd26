"""The language model's matrix products, made quickly."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.understand.products import on_one_thread, product
from realpolitik.understand.sentences import installed_model, model

pytestmark = pytest.mark.model

TEXTS = (
    "The envoy of Peru met the minister in Quito on Friday, although he had not been invited.",
    "Troops loyal to the junta shelled two villages near the border, killing at least nine people, aid workers said.",
    "Talks\n\nin  Bamako \n end.\t",
    "x",
)


@pytest.mark.parametrize("text", TEXTS)
def test_the_quick_model_says_what_the_models_own_says(text: str) -> None:
    """Oracle: the model as installed."""
    quick, own = (
        [(token.text, token.tag_, token.dep_, token.head.i, token.ent_type_) for token in language(text)]
        for language in (model(), installed_model())
    )
    assert quick == own


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 40), st.booleans(), st.booleans(), st.booleans())
def test_products_are_those_of_the_definition(n: int, k: int, m: int, turn1: bool, turn2: bool, into: bool) -> None:
    """Each value is the sum of products of a row and a column, whichever of the two matrices is given turned."""
    numbers = np.random.default_rng(n * 10_000 + k * 100 + m)
    x, y = (numbers.random(shape, dtype=np.float32) for shape in ((n, k), (k, m)))
    out = np.empty((n, m), dtype=np.float32) if into else None
    found = product(x.T if turn1 else x, y.T if turn2 else y, out, turn1, turn2)
    np.testing.assert_allclose(found, np.einsum("ik,kj->ij", x, y), rtol=1e-5)
    assert out is None or found is out


def test_the_number_of_threads_is_as_before_afterwards() -> None:
    """The limit holds within, and only there."""
    from threadpoolctl import threadpool_info

    def threads() -> set[int]:
        """On how many threads the libraries of linear algebra work now."""
        return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}

    before = threads()
    with on_one_thread():
        assert threads() == {1}
    assert threads() == before
