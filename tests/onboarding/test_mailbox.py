"""The inbox of a trial: what the local mail server caught, shown without trusting any of it."""

import smtplib
import subprocess
import sys

import pytest
from django.urls import reverse

from onboarding.mailbox import keys, style_policy
from onboarding.startup.processes import listener_on_free_port, stop_group, wait_until
from profiles.mailing import compose

pytestmark = pytest.mark.django_db
KEY = "0" * 19 + "1"


@pytest.fixture(autouse=True)
def inbox(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    folder = tmp_path / "postvak"
    folder.mkdir()
    return folder


def put(folder, mail, key=KEY):
    (folder / f"{key}.eml").write_bytes(mail.message().as_bytes())
    return reverse("mailbox-mail", args=[key])


def hostile():
    mail = compose("<script>alert(1)</script>", "Lees https://stage.example/a?b=1 en kijk.", to=["noor@x.example"])
    mail.alternatives.clear()
    mail.attach_alternative(
        '<style>p{color:red}</style><p style="color:blue">x</p><script>alert(1)</script>', "text/html"
    )
    mail.attach("../../kwaad.html", "<script>alert(1)</script>", "text/html")
    mail.attach("stage.ics", b"BEGIN:VCALENDAR", "text/calendar")
    return mail


def test_a_mail_sent_over_smtp_stands_in_the_inbox(client, inbox):
    with listener_on_free_port() as listener:
        number, port = listener.fileno(), listener.getsockname()[1]
        command = [sys.executable, "-m", "onboarding.startup.mail_catcher", "--socket", f"{number}"]
        catcher = subprocess.Popen([*command, "--folder", str(inbox)], pass_fds=(number,), start_new_session=True)
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=60) as server:
            for name in ("Noor", "Şahin"):
                server.send_message(compose(f"{name}, welkom", f"Beste {name},", to=["noor@x.example"]).message())
        assert wait_until(lambda: len(keys()) == 2, 20)
    finally:
        stop_group(catcher.pid)
        catcher.wait(10)
    page = client.get(reverse("mailbox")).content.decode()
    assert page.index("Şahin, welkom") < page.index("Noor, welkom")
    assert "2 mails, de nieuwste eerst." in page


def test_an_empty_inbox_says_what_it_is_for_and_shows_an_example(client):
    page = client.get(reverse("mailbox")).content.decode()
    assert "Er is nog geen mail verstuurd." in page
    assert client.get(reverse("mailbox-mail", args=["voorbeeld"])).status_code == 200


def test_shows_text_links_and_files_of_one_mail(client, inbox):
    page = client.get(put(inbox, hostile())).content.decode()
    assert "<script>alert" not in page
    assert '<a href="https://stage.example/a?b=1">' in page
    assert 'href="?bijlage=1">stage.ics' in page


def test_the_html_of_a_mail_comes_alone_in_a_sandbox_with_its_own_styles_only(client, inbox):
    response = client.get(put(inbox, hostile()) + "?vorm=opmaak")
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-hashes' 'sha256-")
    assert policy.endswith("sandbox allow-popups allow-popups-to-escape-sandbox")
    for word in ("script-src", "unsafe-inline", "allow-scripts", "allow-same-origin", "allow-forms"):
        assert word not in policy
    for style in ("p{color:red}", "color:blue"):
        assert style_policy(f"<style>{style}</style>").split()[1] in policy
    assert policy.count("sha256-") == 2
    assert response["X-Frame-Options"] == "DENY"


def test_a_file_is_downloaded_and_never_opened_as_a_page(client, inbox):
    url = put(inbox, hostile())
    answers = [client.get(f"{url}?bijlage={number}") for number in (0, 1)]
    assert [answer["Content-Type"] for answer in answers] == ["application/octet-stream", "text/calendar"]
    assert all(answer["Content-Disposition"].startswith("attachment; filename=") for answer in answers)
    assert "kwaad" not in answers[0]["Content-Disposition"]


@pytest.mark.parametrize("key", ["0" * 20, "niets", "2" * 21])
def test_what_is_not_there_does_not_exist(client, key):
    assert client.get(reverse("mailbox-mail", args=[key])).status_code == 404


@pytest.mark.parametrize("query", ["?vorm=opmaak", "?bijlage=7", "?bijlage=x"])
def test_a_part_that_a_mail_does_not_have_does_not_exist(client, inbox, query):
    mail = compose("Onderwerp", "Tekst", to=["noor@x.example"])
    mail.alternatives.clear()
    assert client.get(put(inbox, mail) + query).status_code == 404


def test_it_does_not_exist_outside_a_trial(client, settings, inbox):
    url = put(inbox, hostile())
    settings.LOCAL = False
    settings.DEBUG = True
    assert client.get(reverse("mailbox")).status_code == 404
    assert client.get(url).status_code == 404
