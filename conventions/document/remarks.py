"""What changes in a text without a word changing: said in a few French words."""

from conventions.document.pieces import Mark, Node, Token

_LOOKS = {
    "strong": "gras",
    "em": "italique",
    "u": "souligné",
    "s": "barré",
    "sup": "exposant",
    "sub": "indice",
}
_TAGS = {
    "p": "paragraphe",
    "h3": "titre",
    "h4": "sous-titre",
    "h5": "petit titre",
    "ul": "liste à puces",
    "ol": "liste numérotée",
    "th": "en-tête",
    "td": "cellule ordinaire",
}
_ATTRIBUTES = {
    "type": "autre numérotation",
    "start": "autre premier numéro",
    "colspan": "cellules fusionnées autrement",
    "rowspan": "cellules fusionnées autrement",
}


def of_block(before: Node, after: Node) -> str:
    """« devient un titre », « autre numérotation », "" when the block is of the same make."""
    if before.tag != after.tag:
        return f"devient : {_TAGS[after.tag]}" if after.tag in _TAGS else ""
    different = dict(before.attributes).items() ^ dict(after.attributes).items()
    return ", ".join(dict.fromkeys(_ATTRIBUTES[name] for name, _ in sorted(different)))


def of_look(before: Token, after: Token) -> str:
    """« en gras », « n’est plus en italique », « autre adresse », "" when the word looks the same."""
    if before.look == after.look:
        return ""
    gone, new = before.marks - after.marks, after.marks - before.marks
    said = [_came(mark, gone) for mark in sorted(new)]
    said += [_left(mark) for mark in sorted(gone) if mark[0] not in {name for name, _ in new}]
    return ", ".join(dict.fromkeys(filter(None, said))) or "mise en forme modifiée"


def _came(mark: Mark, gone: frozenset[Mark]) -> str:
    name = mark[0]
    instead = any(other == name for other, _ in gone)
    if name == "a":
        return "autre adresse de lien" if instead else "lien ajouté"
    if name == "variable":
        return "autre valeur calculée" if instead else "désormais calculé"
    if name == "reference":
        return "autre renvoi" if instead else "désormais un renvoi"
    if name == "note":
        return "désormais en note"
    return f"mis en {_LOOKS[name]}"


def _left(mark: Mark) -> str:
    name = mark[0]
    if name == "a":
        return "lien retiré"
    if name == "variable":
        return "n’est plus calculé"
    if name == "reference":
        return "n’est plus un renvoi"
    if name == "note":
        return "n’est plus en note"
    return f"n’est plus en {_LOOKS[name]}"
