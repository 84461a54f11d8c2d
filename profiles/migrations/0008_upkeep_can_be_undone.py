"""A check remembers what stood there before, a request for help what was said with it, a profile its last reminder."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("profiles", "0007_inherited_answers")]
    operations = [
        migrations.AddField("partcheck", "can_undo", models.BooleanField(default=False)),
        migrations.AddField("partcheck", "before_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "partcheck",
            "before_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex("partcheck", models.Index(fields=["checked_at"], name="part_check_moment")),
        migrations.AddField(
            "contribution",
            "note",
            models.CharField(blank=True, max_length=300, verbose_name="Wil je er iets bij zeggen?", default=""),
            preserve_default=False,
        ),
        migrations.AddField("leerplaatsprofiel", "reminded_at", models.DateTimeField(blank=True, null=True)),
    ]
