"""The archive of a .docx, opened without trust: bounded, without macros, without entities, without network."""

import io
import re
import zipfile
import zlib

from lxml import etree

from conventions.readers.source import MAX_BYTES, Unreadable, called_file, too_big

MAX_UNPACKED = 120_000_000  # bytes of all its parts; a convention of 200 pages has three million
MAX_PART = 30_000_000
MAX_PARTS = 3000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
OLD = b"\xd0\xcf\x11\xe0"  # of old Office files, and of those locked with a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WITHOUT_MACROS = "enregistrez-le au format .docx sans macros, puis recommencez"
MACROS = re.compile(r"vbaProject|vbaData|macroEnabled|activeX/", re.IGNORECASE)
OTHERS = {
    "xl/workbook.xml": "un classeur Excel",
    "ppt/presentation.xml": "une présentation PowerPoint",
    "content.xml": "un document LibreOffice (.odt)",
}


class Archive:
    """The parts of a .docx that were read, as trees. Raises Unreadable, one French sentence, for anything else."""

    def __init__(self, data: bytes, name: str = "") -> None:
        self.called = called_file(name)
        self._refuse_others(data, name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._refuse_members()
            self.main = self._main()
            self.document = self._tree(self.main)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise Unreadable(
                f"{self.called} n’est pas un document Word\u00a0: l’archive est abîmée ou d’un autre format."
            ) from error
        if self.document.find(f"{W}body") is None:
            raise Unreadable(
                f"{self.called} n’est pas un document Word\u00a0: il n’a pas de texte."
            )

    def part(self, name: str) -> etree._Element | None:
        """The part of that name beside the text (« styles.xml »), None when there is none."""
        path = f"{self.main.rpartition('/')[0]}/{name}"
        return self._beside(path) if path in self._names else None

    def anywhere(self, pattern: str) -> list[etree._Element]:
        """Every part whose path matches."""
        return [self._beside(name) for name in sorted(self._names) if re.fullmatch(pattern, name)]

    def _beside(self, name: str) -> etree._Element:
        try:
            return self._tree(name)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise Unreadable(
                f"{self.called} est abîmé\u00a0: enregistrez-le de nouveau."
            ) from error

    def _refuse_others(self, data: bytes, name: str) -> None:
        if len(data) > MAX_BYTES:
            raise Unreadable(too_big(len(data), name))
        if not data.strip():
            raise Unreadable(f"{self.called} est vide.")
        if data.startswith(OLD):
            if ENCRYPTED in data:
                raise Unreadable(
                    f"{self.called} est protégé par un mot de passe\u00a0: enlevez-le dans Word, puis recommencez."
                )
            raise Unreadable(
                f"{self.called} est un ancien fichier Word (.doc)\u00a0: enregistrez-le au format .docx, "
                "puis recommencez."
            )
        if not data.startswith(b"PK"):
            raise Unreadable(f"{self.called} n’est pas un document Word (.docx).")

    def _refuse_members(self) -> None:
        members = self._zip.infolist()
        self._names = {member.filename for member in members}
        if len(members) > MAX_PARTS or len(self._names) != len(members):
            raise Unreadable(
                f"{self.called} n’est pas un document Word\u00a0: son archive est anormale."
            )
        if any(member.flag_bits & 1 for member in members):
            raise Unreadable(
                f"{self.called} est protégé par un mot de passe\u00a0: enlevez-le, puis recommencez."
            )
        unpacked = sum(member.file_size for member in members)
        if unpacked > MAX_UNPACKED or any(member.file_size > MAX_PART for member in members):
            raise Unreadable(
                f"{self.called} se déploie en un texte démesuré\u00a0: il n’est pas ouvert."
            )
        if any(MACROS.search(name) for name in self._names):
            raise Unreadable(f"{self.called} contient des macros\u00a0: {WITHOUT_MACROS}.")

    def _main(self) -> str:
        other = next((what for path, what in OTHERS.items() if path in self._names), "")
        if other:
            raise Unreadable(f"{self.called} est {other}, pas un document Word (.docx).")
        if "[Content_Types].xml" not in self._names:
            raise Unreadable(f"{self.called} est une archive, pas un document Word (.docx).")
        if MACROS.search(self._read("[Content_Types].xml").decode(errors="replace")):
            raise Unreadable(f"{self.called} contient des macros\u00a0: {WITHOUT_MACROS}.")
        for name in ("word/document.xml", "word/document2.xml"):
            if name in self._names:
                return name
        raise Unreadable(f"{self.called} est une archive, pas un document Word (.docx).")

    def _read(self, name: str) -> bytes:
        """The part, never more than what the archive announced."""
        with self._zip.open(name) as stream:
            data = stream.read(MAX_PART + 1)
        if len(data) > MAX_PART:
            raise Unreadable(
                f"{self.called} se déploie en un texte démesuré\u00a0: il n’est pas ouvert."
            )
        return data

    def _tree(self, name: str) -> etree._Element:
        data = self._read(name)
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
            raise Unreadable(
                f"{self.called} n’est pas un document Word ordinaire\u00a0: il n’est pas ouvert."
            )
        if STRICT in data[:20_000]:
            raise Unreadable(
                f"{self.called} est au format « Open XML strict »\u00a0: "
                "enregistrez-le comme « Document Word (.docx) », puis recommencez."
            )
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable(
                f"{self.called} est abîmé\u00a0: ouvrez-le dans Word, qui sait souvent le réparer, et enregistrez-le."
            ) from error
