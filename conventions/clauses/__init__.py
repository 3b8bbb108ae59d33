"""The library as delivered: the wording of the clauses and the templates. Plain Python, no Django.

What an administrator writes lives in the database; `conventions.library.load` says how both meet.
"""

from conventions.clauses.annexes import ANNEXES
from conventions.clauses.commitments import COMMITMENTS, STEERING
from conventions.clauses.fields import FIELDS
from conventions.clauses.opening import OBJECTS, PREAMBLES, PROJECT
from conventions.clauses.partnership import PARTNERSHIP
from conventions.clauses.rules import DATA, END, EVALUATION, PUBLICITY, TERM
from conventions.clauses.templates import TEMPLATES
from conventions.clauses.visas import VISAS

CLAUSES = (
    *VISAS,
    *PREAMBLES,
    *OBJECTS,
    *FIELDS,
    *PROJECT,
    *COMMITMENTS,
    *STEERING,
    *PARTNERSHIP,
    *DATA,
    *PUBLICITY,
    *EVALUATION,
    *TERM,
    *END,
    *ANNEXES,
)

__all__ = ["CLAUSES", "TEMPLATES"]
