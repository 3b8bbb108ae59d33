"""A convention set up from a template: its territory, the parties proposed, who signs for them, its first text."""

from conventions.setting_up.bodies import Body, find_bodies, read_bodies
from conventions.setting_up.opening import Bound, Facts, Newcomer, last_day, set_up
from conventions.setting_up.proposing import (
    Proposal,
    current_holders,
    next_january,
    propose_owner,
    propose_parties,
    propose_signatories,
)
from conventions.setting_up.territories import Area, Territory, areas_of, find_areas, find_communes

__all__ = [
    "Area",
    "Body",
    "Bound",
    "Facts",
    "Newcomer",
    "Proposal",
    "Territory",
    "areas_of",
    "current_holders",
    "find_areas",
    "find_bodies",
    "find_communes",
    "last_day",
    "next_january",
    "propose_owner",
    "propose_parties",
    "propose_signatories",
    "read_bodies",
    "set_up",
]
