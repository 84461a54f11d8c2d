"""The shared cache (rate limits need one) is a table, made here so that no installation forgets it."""

from django.core.management import call_command
from django.db import migrations


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0002_tenant_keys_and_seats")]
    operations = [migrations.RunPython(create_cache_table, migrations.RunPython.noop)]
