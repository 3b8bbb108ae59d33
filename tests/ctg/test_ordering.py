import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings, strategies as st
from hypothesis.extra.django import TestCase

from actions.models import PlanItem
from ctg import ordering
from tests.actions.factories import PlanFactory, PlanItemFactory


def titles(queryset):
    return list(queryset.order_by("position").values_list("title", flat=True))


def places(queryset):
    return list(queryset.order_by("position").values_list("position", flat=True))


class TestMoves(TestCase):
    """Whatever the moves, every row stays, once, and the places are 1…n."""

    @settings(max_examples=25, deadline=None)
    @given(
        st.integers(1, 6),
        st.lists(st.tuples(st.integers(0, 5), st.integers(-2, 9)), max_size=6),
    )
    def test_moves_keep_every_row_and_number_them(self, count, moves):
        plan = PlanFactory()
        for number in range(count):
            PlanItemFactory(plan=plan, title=str(number))
        rows, model = plan.items.all(), [str(number) for number in range(count)]
        for which, to in moves:
            title = model[which % count]
            ordering.move(rows, rows.get(title=title), to)
            model.remove(title)
            model.insert(max(0, min(to - 1, len(model))), title)
            assert titles(rows) == model
            assert places(rows) == list(range(1, count + 1))


@pytest.fixture
def rows(db):
    plan = PlanFactory()
    for title in "abcd":
        PlanItemFactory(plan=plan, title=title)
    return plan.items.all()


def test_up_and_down_change_places_with_the_neighbour(rows):
    ordering.move_up(rows, rows.get(title="c"))
    assert titles(rows) == ["a", "c", "b", "d"]
    ordering.move_down(rows, rows.get(title="c"))
    ordering.move_down(rows, rows.get(title="d"))
    ordering.move_up(rows, rows.get(title="a"))
    assert titles(rows) == ["a", "b", "c", "d"]


def test_the_object_that_moved_knows_its_place(rows):
    last = rows.get(title="d")
    ordering.move(rows, last, 1)
    assert last.position == 1


def test_a_whole_order_is_accepted_only_if_it_names_each_row_once(rows):
    keys = list(rows.values_list("pk", flat=True))
    ordering.reorder(rows, keys[::-1])
    assert titles(rows) == ["d", "c", "b", "a"]
    for wrong in (keys[:-1], [*keys, keys[0]], []):
        with pytest.raises(ValidationError, match="rechargez la page"):
            ordering.reorder(rows, wrong)


def test_a_row_of_another_list_is_refused(rows):
    with pytest.raises(ValidationError, match="rechargez la page"):
        ordering.move(rows, PlanItemFactory(), 1)


def test_ranks_close_after_a_removal(rows):
    rows.get(title="b").delete()
    ordering.renumber(rows)
    assert (titles(rows), places(rows)) == (["a", "c", "d"], [1, 2, 3])


def test_one_list_at_a_time_is_numbered(rows):
    first = rows.get(title="a")
    child = PlanItemFactory(plan=first.plan, parent=first, title="sous")
    ordering.move(first.siblings(), first, 4)
    child.refresh_from_db()
    assert child.position == 1
    assert PlanItem.objects.get(title="b").position == 1
