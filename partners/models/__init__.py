"""Who: territories, organisations, people and their mandates, accounts, facilities."""

from partners.models.account import Account, Membership
from partners.models.facility import Facility
from partners.models.mandate import Mandate, Person
from partners.models.organisation import Organisation
from partners.models.territory import Department, Intermunicipality, Municipality

__all__ = [
    "Account",
    "Department",
    "Facility",
    "Intermunicipality",
    "Mandate",
    "Membership",
    "Municipality",
    "Organisation",
    "Person",
]
