"""Accounts of every role, in the organisations of the demonstration. The people are invented."""

from dataclasses import dataclass

from conventions.demo import aubrac, bazois, creusot, directory, facts, forcalquier, reseau
from partners.models import Account, Membership

PASSWORD = "territoire-en-commun"  # noqa: S105  printed by load_demo: the demonstration holds nothing secret
DOMAIN = "demo.example"
Role = Membership.Role


@dataclass(frozen=True)
class Demo:
    """An account: what it does, and its role in each organisation."""

    first_name: str
    last_name: str
    email: str
    what: str
    roles: tuple[tuple[facts.Organisation, str], ...] = ()
    everything: bool = False
    staff: bool = True


ACCOUNTS = (
    Demo("Camille", "Martin", "camille.martin", "administration du service, tout", everything=True),
    Demo(
        "Nadia",
        "Ferrand",
        "nadia.ferrand",
        "administratrice de la CCSS",
        ((aubrac.CCSS, Role.ADMINISTRATOR),),
    ),
    Demo(
        "Claire",
        "Vidal",
        "claire.vidal",
        "conseillère de la CCSS",
        ((aubrac.CCSS, Role.CAF_ADVISER),),
    ),
    Demo(
        "Étienne",
        "Salles",
        "etienne.salles",
        "signataire de la CCSS",
        ((aubrac.CCSS, Role.CAF_SIGNATORY),),
        staff=False,
    ),
    Demo(
        "Manon",
        "Roux",
        "manon.roux",
        "agente de la communauté de communes",
        ((aubrac.CC, Role.LOCAL_AGENT),),
    ),
    Demo(
        "Julien",
        "Bastide",
        "julien.bastide",
        "contributeur, commune de Chanac",
        ((aubrac.PARTIES[2].organisation, Role.CONTRIBUTOR),),
        staff=False,
    ),
    Demo(
        "Sophie",
        "Delmas",
        "sophie.delmas",
        "lectrice, Département de la Lozère",
        ((aubrac.PARTIES[7].organisation, Role.READER),),
        staff=False,
    ),
    Demo(
        "Hugo",
        "Renaud",
        "hugo.renaud",
        "conseiller de deux Caf, Nièvre et Saône-et-Loire",
        ((bazois.CAF, Role.CAF_ADVISER), (creusot.CAF, Role.CAF_ADVISER)),
    ),
    Demo(
        "Inès",
        "Blanchard",
        "ines.blanchard",
        "conseillère de la Caf des Alpes-de-Haute-Provence",
        ((forcalquier.CAF, Role.CAF_ADVISER),),
    ),
    Demo(
        "Anne",
        "Kervella",
        "anne.kervella",
        "agente du CCAS de Blain",
        ((reseau.BLAIN, Role.LOCAL_AGENT),),
    ),
)


def open_accounts(*, reset: bool = False) -> list[tuple[str, str]]:
    """Open the accounts that do not exist; return (e-mail, what it does) for each of them."""
    for demo in ACCOUNTS:
        _open(demo, reset=reset)
    return [
        (address(demo), f"{demo.first_name} {demo.last_name}, {demo.what}") for demo in ACCOUNTS
    ]


def address(demo: Demo) -> str:
    return f"{demo.email}@{DOMAIN}"


def _open(demo: Demo, *, reset: bool) -> None:
    account = Account.objects.filter(email=address(demo)).first()
    if account and not reset:
        return
    account = account or Account(email=address(demo))
    account.first_name, account.last_name = demo.first_name, demo.last_name
    account.is_active = True
    account.is_staff = demo.staff
    account.is_superuser = demo.everything
    account.set_password(PASSWORD)
    directory.stored(account)
    if reset:
        account.memberships.all().delete()
    for fact, role in demo.roles:
        body = directory.organisation(fact)
        directory.stored(Membership(account=account, organisation=body, role=role))
