"""Whatever the order in which several people read and save one article, no text disappears unseen."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from conventions import blocks, saving
from conventions.blocks import Address
from tests.conventions.factories import ArticleFactory
from tests.partners.factories import AccountFactory

PEOPLE = 3
READ, TITLE, BODY, SAVE = range(4)
steps = st.lists(
    st.tuples(st.integers(0, PEOPLE - 1), st.sampled_from([READ, TITLE, BODY, SAVE])),
    min_size=4,
    max_size=24,
)


class Author:
    """Someone with the article open: what it said when they read it, what they typed since."""

    def __init__(self, number):
        self.number, self.count = number, 0
        self.seen, self.state, self.typed = {}, "", {}

    def read(self, article):
        article.refresh_from_db()
        self.seen = blocks.values(article, "article")
        self.state = blocks.state(article, "article")
        self.typed = dict(self.seen)

    def write(self, field):
        self.count += 1
        words = f"Texte {self.number} {self.count}"
        self.typed[field] = words if field == "title" else f"<p>{words}</p>"


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
def test_nobody_overwrites_what_they_have_not_seen(convention, steps):
    user = AccountFactory(is_superuser=True, is_staff=True)
    with transaction.atomic():
        _play(ArticleFactory(convention=convention), user, steps)
        transaction.set_rollback(True)


def _play(article, user, steps):
    authors = [Author(number) for number in range(PEOPLE)]
    for author in authors:
        author.read(article)
    for number, step in steps:
        author = authors[number]
        if step == READ:
            author.read(article)
        elif step == SAVE:
            _save(article, user, author)
        else:
            author.write("title" if step == TITLE else "body")


def _save(article, user, author):
    """What was stored is kept, or had been seen; what was typed is stored, or is still with its author."""
    article.refresh_from_db()
    before = blocks.values(article, "article")
    where, typed = Address.of(article), dict(author.typed)
    try:
        saved = saving.save(article.convention, where, typed, base=author.state, user=user)
    except saving.Conflict as conflict:
        _refused(article, author, before, conflict)
    else:
        _stored(article, author, before, saved)


def _refused(article, author, before, conflict):
    article.refresh_from_db()
    assert blocks.values(article, "article") == before == conflict.stored
    assert conflict.typed == author.typed
    for name in conflict.fields:
        assert author.typed[name] != author.seen[name] != before[name]


def _stored(article, author, before, saved):
    article.refresh_from_db()
    after = blocks.values(article, "article")
    assert after == saved.values
    for name, typed in author.typed.items():
        assert after[name] in (typed, before[name])
        assert (name in saved.merged) == (after[name] != typed)
        if after[name] != before[name]:
            assert before[name] == author.seen[name], "written over a text its author had not seen"
        if typed != author.seen[name]:
            assert after[name] == typed, "typed, and neither stored nor refused"
    author.seen, author.typed, author.state = dict(after), dict(after), saved.state
