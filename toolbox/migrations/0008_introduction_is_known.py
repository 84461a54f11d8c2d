"""The portal sees whether an introduction is planned, and whether the student was invited."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("toolbox", "0007_roster_is_known")]

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
                    ("intro_planned", "De introductie is gepland"),
                    ("intro_invited", "De student is uitgenodigd voor de introductie"),
                ],
                max_length=20,
            ),
        ),
    ]
