"""The triggers that keep every version of a row, once its columns are all there."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('conventions', '0002_atelier'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='annex',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_annexevent" ("body", "convention_id", "id", "is_locked", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "title", "with_previous") VALUES (NEW."body", NEW."convention_id", NEW."id", NEW."is_locked", NEW."key", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."source_id", NEW."title", NEW."with_previous"); RETURN NULL;', hash='0197b41ed415bceaab6ff0504d81ea2afc971471', operation='INSERT', pgid='pgtrigger_insert_insert_5a341', table='conventions_annex', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annex',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."convention_id" IS DISTINCT FROM (NEW."convention_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_locked" IS DISTINCT FROM (NEW."is_locked") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."with_previous" IS DISTINCT FROM (NEW."with_previous"))', func='INSERT INTO "conventions_annexevent" ("body", "convention_id", "id", "is_locked", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "title", "with_previous") VALUES (NEW."body", NEW."convention_id", NEW."id", NEW."is_locked", NEW."key", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."source_id", NEW."title", NEW."with_previous"); RETURN NULL;', hash='8535e9451c80844ad71cbf2812f9a5a7f647923c', operation='UPDATE', pgid='pgtrigger_update_update_14437', table='conventions_annex', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annex',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_annexevent" ("body", "convention_id", "id", "is_locked", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "title", "with_previous") VALUES (OLD."body", OLD."convention_id", OLD."id", OLD."is_locked", OLD."key", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."source_id", OLD."title", OLD."with_previous"); RETURN NULL;', hash='3b333199eaa26ff150f3062fa80a420ce0856e3c', operation='DELETE', pgid='pgtrigger_delete_delete_af205', table='conventions_annex', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annexfacility',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_annexfacilityevent" ("annex_id", "facility_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."annex_id", NEW."facility_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;', hash='946c1c882013f34175541c7d259af5b0c4a77b42', operation='INSERT', pgid='pgtrigger_insert_insert_1a5e9', table='conventions_annexfacility', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annexfacility',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "conventions_annexfacilityevent" ("annex_id", "facility_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."annex_id", NEW."facility_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;', hash='418fca58b0ee0743ce81e4125ef69972c1820710', operation='UPDATE', pgid='pgtrigger_update_update_70d18', table='conventions_annexfacility', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annexfacility',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_annexfacilityevent" ("annex_id", "facility_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."annex_id", OLD."facility_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;', hash='df8473f45d7ee5a79594a2f12551807c2aa6cdd0', operation='DELETE', pgid='pgtrigger_delete_delete_d6629', table='conventions_annexfacility', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annextable',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_annextableevent" ("annex_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "table_id") VALUES (NEW."annex_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."table_id"); RETURN NULL;', hash='1aca3a4f672479f313ca6e7c41fae2aaaf407d01', operation='INSERT', pgid='pgtrigger_insert_insert_343fe', table='conventions_annextable', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annextable',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "conventions_annextableevent" ("annex_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "table_id") VALUES (NEW."annex_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."table_id"); RETURN NULL;', hash='c566336c9a0d48cb1765e4c440f4531508af8dfd', operation='UPDATE', pgid='pgtrigger_update_update_c506d', table='conventions_annextable', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annextable',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_annextableevent" ("annex_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "table_id") VALUES (OLD."annex_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."table_id"); RETURN NULL;', hash='e9359c280cdf7786e09b7fa4a5024cfa0abc8987', operation='DELETE', pgid='pgtrigger_delete_delete_48f76', table='conventions_annextable', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_articleevent" ("body", "convention_id", "id", "is_locked", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "title") VALUES (NEW."body", NEW."convention_id", NEW."id", NEW."is_locked", NEW."key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."source_id", NEW."title"); RETURN NULL;', hash='a5155577b51f2866aecf3705ca7131bf2f00bb39', operation='INSERT', pgid='pgtrigger_insert_insert_3cd85', table='conventions_article', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."convention_id" IS DISTINCT FROM (NEW."convention_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_locked" IS DISTINCT FROM (NEW."is_locked") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func='INSERT INTO "conventions_articleevent" ("body", "convention_id", "id", "is_locked", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "title") VALUES (NEW."body", NEW."convention_id", NEW."id", NEW."is_locked", NEW."key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."source_id", NEW."title"); RETURN NULL;', hash='f746d3e866e9186cee0c36ce7f2eafe7386e40b9', operation='UPDATE', pgid='pgtrigger_update_update_5ac3b', table='conventions_article', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_articleevent" ("body", "convention_id", "id", "is_locked", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "title") VALUES (OLD."body", OLD."convention_id", OLD."id", OLD."is_locked", OLD."key", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."source_id", OLD."title"); RETURN NULL;', hash='216f3b73bf94bf4ab483d17be887a8a405f4e1e1', operation='DELETE', pgid='pgtrigger_delete_delete_c34a1', table='conventions_article', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='convention',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_conventionevent" ("closing_place", "copies", "department_id", "ends_on", "id", "intermunicipality_id", "kind", "municipality_names", "notice_form", "notice_months", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "preamble", "preamble_source_id", "reference", "signed_on", "starts_on", "status", "subtitle", "template_id", "territory_name", "title") VALUES (NEW."closing_place", NEW."copies", NEW."department_id", NEW."ends_on", NEW."id", NEW."intermunicipality_id", NEW."kind", NEW."municipality_names", NEW."notice_form", NEW."notice_months", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."preamble", NEW."preamble_source_id", NEW."reference", NEW."signed_on", NEW."starts_on", NEW."status", NEW."subtitle", NEW."template_id", NEW."territory_name", NEW."title"); RETURN NULL;', hash='e35a8b1aa993b162e6d70c11b01a2e9552b652c4', operation='INSERT', pgid='pgtrigger_insert_insert_43c31', table='conventions_convention', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='convention',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."closing_place" IS DISTINCT FROM (NEW."closing_place") OR OLD."copies" IS DISTINCT FROM (NEW."copies") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."intermunicipality_id" IS DISTINCT FROM (NEW."intermunicipality_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."municipality_names" IS DISTINCT FROM (NEW."municipality_names") OR OLD."notice_form" IS DISTINCT FROM (NEW."notice_form") OR OLD."notice_months" IS DISTINCT FROM (NEW."notice_months") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."preamble" IS DISTINCT FROM (NEW."preamble") OR OLD."preamble_source_id" IS DISTINCT FROM (NEW."preamble_source_id") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."signed_on" IS DISTINCT FROM (NEW."signed_on") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."subtitle" IS DISTINCT FROM (NEW."subtitle") OR OLD."template_id" IS DISTINCT FROM (NEW."template_id") OR OLD."territory_name" IS DISTINCT FROM (NEW."territory_name") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func='INSERT INTO "conventions_conventionevent" ("closing_place", "copies", "department_id", "ends_on", "id", "intermunicipality_id", "kind", "municipality_names", "notice_form", "notice_months", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "preamble", "preamble_source_id", "reference", "signed_on", "starts_on", "status", "subtitle", "template_id", "territory_name", "title") VALUES (NEW."closing_place", NEW."copies", NEW."department_id", NEW."ends_on", NEW."id", NEW."intermunicipality_id", NEW."kind", NEW."municipality_names", NEW."notice_form", NEW."notice_months", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."preamble", NEW."preamble_source_id", NEW."reference", NEW."signed_on", NEW."starts_on", NEW."status", NEW."subtitle", NEW."template_id", NEW."territory_name", NEW."title"); RETURN NULL;', hash='9ad4bfeca40ebd2b08da61f753d3363298162ecc', operation='UPDATE', pgid='pgtrigger_update_update_e429f', table='conventions_convention', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='convention',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_conventionevent" ("closing_place", "copies", "department_id", "ends_on", "id", "intermunicipality_id", "kind", "municipality_names", "notice_form", "notice_months", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "preamble", "preamble_source_id", "reference", "signed_on", "starts_on", "status", "subtitle", "template_id", "territory_name", "title") VALUES (OLD."closing_place", OLD."copies", OLD."department_id", OLD."ends_on", OLD."id", OLD."intermunicipality_id", OLD."kind", OLD."municipality_names", OLD."notice_form", OLD."notice_months", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."preamble", OLD."preamble_source_id", OLD."reference", OLD."signed_on", OLD."starts_on", OLD."status", OLD."subtitle", OLD."template_id", OLD."territory_name", OLD."title"); RETURN NULL;', hash='5f605e30611cbf145059a73e4a077d43cca4767b', operation='DELETE', pgid='pgtrigger_delete_delete_70dc7', table='conventions_convention', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legalbasis',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_legalbasisevent" ("convention_id", "id", "is_locked", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "text") VALUES (NEW."convention_id", NEW."id", NEW."is_locked", NEW."key", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."source_id", NEW."text"); RETURN NULL;', hash='ef74d6a0ba431f48c3fbd7029a9c7a6a3177d0d1', operation='INSERT', pgid='pgtrigger_insert_insert_e93a7', table='conventions_legalbasis', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legalbasis',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "conventions_legalbasisevent" ("convention_id", "id", "is_locked", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "text") VALUES (NEW."convention_id", NEW."id", NEW."is_locked", NEW."key", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."source_id", NEW."text"); RETURN NULL;', hash='9541481897ed76b5f288550e49e47c8b03effece', operation='UPDATE', pgid='pgtrigger_update_update_aa69f', table='conventions_legalbasis', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legalbasis',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_legalbasisevent" ("convention_id", "id", "is_locked", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "text") VALUES (OLD."convention_id", OLD."id", OLD."is_locked", OLD."key", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."source_id", OLD."text"); RETURN NULL;', hash='aa213985f088c8d1585f16e82405fea808636dd6', operation='DELETE', pgid='pgtrigger_delete_delete_6fb5e', table='conventions_legalbasis', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_partyevent" ("act_kind", "convention_id", "decided_on", "deciding_body", "decision_number", "designation", "id", "key", "no_decision_reason", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "side") VALUES (NEW."act_kind", NEW."convention_id", NEW."decided_on", NEW."deciding_body", NEW."decision_number", NEW."designation", NEW."id", NEW."key", NEW."no_decision_reason", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."side"); RETURN NULL;', hash='1e12df5c84f9e0c8185fd3b1db2988ca6a3d3a3a', operation='INSERT', pgid='pgtrigger_insert_insert_7fa72', table='conventions_party', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "conventions_partyevent" ("act_kind", "convention_id", "decided_on", "deciding_body", "decision_number", "designation", "id", "key", "no_decision_reason", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "side") VALUES (NEW."act_kind", NEW."convention_id", NEW."decided_on", NEW."deciding_body", NEW."decision_number", NEW."designation", NEW."id", NEW."key", NEW."no_decision_reason", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."side"); RETURN NULL;', hash='9e3e3b2140a479a033d3cff46c139132846e9c59', operation='UPDATE', pgid='pgtrigger_update_update_4bd47', table='conventions_party', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_partyevent" ("act_kind", "convention_id", "decided_on", "deciding_body", "decision_number", "designation", "id", "key", "no_decision_reason", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "side") VALUES (OLD."act_kind", OLD."convention_id", OLD."decided_on", OLD."deciding_body", OLD."decision_number", OLD."designation", OLD."id", OLD."key", OLD."no_decision_reason", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."side"); RETURN NULL;', hash='72f4d47552e4ef57ba2b0278f41af4f15e2e5de3', operation='DELETE', pgid='pgtrigger_delete_delete_ee79f', table='conventions_party', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signatory',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_signatoryevent" ("id", "mandate_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."id", NEW."mandate_id", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;', hash='1898de8d7e63a06329fe708eeacb48e8baf736e7', operation='INSERT', pgid='pgtrigger_insert_insert_762ea', table='conventions_signatory', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signatory',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "conventions_signatoryevent" ("id", "mandate_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."id", NEW."mandate_id", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;', hash='5ffa060e293b9a6f5f4d8f94c7ab9fa7bae73565', operation='UPDATE', pgid='pgtrigger_update_update_4635a', table='conventions_signatory', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signatory',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_signatoryevent" ("id", "mandate_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."id", OLD."mandate_id", OLD."party_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;', hash='74b0059fc9523dff5f436c1712e48e415eab2d1f', operation='DELETE', pgid='pgtrigger_delete_delete_a796c', table='conventions_signatory', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coveredmunicipality',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_coveredmunicipalityevent" ("convention_id", "id", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."convention_id", NEW."id", NEW."municipality_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='471516ac6e2a61e62aece4d070715665c26a8d7a', operation='INSERT', pgid='pgtrigger_insert_insert_23414', table='conventions_convention_municipalities', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coveredmunicipality',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "conventions_coveredmunicipalityevent" ("convention_id", "id", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."convention_id", NEW."id", NEW."municipality_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='e3bea983055f8c741dee91290f6f66546d08cae1', operation='UPDATE', pgid='pgtrigger_update_update_373af', table='conventions_convention_municipalities', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coveredmunicipality',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "conventions_coveredmunicipalityevent" ("convention_id", "id", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."convention_id", OLD."id", OLD."municipality_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='3e9539d2569d498c271c62f0675899baa5fbad84', operation='DELETE', pgid='pgtrigger_delete_delete_10571', table='conventions_convention_municipalities', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annexfacilityevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e6e6143196446ca00d40843f81e7601131329f93', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dc3b2', table='conventions_annexfacilityevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annextableevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bdfce45f8ba33d75556a6dc516362dbfa5c8ad61', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a7d3f', table='conventions_annextableevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clauseversion',
            trigger=pgtrigger.compiler.Trigger(name='published_version_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d7d70261753448dc4218f579e1e4f9ab5fa3a54a', operation='UPDATE OR DELETE', pgid='pgtrigger_published_version_stays_5317c', table='conventions_clauseversion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='articleevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0401e5ede661a3f295722e830bff3ee27f844e87', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_36d27', table='conventions_articleevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annexevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e077f63c51e11dd1b79e6db8bb4a933176d3b5d1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_42a4c', table='conventions_annexevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conventionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6b9ddd7569a39343b905b6611ca914d7e847b022', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1568e', table='conventions_conventionevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legalbasisevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='aba80d81a34fd6f21ffad09e085418401f1c10fc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c30fd', table='conventions_legalbasisevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f8335254899b59209c7df0af92efeb86b1b95d32', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2903f', table='conventions_partyevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signatoryevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='32506b60dd76056426b6406a210d87afac4b9150', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e8c2b', table='conventions_signatoryevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coveredmunicipalityevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3e1ae6537860b9536f6238360f0e261884bf357b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6e0c3', table='conventions_coveredmunicipalityevent', when='BEFORE')),
        ),
    ]
