from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("profiles", "0008_upkeep_can_be_undone")]
    operations = [
        migrations.AddField("quote", "entered_by_staff", models.BooleanField(default=False)),
        migrations.AddField(
            "quote", "reason", models.CharField(blank=True, max_length=200, verbose_name="Waarom niet?")
        ),
        migrations.AlterField(
            "quote", "programme", models.CharField(blank=True, max_length=120, verbose_name="Opleiding")
        ),
        migrations.AlterField("quote", "text", models.CharField(max_length=300, verbose_name="Tekst")),
        migrations.AlterField(
            "quote",
            "kind",
            models.CharField(
                choices=[("quote", "Ervaring"), ("tip", "Tip")],
                default="quote",
                max_length=10,
                verbose_name="Wat is het?",
            ),
        ),
        migrations.AddConstraint(
            "quote",
            models.CheckConstraint(
                condition=Q(position=0) | Q(status="approved", position__lte=3), name="quote_on_page_is_approved"
            ),
        ),
        migrations.AddConstraint(
            "quote",
            models.UniqueConstraint(
                condition=Q(position__gt=0), fields=("leerplaats", "position"), name="quote_place_on_page_once"
            ),
        ),
    ]
