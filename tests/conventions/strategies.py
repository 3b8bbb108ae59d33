"""Documents of every shape, for properties."""

from decimal import Decimal

from hypothesis import strategies as st

from conventions.document import model
from conventions.document.model import Annex, Article, Document, LegalBasis, Party, PlanNode

st.register_type_strategy(
    PlanNode,
    st.recursive(
        st.builds(PlanNode, children=st.just(())),
        lambda nodes: st.builds(PlanNode, children=st.lists(nodes, max_size=2).map(tuple)),
        max_leaves=4,
    ),
)
st.register_type_strategy(Decimal, st.decimals(-(10**9), 10**9, places=2))

whole = st.builds(
    Document,
    parties=st.lists(st.from_type(Party), max_size=2).map(tuple),
    annexes=st.lists(st.from_type(Annex), max_size=2).map(tuple),
    deliberations=st.lists(st.from_type(model.Deliberation), max_size=1).map(tuple),
)

PEOPLE = (
    Party("caf1", "Caisse d’allocations familiales de la Nièvre", "la", "f", designation="la Caf"),
    Party("dep1", "Département de la Nièvre", "le", "m", designation="le Département"),
    Party(
        "com1",
        "Commune de Banassac-Canilhac",
        "la",
        "f",
        designation="la commune de Banassac-Canilhac",
    ),
    Party("com2", "Commune d’Écuisses", "la", "f"),
    Party("com3", "Le Creusot", designation="la ville"),
)
WORDS = [
    *"<em>|</em>|<br>| |, |. | de la | du | à |l’|« | »|(|)|-|2|3|1er|1b|voir".split("|"),
    *"La Caf|la caf|de la Caf|DU DÉPARTEMENT|au Département|le département de la Nièvre".split("|"),
    *"la commune de Banassac Canilhac|Banassac|la Commune d'Ecuisses|la commune|du Creusot|la ville".split(
        "|"
    ),
    *"l’annexe 2|annexes 1a et 2|Annexe 3|article 1er|articles 1, 2 et 3|article 94 de la loi|article 2.1".split(
        "|"
    ),
    *"L. 263-1|annexe 9|article 2 du Code|<a href='https://caf.fr'>|</a>|<span data-var='periode'></span>".split(
        "|"
    ),
]
prose = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(
    lambda words: f"<p>{''.join(words)}</p>"
)


def _blocks(texts: list[str]) -> Document:
    first, second, third, title, visa = texts
    return Document(
        title="Convention",
        parties=PEOPLE,
        preamble=third,
        legal_bases=(LegalBasis("v1", visa.removeprefix("<p>").removesuffix("</p>")),),
        articles=(
            Article("a1", "Objet", first, "1"),
            Article("a2", "Durée", second, "2"),
            Article("a3", "Fin", third, "3"),
        ),
        annexes=(
            Annex("x1", title.removeprefix("<p>").removesuffix("</p>"), printed_label="1a"),
            Annex("x2", "Plan", with_previous=True, printed_label="1b"),
            Annex("x3", "Fiches", printed_label="2"),
        ),
    )


written = st.lists(prose, min_size=5, max_size=5).map(_blocks)
