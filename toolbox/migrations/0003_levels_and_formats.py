"""Sjablonen on three levels, and the rows of checks, ideas, rounds and preparation around them."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

TENANT_KEYS = ("toolbox_template", "toolbox_leerplaatscheck", "toolbox_toolchoice", "toolbox_rollout")


def tenant_key(table):
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_tenant FOREIGN KEY (leerplaats_id, institution_id) "
        "REFERENCES profiles_leerplaats (id, institution_id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_tenant",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0013_indexes_of_the_public_list"),
        ("toolbox", "0002_item_short_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="InspirationCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=80, verbose_name="Naam")),
                ("what", models.CharField(max_length=300, verbose_name="Wat is het?")),
                ("why", models.CharField(max_length=300, verbose_name="Waarom werkt het?")),
                (
                    "how",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), size=None, verbose_name="Zo doe je het"
                    ),
                ),
                (
                    "effort",
                    models.CharField(
                        choices=[
                            ("minutes", "10 minuten"),
                            ("hour", "1 uur"),
                            ("half_day", "Een halve dag"),
                            ("more", "Meer dan een halve dag"),
                        ],
                        max_length=10,
                        verbose_name="Hoeveel tijd kost het?",
                    ),
                ),
                ("effort_words", models.CharField(blank=True, max_length=120, verbose_name="In woorden")),
                (
                    "goals",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("welcome", "De student voelt zich welkom"),
                                ("expectations", "Jullie weten wat je van elkaar verwacht"),
                                ("role", "Rol en taken zijn duidelijk"),
                                ("smooth_start", "De start gaat soepel"),
                                ("relief", "Het team heeft er minder werk aan"),
                                ("focus", "De student weet waar het om gaat"),
                                ("prepared", "De student komt goed voorbereid"),
                                ("stay", "De student wil blijven"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="Waar is het goed voor?",
                    ),
                ),
                (
                    "moments",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("before", "Voor de start"),
                                ("first_day", "Eerste dag"),
                                ("first_week", "Eerste week"),
                                ("first_month", "Eerste maand"),
                                ("whole_stage", "De hele stage"),
                                ("end", "Einde van de stage"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="Wanneer?",
                    ),
                ),
                (
                    "media",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("paper", "Op papier"), ("phone", "Op de telefoon"), ("talk", "In een gesprek")],
                            max_length=10,
                        ),
                        default=list,
                        size=None,
                        verbose_name="Waarmee?",
                    ),
                ),
                (
                    "formats",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), blank=True, default=list, size=None
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["position", "title"],
            },
        ),
        migrations.CreateModel(
            name="LeerplaatsCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("questions", models.JSONField()),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-started_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PreparationStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "for_programmes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Opleidingen",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lesson", "Les of bijeenkomst"),
                            ("document", "Document van de student"),
                            ("message", "Informatie die iemand stuurt"),
                            ("talk", "Gesprek"),
                            ("other", "Iets anders"),
                        ],
                        max_length=12,
                        verbose_name="Wat is het?",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="Wat gebeurt er?")),
                ("who", models.CharField(max_length=80, verbose_name="Wie doet het, of wie stuurt het?")),
                (
                    "weeks_before",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Hoeveel weken voor de start?"
                    ),
                ),
                ("link", models.URLField(blank=True, verbose_name="Webadres")),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": [
                    models.OrderBy(models.F("weeks_before"), descending=True, nulls_last=True),
                    "position",
                    "pk",
                ],
            },
        ),
        migrations.CreateModel(
            name="Rollout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("first_start", models.DateField(blank=True, null=True, verbose_name="Eerste startdatum")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="Wanneer kijken jullie terug?")),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-round"],
            },
        ),
        migrations.CreateModel(
            name="RolloutTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40)),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Afspraak")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="SelfScan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answers", models.JSONField()),
                ("resolve", models.CharField(blank=True, max_length=200, verbose_name="Dit ga ik doen")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="TemplateEdit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=200)),
                ("before", models.JSONField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ToolChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="Zo doen wij het")),
                ("chosen_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["card__position", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="item",
            name="item_one_moment",
        ),
        migrations.RemoveConstraint(
            model_name="template",
            name="template_level_fits_owner",
        ),
        migrations.RemoveConstraint(
            model_name="template",
            name="template_one_per_owner",
        ),
        migrations.AddField(
            model_name="item",
            name="answer",
            field=models.CharField(
                blank=True,
                choices=[
                    ("scale", "Schaal van helemaal niet tot helemaal wel"),
                    ("mark", "Cijfer van 1 tot en met 10"),
                    ("choice", "Eén antwoord kiezen"),
                    ("open", "In eigen woorden"),
                ],
                max_length=10,
                verbose_name="Hoe antwoord je?",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="choices",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=80),
                blank=True,
                default=list,
                size=None,
                verbose_name="Antwoorden",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="days_before_end",
            field=models.SmallIntegerField(blank=True, null=True, verbose_name="Dagen voor de laatste dag"),
        ),
        migrations.AddField(
            model_name="item",
            name="for_programmes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name="Opleidingen"
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="for_sectors",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("hospital", "Ziekenhuis"),
                        ("rehabilitation", "Revalidatie"),
                        ("nursing_home", "Verpleeghuis en woonzorg"),
                        ("home_care", "Wijkzorg en thuiszorg"),
                        ("mental_health", "Geestelijke gezondheidszorg"),
                        ("disability_care", "Gehandicaptenzorg"),
                        ("youth_care", "Jeugdzorg"),
                        ("maternity_care", "Kraamzorg"),
                        ("public_health", "GGD en jeugdgezondheidszorg"),
                        ("primary_care", "Huisartsenzorg"),
                        ("hospice", "Hospice"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="Soorten zorg",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="for_years",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(),
                blank=True,
                default=list,
                size=None,
                verbose_name="Leerjaren",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="locked",
            field=models.BooleanField(default=False, verbose_name="Vastgezet"),
        ),
        migrations.AddField(
            model_name="item",
            name="note",
            field=models.CharField(blank=True, max_length=400, verbose_name="Toelichting"),
        ),
        migrations.AddField(
            model_name="item",
            name="place",
            field=models.CharField(blank=True, max_length=80, verbose_name="Waar?"),
        ),
        migrations.AddField(
            model_name="item",
            name="room",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="Schrijfregels"),
        ),
        migrations.AddField(
            model_name="item",
            name="source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="copies",
                to="toolbox.item",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="source_version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="item",
            name="time",
            field=models.CharField(blank=True, max_length=5, verbose_name="Hoe laat?"),
        ),
        migrations.AddField(
            model_name="section",
            name="removed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="section",
            name="source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="copies",
                to="toolbox.section",
            ),
        ),
        migrations.AddField(
            model_name="template",
            name="archived_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="template",
            name="archived_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="template",
            name="intro_version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="template",
            name="leerplaats",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="templates",
                to="profiles.leerplaats",
            ),
        ),
        migrations.AddField(
            model_name="template",
            name="source_intro_version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name="item",
            name="owner",
            field=models.CharField(
                blank=True,
                choices=[
                    ("student", "Student"),
                    ("werkbegeleider", "Werkbegeleider"),
                    ("praktijkopleider", "Praktijkopleider"),
                    ("coordinator", "Stagecoördinator"),
                    ("manager", "Leidinggevende"),
                    ("ict", "ICT"),
                    ("clothing", "Kleding"),
                    ("reception", "Balie"),
                    ("safety", "Bhv en hygiëne"),
                    ("senior_student", "Ouderejaars student"),
                    ("system", "Gaat vanzelf"),
                ],
                max_length=20,
                verbose_name="Wie doet het?",
            ),
        ),
        migrations.AlterField(
            model_name="template",
            name="format",
            field=models.CharField(max_length=30, verbose_name="Soort"),
        ),
        migrations.AlterField(
            model_name="template",
            name="level",
            field=models.CharField(
                choices=[("region", "Regio"), ("institution", "Instelling"), ("leerplaats", "Leerplaats")],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("days_before__isnull", True), ("stagedag__isnull", True)),
                    models.Q(("days_before__isnull", True), ("days_before_end__isnull", True)),
                    models.Q(("days_before_end__isnull", True), ("stagedag__isnull", True)),
                    _connector="OR",
                ),
                name="item_one_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="template",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("based_on", None), ("institution", None), ("leerplaats", None), ("level", "region")),
                    models.Q(
                        ("based_on__isnull", False),
                        ("institution__isnull", False),
                        ("leerplaats", None),
                        ("level", "institution"),
                    ),
                    models.Q(
                        ("based_on__isnull", False),
                        ("institution__isnull", False),
                        ("leerplaats__isnull", False),
                        ("level", "leerplaats"),
                    ),
                    _connector="OR",
                ),
                name="template_level_fits_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="template",
            constraint=models.UniqueConstraint(
                condition=models.Q(("archived_at__isnull", True)),
                fields=("format", "institution", "leerplaats"),
                name="template_one_per_owner",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="template",
            constraint=models.CheckConstraint(
                condition=models.Q(("archived_by__isnull", True), ("archived_at__isnull", False), _connector="OR"),
                name="template_archived_by_needs_moment",
            ),
        ),
        migrations.AddField(
            model_name="inspirationcard",
            name="institution",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspiration_cards",
                to="profiles.institution",
            ),
        ),
        migrations.AddField(
            model_name="inspirationcard",
            name="updated_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="leerplaatscheck",
            name="finished_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="leerplaatscheck",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
            ),
        ),
        migrations.AddField(
            model_name="leerplaatscheck",
            name="leerplaats",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="profiles.leerplaats"
            ),
        ),
        migrations.AddField(
            model_name="leerplaatscheck",
            name="started_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="leerplaatscheck",
            name="template",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="toolbox.template"
            ),
        ),
        migrations.AddField(
            model_name="preparationstep",
            name="institution",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="preparation_steps",
                to="profiles.institution",
            ),
        ),
        migrations.AddField(
            model_name="preparationstep",
            name="school",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="preparation_steps",
                to="profiles.school",
            ),
        ),
        migrations.AddField(
            model_name="preparationstep",
            name="updated_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="rollout",
            name="finished_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rollout",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
            ),
        ),
        migrations.AddField(
            model_name="rollout",
            name="leerplaats",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="rollouts", to="profiles.leerplaats"
            ),
        ),
        migrations.AddField(
            model_name="rollout",
            name="started_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="rollouttask",
            name="done_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rollouttask",
            name="rollout",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tasks", to="toolbox.rollout"
            ),
        ),
        migrations.AddField(
            model_name="selfscan",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="self_scans", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="templateedit",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="templateedit",
            name="template",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="edits", to="toolbox.template"
            ),
        ),
        migrations.AddField(
            model_name="toolchoice",
            name="card",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="choices", to="toolbox.inspirationcard"
            ),
        ),
        migrations.AddField(
            model_name="toolchoice",
            name="chosen_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="toolchoice",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
            ),
        ),
        migrations.AddField(
            model_name="toolchoice",
            name="leerplaats",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="tool_choices", to="profiles.leerplaats"
            ),
        ),
        migrations.AddConstraint(
            model_name="leerplaatscheck",
            constraint=models.UniqueConstraint(
                condition=models.Q(("finished_at__isnull", True)),
                fields=("leerplaats",),
                name="leerplaats_check_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="leerplaatscheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at__isnull", True), ("finished_by__isnull", True)),
                    models.Q(("finished_at__isnull", False), ("finished_by__isnull", False)),
                    _connector="OR",
                ),
                name="leerplaats_check_finished_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="preparationstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("institution__isnull", False), ("school__isnull", True)),
                    models.Q(("institution__isnull", True), ("school__isnull", False)),
                    _connector="OR",
                ),
                name="preparation_of_school_or_institution",
            ),
        ),
        migrations.AddConstraint(
            model_name="rollout",
            constraint=models.UniqueConstraint(fields=("leerplaats", "round"), name="rollout_round_once"),
        ),
        migrations.AddConstraint(
            model_name="rollout",
            constraint=models.UniqueConstraint(
                condition=models.Q(("finished_at__isnull", True)), fields=("leerplaats",), name="rollout_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="rollout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at__isnull", True), ("finished_by__isnull", True)),
                    models.Q(("finished_at__isnull", False), ("finished_by__isnull", False)),
                    _connector="OR",
                ),
                name="rollout_finished_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="rollouttask",
            constraint=models.UniqueConstraint(fields=("rollout", "key"), name="rollout_task_once"),
        ),
        migrations.AddConstraint(
            model_name="toolchoice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dropped_at__isnull", True)), fields=("leerplaats", "card"), name="tool_choice_once"
            ),
        ),
        *(tenant_key(table) for table in TENANT_KEYS),
    ]
