"""The regional originals come with the tables: a new installation has something to work with."""

from django.db import migrations

from toolbox.actions.base_formats import load_base_formats


def load(apps, schema_editor):
    names = ("Template", "Section", "Item")
    load_base_formats(*(apps.get_model("toolbox", name) for name in names))


class Migration(migrations.Migration):
    dependencies = [("toolbox", "0002_item_short_name")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
