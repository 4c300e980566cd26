"""The language model's matrix products, in a third of their time.

A third of a parse is matrix products, and the library that the model brings for them does not use all that today's
processors offer. That of numpy does. Both add up in single precision, in another order: the same tags, syntax and names
came of both on 37,704 tokens of news. On one thread, so that nothing hangs on how many processors there are.

Source of the method: thinc's own backend for Apple's processors replaces the same operation.
"""

from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController


def quicken_products(language: "Language") -> None:
    """Gives every layer of a model numpy's matrix product."""
    from thinc.api import NumpyOps

    operations = NumpyOps()
    operations.gemm = product
    for _, component in language.pipeline:
        for layer in component.model.walk() if getattr(component, "model", None) else ():
            layer.ops = operations


def product(x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
    """The product of two matrices, either of them turned on request, written into `out` if it is given."""
    from numpy import matmul

    return matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def on_one_thread() -> AbstractContextManager[Any]:
    """Within it, matrix products are made on one thread."""
    return _controller().limit(limits=1, user_api="blas")


@cache
def _controller() -> "ThreadpoolController":
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
