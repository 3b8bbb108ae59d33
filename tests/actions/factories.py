"""Plans as they are met: a Nièvre plan with general objectives, actions, a table, a committee."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from actions.models import (
    ActionSheet,
    BudgetLine,
    Committee,
    CommitteeMember,
    FinancingTable,
    Indicator,
    Plan,
    PlanItem,
    SheetActor,
    Step,
    TableColumn,
    WatchPoint,
)


class PlanFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Plan d’actions du Bazois {n}")
    starts_on = dt.date(2016, 11, 3)
    ends_on = dt.date(2020, 12, 31)

    class Meta:
        model = Plan
        skip_postgeneration_save = True

    @factory.post_generation
    def organisations(self, create, extracted, **kwargs):
        if create and extracted:
            self.organisations.set(extracted)


class PlanItemFactory(DjangoModelFactory):
    plan = factory.SubFactory(PlanFactory)
    level = PlanItem.Level.GENERAL
    title = "Développer l’aide aux aidants"

    class Meta:
        model = PlanItem


class ActionSheetFactory(DjangoModelFactory):
    plan = factory.LazyAttribute(lambda sheet: sheet.item.plan if sheet.item else PlanFactory())
    item = factory.SubFactory(PlanItemFactory)
    title = "Ouvrir un accueil de jour itinérant"
    schedule_text = "2016"

    class Meta:
        model = ActionSheet


class StepFactory(DjangoModelFactory):
    sheet = factory.SubFactory(ActionSheetFactory)
    text = "Recenser les aidants"

    class Meta:
        model = Step


class SheetActorFactory(DjangoModelFactory):
    sheet = factory.SubFactory(ActionSheetFactory)
    role = SheetActor.Role.LEAD
    name = "les professionnels de la petite enfance"

    class Meta:
        model = SheetActor


class WatchPointFactory(DjangoModelFactory):
    sheet = factory.SubFactory(ActionSheetFactory)
    text = "Le portage du dispositif"

    class Meta:
        model = WatchPoint


class IndicatorFactory(DjangoModelFactory):
    sheet = factory.SubFactory(ActionSheetFactory)
    label = "Nombre de personnes touchées"

    class Meta:
        model = Indicator


class BudgetLineFactory(DjangoModelFactory):
    sheet = factory.SubFactory(ActionSheetFactory)
    funder_name = "Caf de la Nièvre"
    year = 2017
    amount = 10_000

    class Meta:
        model = BudgetLine


class FinancingTableFactory(DjangoModelFactory):
    plan = factory.SubFactory(PlanFactory)
    title = "Moyens mobilisés par la MSA"
    row_heading = "Nature des financements"

    class Meta:
        model = FinancingTable


class TableColumnFactory(DjangoModelFactory):
    table = factory.SubFactory(FinancingTableFactory)
    label = factory.Sequence(lambda n: str(2014 + n))

    class Meta:
        model = TableColumn


class CommitteeFactory(DjangoModelFactory):
    plan = factory.SubFactory(PlanFactory)
    name = "Comité de pilotage"
    frequency = "au moins une fois par an"

    class Meta:
        model = Committee


class CommitteeMemberFactory(DjangoModelFactory):
    committee = factory.SubFactory(CommitteeFactory)
    group = "Pour la communauté de communes"
    function = "la présidente ou son représentant"

    class Meta:
        model = CommitteeMember
