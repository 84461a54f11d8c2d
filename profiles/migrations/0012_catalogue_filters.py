"""What the catalogue filters on, in columns with an index: run `refresh_search` and `locate` afterwards."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("profiles", "0011_media")]

    operations = [
        migrations.AddField(
            "leerplaats",
            "facets",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), default=list, editable=False, size=None
            ),
        ),
        migrations.AddIndex(
            "leerplaats", django.contrib.postgres.indexes.GinIndex(fields=["facets"], name="leerplaats_facets")
        ),
        migrations.AddIndex("location", models.Index(fields=["latitude", "longitude"], name="location_degrees")),
    ]
