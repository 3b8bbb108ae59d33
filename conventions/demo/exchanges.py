"""What is said and proposed beside the text of the Aubrac convention while it is being written."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from conventions import blocks, reviewing
from conventions.models import Convention, Remark, Suggestion, Thread
from partners.models import Account

CLAIRE, MANON, JULIEN, SOPHIE, ETIENNE = (
    f"{name}@demo.example"
    for name in ("claire.vidal", "manon.roux", "julien.bastide", "sophie.delmas", "etienne.salles")
)


@dataclass(frozen=True)
class Talk:
    """A discussion about `quote` (a whole block when empty): (author, words) in turn, the first `days` ago."""

    address: str
    said: tuple[tuple[str, str], ...]
    days: int
    quote: str = ""
    around: tuple[str, str] = ("", "")
    settled_by: str = ""


@dataclass(frozen=True)
class Proposal:
    """Some words of a field replaced by others; refused by a writer, with `answer`, when there is one."""

    address: str
    field: str
    old: str
    new: str
    author: str
    reason: str
    days: int
    answer: str = ""


TALKS = (
    Talk(
        "preambule",
        (
            (
                MANON,
                "@Claire Vidal, les 524 518 € de 2022 comprennent-ils les aides versées au relais "
                "petite enfance ? Nos élus poseront la question en conseil communautaire.",
            ),
        ),
        2,
        "524 518 €",
        ("associations du territoire ont atteint", "."),
    ),
    Talk(
        "article-chanac",
        (
            (
                JULIEN,
                "Le pump track n’ouvrira qu’au printemps. Peut-on déjà l’annoncer comme un équipement ?",
            ),
            (
                CLAIRE,
                "Écrivez plutôt qu’il est en cours d’aménagement, @Julien Bastide : proposez le "
                "texte, je le reprendrai.",
            ),
        ),
        5,
        "un pump track",
        ("une piste d’éducation routière et", ";"),
    ),
    Talk(
        "article-evaluation",
        (
            (
                SOPHIE,
                "À quel rythme ces revues ont-elles lieu ? Le Département souhaite la sienne avant "
                "l’été, pour préparer son budget.",
            ),
        ),
        1,
        "À chaque revue du plan",
        ("", ", le comité de pilotage prévu"),
    ),
    Talk(
        "article-duree",
        (
            (ETIENNE, "Trois mois, est-ce le délai de la convention précédente ?"),
            (CLAIRE, "Oui, et aucune partie n’a demandé à le changer."),
        ),
        9,
        "trois mois de préavis",
        ("avis de réception, moyennant", ". Les engagements"),
        settled_by=CLAIRE,
    ),
)
PROPOSALS = (
    Proposal(
        "article-chanac",
        "body",
        "une piste d’éducation routière et un pump track",
        "une piste d’éducation routière et, en cours d’aménagement, un pump track",
        JULIEN,
        "Les travaux s’achèvent au printemps : le conseil municipal tient à ne rien promettre trop tôt.",
        4,
    ),
    Proposal(
        "article-evaluation",
        "body",
        "À chaque revue du plan,",
        "Au moins une fois par an, à chaque revue du plan,",
        MANON,
        "La communauté de communes vote son budget en mars : une revue annuelle lui est nécessaire.",
        3,
    ),
    Proposal(
        "article-avenant",
        "title",
        "Les modifications",
        "Les avenants",
        JULIEN,
        "",
        8,
        "Le titre couvre aussi les changements d’annexes : je le garde.",
    ),
)


def write(convention: Convention) -> None:
    """Say and propose all of it. Raises Account.DoesNotExist when the accounts are not open yet."""
    emails = {CLAIRE, MANON, JULIEN, SOPHIE, ETIENNE}
    people = {account.email: account for account in Account.objects.filter(email__in=emails)}
    for talk in TALKS:
        _talk(convention, talk, people)
    for proposal in PROPOSALS:
        _propose(convention, proposal, people)


def _talk(convention: Convention, talk: Talk, people: dict[str, Account]) -> None:
    (first, words), *answers = talk.said
    before, after = talk.around
    thread = reviewing.open_thread(
        convention,
        blocks.Address.parse(talk.address),
        words,
        user=people[first],
        quote=talk.quote,
        before=before,
        after=after,
    )
    for author, answer in answers:
        reviewing.reply(thread, answer, user=people[author])
    if talk.settled_by:
        reviewing.resolve(thread, user=people[talk.settled_by])
    Thread.objects.filter(pk=thread.pk).update(created_at=_ago(talk.days))
    for rank, remark in enumerate(thread.remarks.all()):
        at = _ago(talk.days) + dt.timedelta(hours=3 * rank)
        Remark.objects.filter(pk=remark.pk).update(created_at=at)


def _propose(convention: Convention, one: Proposal, people: dict[str, Account]) -> None:
    address = blocks.Address.parse(one.address)
    text = getattr(blocks.find(convention, address), one.field)
    (made,) = reviewing.suggest(
        convention,
        address,
        {one.field: text.replace(one.old, one.new)},
        user=people[one.author],
        reason=one.reason,
    )
    if one.answer:
        reviewing.reject(made, people[CLAIRE], one.answer)
    Suggestion.objects.filter(pk=made.pk).update(created_at=_ago(one.days))


def _ago(days: int) -> dt.datetime:
    """That many days ago, at half past nine."""
    day = timezone.localtime() - dt.timedelta(days=days)
    return day.replace(hour=9, minute=30, second=0, microsecond=0)
