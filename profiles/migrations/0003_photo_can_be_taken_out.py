"""A photo that is taken out keeps its text, so that it can be put back for thirty days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0002_tenant_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="photo",
            name="removed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="photo",
            name="removed_entry",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("removed_at__isnull", True), ("removed_entry__isnull", True)),
                    models.Q(("removed_at__isnull", False), ("removed_entry__isnull", False)),
                    _connector="OR",
                ),
                name="photo_removed_has_moment_and_entry",
            ),
        ),
    ]
