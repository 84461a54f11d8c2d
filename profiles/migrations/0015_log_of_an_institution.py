from django.db import migrations, models


class Migration(migrations.Migration):
    """The log of an institution is read from its newest line on."""

    dependencies = [("profiles", "0014_plekken_and_koppelen")]

    operations = [
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["institution", "-at"], name="audit_of_institution"),
        ),
    ]
