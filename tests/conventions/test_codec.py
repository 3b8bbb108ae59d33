import json

import pytest
from hypothesis import given, settings

from conventions.document import codec
from conventions.document.model import Document, PlanNode
from tests.conventions import samples
from tests.conventions.strategies import whole


@given(whole)
@settings(deadline=None, max_examples=60)
def test_a_document_comes_back_as_it_was(document):
    text = codec.dumps(document)
    assert codec.loads(text) == document
    assert codec.dumps(codec.loads(text)) == text


def test_a_full_document_comes_back_with_its_logos():
    document = samples.sample()
    assert codec.loads(codec.dumps(document)) == document
    assert len(codec.digest(document)) == 64


def test_defaults_are_not_written():
    assert json.loads(codec.dumps(Document(title="A"))) == {
        "format": 1,
        "document": {"title": "A"},
    }


def test_plans_hold_plans():
    document = Document(title="A", annexes=())
    node = PlanNode("1", "Axe", "axis", children=(PlanNode("1.1", "Action", "action"),))
    assert codec._decoder(PlanNode)(codec.encode(node)) == node
    assert codec.digest(document) != codec.digest(Document(title="B"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format":2,"document":{"title":"A"}}',
        '{"format":1,"document":{"title":3}}',
        '{"format":1,"document":{"title":"A","kind":"autre"}}',
        '{"format":1,"document":{"title":"A","inconnu":1}}',
        '{"format":1,"document":{"title":"A","closing":{"on":"32/13/2024"}}}',
    ],
)
def test_anything_else_is_refused_in_french(text):
    with pytest.raises(ValueError, match="n’est pas une convention"):
        codec.loads(text)
