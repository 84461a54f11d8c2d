"""The portal sees whether an introduction is planned, and whether the student was invited."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0030_mails_about_questionnaires")]

    operations = [
        migrations.AlterField(
            model_name="task",
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
        migrations.AddField(
            model_name="introstep",
            name="signal",
            field=models.CharField(
                blank=True,
                default="",
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
            preserve_default=False,
        ),
    ]
