"""What a school wrote as a list of words becomes one row per wish."""

from django.db import migrations


def to_rows(apps, schema_editor):
    request_model, wish = apps.get_model("onboarding", "PlacementRequest"), apps.get_model("onboarding", "Wish")
    rows = []
    for request in request_model.objects.iterator():
        rows += [
            wish(request=request, kind="wish", rank=rank, words=words)
            for rank, words in enumerate(request.delivered_wishes[:10], 1)
        ]
        rows += [wish(request=request, kind="not", words=words) for words in request.delivered_excluded]
    wish.objects.bulk_create(rows, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0012_plekken_and_koppelen")]
    operations = [
        migrations.RunPython(to_rows, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),  # else the table cannot change
        migrations.RemoveField(model_name="placementrequest", name="delivered_wishes"),
        migrations.RemoveField(model_name="placementrequest", name="delivered_excluded"),
    ]
