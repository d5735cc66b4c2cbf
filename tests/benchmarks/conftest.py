from pathlib import Path

import pytest

from benchmarks import world
from benchmarks.worlds.shapes import World

WORLDS = {
    "sample": (world.SAMPLE_SEED, world.SAMPLE_RECEIPTS, world.SAMPLE_ITEMS),
    "hard": (11, 300, None),
    "easy": (3, 60, None),
    "speed": (5, 400, None),
}


@pytest.fixture(scope="session", params=list(WORLDS))
def day(request: pytest.FixtureRequest) -> World:
    seed, receipts, items = WORLDS[request.param]
    return world.make(seed, receipts, items, request.param)


@pytest.fixture(scope="session")
def inbox(day: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("world")
    world.write(day, folder)
    return folder
