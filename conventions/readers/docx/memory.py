"""What a Word file remembers of the convention it was made from. Nothing in it is believed without its seal."""

import base64
import binascii
import zlib
from dataclasses import dataclass

from conventions.document import marks
from conventions.readers.docx.archive import Archive

MOST = 30_000_000  # bytes of a document


@dataclass(frozen=True, slots=True)
class Memory:
    """`reference` and `digest` are "" when the file never came from here; `sealed` is what its `seal` must sign."""

    reference: str = ""
    digest: str = ""
    sealed: str = ""
    seal: str = ""

    def words(self) -> str:
        """The document as JSON, once its seal was found good. Raises ValueError when it cannot be unpacked."""
        try:
            unpack = zlib.decompressobj()
            data = unpack.decompress(base64.b64decode(self.sealed, validate=True), MOST)
        except (binascii.Error, zlib.error) as error:
            raise ValueError("memory") from error
        return data.decode()


def recall(archive: Archive) -> Memory:
    """What the parts of the file say; the last saving of an editor may have lost some of them."""
    reference, digest = _property(archive)
    for part in archive.anywhere(r"customXml/item\d+\.xml"):
        if part.tag == f"{{{marks.NAMESPACE}}}convention":
            sealed = "".join((part.text or "").split())
            reference = part.get("reference") or reference
            return Memory(reference, digest, sealed, part.get("seal") or "")
    return Memory(reference, digest)


def _property(archive: Archive) -> tuple[str, str]:
    for part in archive.anywhere(r"docProps/custom\.xml"):
        for element in part:
            if element.get("name") == marks.PROPERTY:
                reference, _, digest = (
                    "".join(str(text) for text in element.itertext()).strip().partition(" ")
                )
                return reference, digest
    return "", ""
