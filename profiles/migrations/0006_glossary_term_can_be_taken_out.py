from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("profiles", "0005_profile_keys")]

    operations = [
        migrations.RemoveConstraint(model_name="glossaryterm", name="glossary_term_unique"),
        migrations.AddField(
            model_name="glossaryterm",
            name="removed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="glossaryterm",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None)),
                fields=("institution", "sort_term"),
                name="glossary_term_unique",
            ),
        ),
    ]
