import json

from conventions.document.model import Document
from conventions.writers.data import read_json
from tests.conventions import samples

KEYS = (
    "title kind period notice territory parties legal_bases preamble articles annexes closing signatures deliberations "
    "plan sheets tables facilities committees obligations footnotes warnings"
).split()


def test_every_key_is_there_even_when_nothing_was_read():
    data = read_json(Document(title="Convention"))
    assert list(data) == KEYS
    assert data["period"] == {"start": None, "end": None, "text": None}
    assert data["closing"]["copies"] is None
    assert data["parties"] == []
    assert data["preamble"] is None


def test_a_full_document_can_be_written_and_read_back_as_json():
    document = samples.sample()
    data = json.loads(json.dumps(read_json(document), ensure_ascii=False))
    assert [party["name"] for party in data["parties"]] == [
        party.name for party in document.parties
    ]
    assert data["parties"][1]["decision"] == {"body": "conseil communautaire", "date": "2024-03-07"}
    assert data["articles"][0]["number"] == "1"
    assert "<p>" in data["articles"][0]["html"]
    assert data["sheets"]
    assert isinstance(data["tables"][0]["rows"][0]["cells"], list)
