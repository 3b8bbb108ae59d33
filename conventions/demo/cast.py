"""Who contracts, in the demonstration. Names and functions are those of the documents; nobody else's data is used.

Communes and intercommunalities have no short name: one correction of the only one is enough.
"""

from conventions.demo.facts import Organisation


def commune(name: str, department: str, of: str = "", **more: str) -> Organisation:
    """A commune by the name of the official list; `of` is « de Chanac », « du Creusot »."""
    of = of or f"de {name}"
    return Organisation(
        "municipality",
        f"Commune {of}",
        "",
        "la",
        "f",
        department,
        city=name,
        commune=name,
        **more,
    )


def ccas(name: str, department: str, of: str = "") -> Organisation:
    of = of or f"de {name}"
    legal = f"Centre communal d’action sociale {of}"
    return Organisation("ccas", legal, f"CCAS {of}", "le", "m", department, city=name, commune=name)


def epci(
    kind: str, name: str, department: str, *, siren: str = "", city: str = "", postcode: str = ""
) -> Organisation:
    """An intercommunality: `kind` is « Communauté de communes », `name` what the official list calls it."""
    return Organisation(
        "intermunicipality",
        f"{kind} {name}",
        "",
        "la",
        "f",
        department,
        siren=siren,
        city=city,
        postcode=postcode,
        epci=name,
    )


def caf(of: str, department: str, **more: str) -> Organisation:
    """A Caf: `of` is « de la Nièvre »."""
    return Organisation(
        "caf", f"Caisse d’allocations familiales {of}", "Caf", "la", "f", department, **more
    )


def departement(of: str, department: str, **more: str) -> Organisation:
    return Organisation(
        "department", f"Département {of}", "Département", "le", "m", department, **more
    )
