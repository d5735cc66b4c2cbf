"""docs/matching.md tells every rule in its own sentence, every type that matching gives, and limits that exist."""

import importlib
import re
from pathlib import Path

import pytest

from matching.held.types import TYPES
from matching.payers import STRENGTH
from matching.rules import WATERFALL
from schemas.policy import Limits, Policy

TEXT = (Path(__file__).parents[2] / "docs" / "matching.md").read_text("utf-8")
OTHERS = {"INPUT_INVALID", "RETURN_REVERSAL", "REMITTANCE_WITHOUT_PAYMENT"}  # of what is no receipt left by the rules


@pytest.mark.parametrize("rule", WATERFALL)
def test_a_rule_is_told_in_its_own_sentence(rule):
    sentence = importlib.import_module(f"matching.rules.{rule}").__doc__.splitlines()[0]
    assert f"### {rule}\n> {sentence}\n" in TEXT


def test_the_rules_stand_in_their_order():
    assert re.findall(r"^### (\w+)$", TEXT, re.MULTILINE) == list(WATERFALL)


def test_every_file_of_a_rule_is_in_the_waterfall():
    folder = Path(importlib.import_module("matching.rules").__file__).parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(WATERFALL)


def test_every_type_has_an_example_and_no_other_is_told():
    told = set(re.findall(r"^\| ([A-Z_]+) \| \S", TEXT, re.MULTILINE))
    assert told == {name for name, _, _ in TYPES} | OTHERS


def test_every_kind_of_payer_evidence_is_told_with_its_strength():
    rows = dict(re.findall(r"^\| ([a-z ]+) \| .* \| (\d) \|$", TEXT, re.MULTILINE))
    assert rows == {kind: str(strength) for kind, strength in STRENGTH.items()}


def test_every_limit_it_names_exists():
    known = {*Policy.model_fields, *Limits.model_fields, *type(Policy().confidence).model_fields}
    named = set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", TEXT))
    assert named - known == set() and len(named) > 10
