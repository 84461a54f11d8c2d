"""Help without an account: a link, a proposal, and somebody who decides. Nothing is overwritten or published."""

import hashlib
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onboarding.secret_paths import SECRET
from profiles.actions import contributions as actions
from profiles.actions.leerplaatsprofielen import Clash, publish, save_part
from profiles.enums import ContributionStatus as Status
from profiles.enums import Role
from profiles.merging import fingerprint
from profiles.models import AuditEvent, Contribution, Leerplaatsprofiel
from profiles.questions import part_by_key
from tests.factories import ContributionFactory, person
from tests.profiles.conftest import logged_in, part_url, query_count, text_of
from tests.worker import run_jobs

pytestmark = pytest.mark.django_db
ABOUT = part_by_key("about")
ASKED = {"part": "1", "name": "Sanne", "email": "Sanne@Zorg.example", "note": "Wil je\nmeedenken?"}


@pytest.fixture
def asked(as_joost, leerplaats, profile):
    """Joost asked Sanne for part 1, by the screen; the mail has not been sent yet."""
    response = as_joost.post(address("new", leerplaats), ASKED)
    assert response.status_code == 302
    return Contribution.objects.get()


@pytest.fixture
def link(asked):
    """The address in the mail Sanne got."""
    return mailed_link()


def mailed_link():
    run_jobs()
    line = next(line for line in mail.outbox[-1].body.splitlines() if "/meeschrijven/" in line)
    return "/" + line.strip().split("/", 3)[3]


def address(what, leerplaats, *more):
    return reverse(f"contribution-{what}", args=[leerplaats.pk, *(row.pk for row in more)])


def sanne_sends(link, **answers):
    """Sanne opens the link in a browser of her own and changes some answers."""
    client = Client()
    form = client.get(link).context["form"]
    data = {}
    for name, field in form.fields.items():
        value = field.prepare_value(form[name].value())
        if value not in (None, "", False, []):
            data[name] = value
    return client.post(link, data | answers, follow=True)


def answers_of(leerplaats):
    return Leerplaatsprofiel.objects.get(leerplaats=leerplaats).answers


def shown(response):
    return {f"tegen-{row.key}": row.against for row in response.context["rows"]}


# --- Asking ---------------------------------------------------------------------


def test_asking_mails_a_link_of_which_only_a_hash_is_kept(asked, link, joost, leerplaats):
    message = mail.outbox[0]
    assert message.subject == "Sanne, Joost vraagt je hulp bij De Kade"
    assert message.to == ["sanne@zorg.example"]
    assert message.reply_to == [joost.email]
    assert "Joost schrijft erbij: Wil je meedenken?" in message.body
    assert "16 jaar of ouder" in message.body
    asked.refresh_from_db()
    token = link.split("/")[-1]
    assert asked.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(list(Contribution.objects.values())) + str(list(AuditEvent.objects.values()))
    assert SECRET.sub(r"\1…", f"{link}/bedankt") == "/meeschrijven/…"


def test_asking_twice_asks_once(as_joost, asked, leerplaats):
    as_joost.post(address("new", leerplaats), ASKED)
    assert Contribution.objects.count() == 1
    assert run_jobs() == ["send_contribution_mail"]


def test_asking_has_a_limit_per_day(as_joost, leerplaats, profile):
    ContributionFactory.create_batch(actions.ASKED_A_DAY, leerplaats=leerplaats)
    response = as_joost.post(address("new", leerplaats), ASKED)
    assert "Vandaag is al 10 keer om hulp gevraagd" in text_of(response)
    Contribution.objects.update(asked_at=timezone.now() - timedelta(days=2))
    assert as_joost.post(address("new", leerplaats), ASKED).status_code == 302


@pytest.mark.parametrize("wrong", ["part", "name", "email"])
def test_asking_needs_a_part_a_name_and_an_address(as_joost, leerplaats, wrong):
    response = as_joost.post(address("new", leerplaats), ASKED | {wrong: ""})
    assert list(response.context["form"].errors) == [wrong]
    assert not Contribution.objects.exists()


def test_photos_and_films_cannot_be_asked(as_joost, leerplaats):
    response = as_joost.post(address("new", leerplaats), ASKED | {"part": "8"})
    assert list(response.context["form"].errors) == ["part"]


def test_part_page_leads_to_asking_with_that_part_chosen(as_joost, leerplaats, profile):
    url = f"{address('new', leerplaats)}?deel=3"
    assert url in text_of(as_joost.get(part_url(leerplaats, 3)))
    assert as_joost.get(url).context["form"]["part"].value() == "3"
    assert address("new", leerplaats) not in text_of(as_joost.get(part_url(leerplaats, 8)))


def test_a_new_link_ends_the_older_one(as_joost, asked, link, leerplaats):
    as_joost.post(address("send-again", leerplaats, asked))
    newer = mailed_link()
    assert newer != link
    assert Client().get(link).status_code == 410
    assert Client().get(newer).status_code == 200


def test_links_are_mailed_a_few_times_a_day(as_joost, asked, leerplaats):
    for _ in range(actions.MAILS_A_DAY + 1):
        response = as_joost.post(address("send-again", leerplaats, asked), follow=True)
    assert "kreeg vandaag al 3 mails" in text_of(response)
    assert run_jobs() == ["send_contribution_mail"] * (1 + actions.MAILS_A_DAY)


def test_a_withdrawn_link_is_closed_until_it_is_sent_again(as_joost, asked, link, leerplaats):
    response = as_joost.post(address("withdraw", leerplaats, asked), follow=True)
    assert "werkt niet meer" in text_of(response)
    assert Client().get(link).status_code == 410
    as_joost.post(address("send-again", leerplaats, asked))
    assert Client().get(mailed_link()).status_code == 200


def test_no_mail_for_who_was_withdrawn_before_it_went_out(as_joost, asked, leerplaats):
    as_joost.post(address("withdraw", leerplaats, asked))
    run_jobs()
    assert mail.outbox == []


# --- Writing along --------------------------------------------------------------


def test_page_shows_the_questions_of_that_part_filled_in(link, leerplaats):
    response = Client().get(link)
    text = text_of(response)
    assert "Zorg na een beroerte (neurologie)" in text
    assert "Receptie hoofdingang" not in text  # of another part
    assert response["Referrer-Policy"] == "strict-origin"
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


def test_how_to_reach_people_is_not_shown(as_joost, leerplaats, profile):
    profile.answers |= {"confidant": "Ria, 010 999 88 77", "contact_phone": "010 777 66 55"}
    profile.save()
    as_joost.post(address("new", leerplaats), ASKED | {"part": "7"})
    text = text_of(Client().get(mailed_link()))
    assert "Receptie hoofdingang" in text
    for secret in ("010 123 45 67", "010 777 66 55", "010 999 88 77", "dekade@maasstroom.example"):
        assert secret not in text
        assert fingerprint(secret) not in text


def test_opening_the_page_changes_nothing(asked, link):
    before = Contribution.objects.values().get()
    Client().get(link)
    assert Contribution.objects.values().get() == before


def test_proposal_is_only_what_changed_and_touches_nothing_else(asked, link, leerplaats):
    before = answers_of(leerplaats)
    response = sanne_sends(link, size="24 bedden")
    assert "Bedankt voor je voorstel" in text_of(response)
    asked.refresh_from_db()
    assert (asked.status, asked.answers) == (Status.SENT, {"size": "24 bedden"})
    assert answers_of(leerplaats) == before
    assert not leerplaats.versions.exists()


def test_who_asked_is_told_once(asked, link, leerplaats, joost):
    sanne_sends(link, size="24 bedden")
    sanne_sends(link, size="26 bedden")
    assert run_jobs() == ["send_contribution_mail"]
    message = mail.outbox[-1]
    assert (message.to, message.subject) == ([joost.email], "De Kade: voorstel van Sanne voor deel 1")
    assert address("review", leerplaats, asked) in message.body
    asked.refresh_from_db()
    assert asked.answers == {"size": "26 bedden"}


def test_coordinators_are_told_when_who_asked_has_left(asked, link, joost, farida):
    joost.memberships.update(ends_on=timezone.localdate())
    sanne_sends(link, size="24 bedden")
    run_jobs()
    assert mail.outbox[-1].to == [farida.email]


def test_a_proposal_proposes_something(link):
    response = sanne_sends(link)
    assert "Verander of beantwoord ten minste één vraag" in text_of(response)
    assert Contribution.objects.get().status == Status.ASKED


def test_an_answer_that_cannot_be_read_keeps_what_was_typed(as_joost, leerplaats, profile):
    as_joost.post(address("new", leerplaats), ASKED | {"part": "7"})
    response = sanne_sends(mailed_link(), report_time="half negen")
    assert list(response.context["form"].errors) == ["report_time"]
    assert "half negen" in text_of(response)


@pytest.mark.parametrize(
    "closed",
    [
        {"expires_at": timezone.now() - timedelta(minutes=1)},
        {"status": Status.WITHDRAWN},
        {"status": Status.ACCEPTED, "answers": {"size": "24 bedden"}},
        {"status": Status.DECLINED, "answers": {"size": "24 bedden"}},
    ],
)
def test_a_closed_link_takes_nothing(asked, link, closed):
    Contribution.objects.update(**closed)
    for response in (Client().get(link), Client().post(link, {"size": "30 bedden"}), Client().get(f"{link}/bedankt")):
        assert response.status_code == 410
        assert "Deze link werkt niet meer" in text_of(response)
        assert response["Referrer-Policy"] == "strict-origin"
    assert (Contribution.objects.get().answers or {}).get("size") != "30 bedden"


def test_thanks_come_after_a_proposal(link):
    assert Client().get(f"{link}/bedankt")["Location"] == link


def test_link_opens_no_other_page(link, leerplaats):
    client = Client()
    client.get(link)
    assert client.get(reverse("profile-tasks", args=[leerplaats.pk])).status_code == 302


# --- Deciding -------------------------------------------------------------------


@pytest.fixture
def proposed(asked, link):
    """Sanne proposes two answers."""
    sanne_sends(link, size="24 bedden", team="We zijn met 12 collega's.")
    run_jobs()
    asked.refresh_from_db()
    mail.outbox.clear()
    return asked


@pytest.fixture
def review_url(proposed, leerplaats):
    return address("review", leerplaats, proposed)


def test_task_list_and_list_say_there_is_a_proposal(as_joost, proposed, review_url, leerplaats):
    for url in (reverse("profile-tasks", args=[leerplaats.pk]), address("list", leerplaats)):
        assert review_url in text_of(as_joost.get(url))


def test_review_shows_both_texts_per_question(as_joost, review_url, leerplaats, profile):
    Leerplaatsprofiel.objects.update(answers=profile.answers | {"size": "20 bedden"})
    text = text_of(as_joost.get(review_url))
    for part in (
        "20 bedden",
        "24 bedden",
        "We zijn met 12 collega",
        "Nog geen antwoord",
        "na het voorstel nog aangepast",
    ):
        assert part in text


def test_chosen_answers_come_in_the_concept_only(as_joost, review_url, proposed, leerplaats, joost):
    publish(leerplaats=leerplaats, by=joost)
    page = as_joost.get(review_url)
    chosen = {"kies-size": "voorstel", "kies-team": "nu", "wat": "keuzes"}
    response = as_joost.post(review_url, shown(page) | chosen, follow=True)
    assert "1 antwoord staat in het concept" in text_of(response)
    profile = Leerplaatsprofiel.objects.get(leerplaats=leerplaats)
    assert profile.answers["size"] == "24 bedden"
    assert "team" not in profile.answers
    assert "size" not in profile.published.answers
    proposed.refresh_from_db()
    assert (proposed.status, proposed.decided_by) == (Status.ACCEPTED, joost)
    assert AuditEvent.objects.get(what="help_accepted").detail == {"part": "about", "questions": ["size"]}
    run_jobs()
    assert mail.outbox[-1].subject == "Sanne, bedankt voor je hulp bij De Kade"
    assert "overgenomen" in mail.outbox[-1].body


def test_all_answers_at_once(as_joost, review_url, leerplaats):
    page = as_joost.get(review_url)
    as_joost.post(review_url, shown(page) | {"wat": "alles"})
    assert answers_of(leerplaats)["size"] == "24 bedden"
    assert answers_of(leerplaats)["team"] == "We zijn met 12 collega's."


def test_every_question_asks_a_choice(as_joost, review_url, proposed, leerplaats):
    page = as_joost.get(review_url)
    response = as_joost.post(review_url, shown(page) | {"kies-size": "voorstel", "wat": "keuzes"})
    assert [row.key for row in response.context["rows"] if row.error] == ["team"]
    assert 'value="voorstel" id="kies-size-voorstel" checked' in text_of(response)
    assert "size" not in answers_of(leerplaats)
    proposed.refresh_from_db()
    assert proposed.status == Status.SENT


def test_nothing_is_overwritten_that_changed_meanwhile(as_joost, review_url, proposed, leerplaats, farida):
    page = as_joost.get(review_url)
    seen = {"size": fingerprint(None)}
    save_part(leerplaats=leerplaats, part=ABOUT, answers={"size": "22 bedden"}, seen=seen, by=farida)
    response = as_joost.post(review_url, shown(page) | {"wat": "alles"})
    assert "intussen iets veranderd" in text_of(response)
    assert "22 bedden" in text_of(response)
    assert answers_of(leerplaats)["size"] == "22 bedden"
    again = as_joost.post(review_url, shown(response) | {"wat": "alles"})
    assert again.status_code == 302
    assert answers_of(leerplaats)["size"] == "24 bedden"


def test_action_refuses_what_changed_after_the_page(proposed, leerplaats, joost, farida):
    seen = {"size": fingerprint(None)}
    save_part(leerplaats=leerplaats, part=ABOUT, answers={"size": "22 bedden"}, seen=seen, by=farida)
    with pytest.raises(Clash):
        actions.accept(contribution=proposed, part=ABOUT, keys=["size"], shown=seen, by=joost)
    proposed.refresh_from_db()
    assert (proposed.status, answers_of(leerplaats)["size"]) == (Status.SENT, "22 bedden")


def test_declining_changes_nothing_and_says_thanks(as_joost, review_url, proposed, leerplaats):
    before = answers_of(leerplaats)
    as_joost.post(review_url, {"wat": "niets"})
    proposed.refresh_from_db()
    assert (proposed.status, answers_of(leerplaats)) == (Status.DECLINED, before)
    assert run_jobs() == ["send_contribution_mail"]
    assert "nemen we er niets van over" in mail.outbox[-1].body


def test_a_declined_proposal_can_still_be_taken_over(as_joost, review_url, proposed, leerplaats):
    as_joost.post(review_url, {"wat": "niets"})
    page = as_joost.get(review_url)
    as_joost.post(review_url, shown(page) | {"wat": "alles"})
    assert answers_of(leerplaats)["size"] == "24 bedden"


def test_a_decision_is_made_once(as_joost, review_url, proposed, leerplaats):
    page = as_joost.get(review_url)
    for _ in range(2):
        response = as_joost.post(review_url, shown(page) | {"wat": "alles"}, follow=True)
    assert "al beslist" in text_of(response)
    assert AuditEvent.objects.filter(what="help_accepted").count() == 1
    response = as_joost.post(address("send-again", leerplaats, proposed), follow=True)
    assert "al beslist" in text_of(response)


def test_there_is_nothing_to_review_before_a_proposal(as_joost, asked, leerplaats):
    assert as_joost.get(address("review", leerplaats, asked)).status_code == 404


def test_who_edits_elsewhere_decides_nothing(review_url, proposed):
    stranger = logged_in(person(Role.COORDINATOR))
    assert stranger.post(review_url, {"wat": "niets"}).status_code == 404
    proposed.refresh_from_db()
    assert proposed.status == Status.SENT


# --- The list, and forgetting ---------------------------------------------------


def test_list_says_where_each_request_stands(as_joost, leerplaats, profile):
    day = timezone.now() - timedelta(days=1)
    ContributionFactory(leerplaats=leerplaats)
    ContributionFactory(leerplaats=leerplaats, expires_at=day)
    ContributionFactory(leerplaats=leerplaats, sent=True)
    text = text_of(as_joost.get(address("list", leerplaats)))
    for words in ("Nog geen voorstel. De link werkt tot", "Link verlopen op", "Voorstel ontvangen, kijk dit na"):
        assert words in text


def test_empty_list_says_what_it_is_for(as_joost, leerplaats):
    assert "Een account is niet nodig" in text_of(as_joost.get(address("list", leerplaats)))


def test_list_takes_as_many_queries_for_one_as_for_three(as_joost, leerplaats, profile):
    url = address("list", leerplaats)
    ContributionFactory(leerplaats=leerplaats)
    query_count(as_joost, url)
    one = query_count(as_joost, url)
    ContributionFactory.create_batch(2, leerplaats=leerplaats, sent=True)
    assert query_count(as_joost, url) == one


def test_names_are_forgotten_after_three_months(leerplaats):
    now = timezone.now()
    old, young = now - timedelta(days=91), now - timedelta(days=89)
    decided = {"status": Status.DECLINED, "answers": {"size": "24 bedden"}}
    kept = [
        ContributionFactory(leerplaats=leerplaats, expires_at=young),
        ContributionFactory(leerplaats=leerplaats, expires_at=old, decided_at=young, **decided),
    ]
    ContributionFactory(leerplaats=leerplaats, expires_at=old)
    ContributionFactory(leerplaats=leerplaats, expires_at=now, decided_at=old, **decided)
    assert actions.forget_old() == 2
    assert set(Contribution.objects.all()) == set(kept)
