from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0010_students_may_want_to_mentor")]

    operations = [
        migrations.AlterField(
            model_name="printjob",
            name="status",
            field=models.CharField(
                choices=[
                    ("queued", "In de rij"),
                    ("making", "Bezig"),
                    ("ready", "Klaar"),
                    ("failed", "Niet gelukt"),
                    ("cancelled", "Gestopt"),
                ],
                default="queued",
                max_length=10,
            ),
        ),
        migrations.AddField(model_name="printjob", name="digest", field=models.CharField(blank=True, max_length=64)),
        migrations.AddField(
            model_name="printpart",
            name="digest",
            field=models.CharField(blank=True, db_index=True, max_length=64),
        ),
    ]
