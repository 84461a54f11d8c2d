from django.db import migrations, models


class Migration(migrations.Migration):
    """A student can say that they want to be the mentor of a new one."""

    dependencies = [("onboarding", "0009_cards_buddies_and_print_parts")]

    operations = [
        migrations.AddField(
            model_name="placement",
            name="will_mentor_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
