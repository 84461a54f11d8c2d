"""The portal sees whether the rooster of the first two weeks is known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("toolbox", "0006_expected_and_ready"),
    ]

    operations = [
        migrations.AlterField(
            model_name="item",
            name="signal",
            field=models.CharField(
                blank=True,
                choices=[
                    ("confirmed", "De stage is bevestigd"),
                    ("mail_sent", "De startmail is verstuurd"),
                    ("supervisor_known", "De werkbegeleider is bekend"),
                    ("page_seen", "De student heeft de pagina gezien"),
                    ("roster_known", "Het rooster van de eerste twee weken staat in het portaal"),
                ],
                max_length=20,
            ),
        ),
    ]
