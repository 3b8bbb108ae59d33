"""Conventions as one meets them in Lozère; everything is overridable."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from conventions.models import Annex, Article, Convention, LegalBasis, Party, Signatory
from tests.partners.factories import MandateFactory, OrganisationFactory


class ConventionFactory(DjangoModelFactory):
    class Meta:
        model = Convention

    reference = factory.Sequence(lambda n: f"aubrac-lot-causses-tarn-{2024 + n}")
    subtitle = "de services aux familles"
    owner = factory.SubFactory(OrganisationFactory, ccss=True)
    territory_name = "Aubrac Lot Causses Tarn"
    starts_on = dt.date(2024, 1, 1)
    ends_on = dt.date(2028, 12, 31)
    notice_months = 3
    preamble = "<p>Les parties unissent leurs moyens au service des familles.</p>"
    closing_place = "La Canourgue"


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = Party

    convention = factory.SubFactory(ConventionFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    designation = factory.LazyAttribute(lambda party: party.organisation.designation.full)
    deciding_body = "conseil municipal"
    decided_on = dt.date(2023, 9, 26)


class SignatoryFactory(DjangoModelFactory):
    class Meta:
        model = Signatory

    party = factory.SubFactory(PartyFactory)
    mandate = factory.SubFactory(
        MandateFactory, organisation=factory.SelfAttribute("..party.organisation")
    )


class LegalBasisFactory(DjangoModelFactory):
    class Meta:
        model = LegalBasis

    convention = factory.SubFactory(ConventionFactory)
    text = "le Code de l’action sociale et des familles"


class ArticleFactory(DjangoModelFactory):
    class Meta:
        model = Article

    convention = factory.SubFactory(ConventionFactory)
    title = "Objet de la convention"
    body = "<p>La convention dit ce que les parties font ensemble pour les familles.</p>"


class AnnexFactory(DjangoModelFactory):
    class Meta:
        model = Annex

    convention = factory.SubFactory(ConventionFactory)
    title = "Diagnostic partagé"
    body = "<p>Il est tenu à la disposition des parties.</p>"
