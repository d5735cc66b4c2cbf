"""Examples in docstrings are written with the few words that the tests of matching use for a day."""

from typing import Any

import pytest

from schemas.policy import Override, SomeLimits
from tests.matching import builders


@pytest.fixture(autouse=True)
def words(doctest_namespace: dict[str, Any]) -> None:
    own = {name: word for name, word in vars(builders).items() if not name.startswith("_")}
    doctest_namespace.update(own | {"Override": Override, "SomeLimits": SomeLimits})
