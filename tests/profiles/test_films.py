"""Films: which are kept and what is taken out, links, captions, who sees a film, and taking one out and back."""

import io
import struct
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from profiles.actions.leerplaatsprofielen import publish
from profiles.captions import CaptionsRefused, read_captions
from profiles.enums import Role
from profiles.film_links import linked_film
from profiles.films import FilmRefused, checked_film
from profiles.models import Film, Leerplaatsprofiel
from profiles.publishing import problems
from tests.factories import ANSWERS, FilmFactory, LeerplaatsFactory, person
from tests.profiles.conftest import logged_in, page_url, photo_file, query_count, text_of, typed

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024
SECRET = b"+51.9225+004.4792/GeheimeTelefoon"
SRT = (
    b"1\r\n00:00:01,000 --> 00:00:03,500\r\n<font color=red>Welkom</font> op <i>De Kade</i>\r\n\r\n"
    b"2\r\n00:00:04,000 --> 00:00:06,000\r\nLoop maar mee\r\n"
)
CAPTIONS = (
    "WEBVTT\n\n00:00:01.000 --> 00:00:03.500\nWelkom op <i>De Kade</i>\n\n"
    "00:00:04.000 --> 00:00:06.000\nLoop maar mee\n"
)


def box(kind, *content):
    content = b"".join(content)
    return struct.pack(">I4s", 8 + len(content), kind) + content


def mp4(codec=b"avc1", brand=b"isom", seconds=80, body=b"beeld" * 100, personal=True):
    """What a telephone makes, in small: the boxes that say what it is, one track, and where it was filmed."""
    made = struct.pack(">II", 3_800_000_000, 3_800_000_001)
    header = box(b"mvhd", bytes(4), made, struct.pack(">II", 600, 600 * seconds), bytes(80))
    description = box(b"stsd", struct.pack(">II", 0, 1), box(codec, bytes(78)))
    track = box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", description))))
    where = box(b"udta", box(b"\xa9xyz", SECRET)) if personal else b""
    return box(b"ftyp", brand, bytes(4), brand) + box(b"mdat", body) + box(b"moov", header, track, where)


def webm(codec=b"V_VP9"):
    return b"\x1a\x45\xdf\xa3" + b"\x01\x00\x00\x00\x00\x00\x00\x1fB\x82\x84webm" + bytes(40) + codec + bytes(200)


def upload(data, name="film.mp4"):
    return SimpleUploadedFile(name, data)


def refusal(data, max_bytes=MEGABYTE):
    with pytest.raises(FilmRefused) as refused:
        checked_film(io.BytesIO(data), max_bytes)
    return str(refused.value)


class TestReading:
    def test_an_mp4_tells_how_long_it_is(self):
        film = checked_film(io.BytesIO(mp4(seconds=80)), MEGABYTE)

        assert (film.media_type, film.extension, film.seconds) == ("video/mp4", "mp4", 80)

    @pytest.mark.parametrize("codec", [b"V_VP8", b"V_VP9", b"V_AV1"])
    def test_a_webm_is_known_by_its_content(self, codec):
        film = checked_film(io.BytesIO(webm(codec)), MEGABYTE)

        assert (film.media_type, film.seconds) == ("video/webm", None)

    def test_place_telephone_and_moment_are_wiped_and_nothing_else_moves(self):
        before = mp4()
        assert SECRET in before
        file = io.BytesIO(before)

        checked_film(file, MEGABYTE)

        after = file.getvalue()
        assert SECRET not in after
        assert struct.pack(">I", 3_800_000_000) not in after
        assert len(after) == len(before)
        assert after[: before.index(b"mvhd")] == before[: before.index(b"mvhd")]
        assert checked_film(io.BytesIO(after), MEGABYTE).seconds == 80

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"", "Dit bestand kunnen we niet lezen als film. Kies een film in mp4 of webm."),
            (b"MZ\x90 geen film", "Dit bestand kunnen we niet lezen als film. Kies een film in mp4 of webm."),
            (webm(b"V_MS/VFW"), "Dit bestand kunnen we niet lezen als film. Kies een film in mp4 of webm."),
            (webm().replace(b"webm", b"mkv!"), "Dit bestand kunnen we niet lezen als film."),
            (mp4(brand=b"heic"), "Dit bestand kunnen we niet lezen als film."),
            (mp4(codec=b"mp4a"), "Dit bestand kunnen we niet lezen als film."),
            (mp4(brand=b"qt  "), "Deze film is een mov-bestand."),
            (mp4(codec=b"hvc1"), "Deze film is opgenomen in HEVC (H.265)."),
            (mp4()[:-20], "Deze film is niet heel aangekomen. Kies de film opnieuw."),
            (mp4()[:300], "Deze film is niet heel aangekomen. Kies de film opnieuw."),
        ],
    )
    def test_what_is_no_film_that_plays_gets_a_sentence(self, data, sentence):
        assert refusal(data).startswith(sentence)

    def test_a_large_film_says_how_large(self):
        assert refusal(mp4() + bytes(2 * MEGABYTE)) == "Deze film is 3 MB. Kies een film tot 1 MB."

    def test_a_heap_of_boxes_does_not_hold_the_server(self):
        assert "kunnen we niet lezen" in refusal(mp4() + box(b"free") * 6000)


class TestLinks:
    @pytest.mark.parametrize(
        "address",
        [
            "https://www.youtube.com/watch?v=dekadefilm1&t=3s",
            "youtu.be/dekadefilm1?si=abc",
            "http://m.youtube.com/watch?app=desktop&v=dekadefilm1",
            "https://youtube.com/shorts/dekadefilm1",
            "https://www.youtube.com/live/dekadefilm1?feature=share",
            "https://www.youtube-nocookie.com/embed/dekadefilm1",
        ],
    )
    def test_youtube_in_all_its_forms(self, address):
        film = linked_film(address)

        assert (film.host, film.url) == ("YouTube", "https://www.youtube.com/watch?v=dekadefilm1")
        assert film.player.startswith("https://www.youtube-nocookie.com/embed/dekadefilm1?")

    @pytest.mark.parametrize(
        ("address", "url", "player"),
        [
            ("vimeo.com/123456789", "https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?autoplay"),
            (
                "https://vimeo.com/123456789/abcdef1234?share=copy",
                "https://vimeo.com/123456789/abcdef1234",
                "https://player.vimeo.com/video/123456789?h=abcdef1234&",
            ),
            (
                "https://player.vimeo.com/video/123456789?h=abcdef1234",
                "https://vimeo.com/123456789/abcdef1234",
                "https://player.vimeo.com/video/123456789?h=abcdef1234&",
            ),
            ("https://vimeo.com/channels/zorg/123456", "https://vimeo.com/123456", "https://player.vimeo.com/video/"),
        ],
    )
    def test_vimeo_in_its_forms(self, address, url, player):
        film = linked_film(address)

        assert (film.host, film.url) == ("Vimeo", url)
        assert film.player.startswith(player)

    @pytest.mark.parametrize(
        "address",
        [
            "https://youtube.com.evil.example/watch?v=dekadefilm1",
            "https://evil.example/youtube.com/watch?v=dekadefilm1",
            "https://www.youtube.com/@dekade",
            "https://www.youtube.com/watch?v=kort",
            "javascript:alert(1)//youtu.be/dekadefilm1",
            "ftp://youtu.be/dekadefilm1",
            "https://vimeo.com/dekade",
            "https://voorbeeld.example/film.mp4",
            "http://[",
            "een film",
        ],
    )
    def test_anything_else_is_no_film(self, address):
        assert linked_film(address) is None


class TestCaptions:
    def test_subrip_becomes_webvtt_with_the_spoken_text(self):
        captions = read_captions(b"\xef\xbb\xbf" + SRT)

        assert captions.vtt == CAPTIONS
        assert captions.text == "Welkom op De Kade\nLoop maar mee"

    def test_of_webvtt_only_what_is_said_is_kept(self):
        data = (
            b"WEBVTT\n\nSTYLE\n::cue { background: url(https://kwaad.example) }\n\nNOTE geheim\n\n"
            b"inleiding\n01:02.000 --> 01:05.000 line:0 position:20%\n<v Noor>Welkom <c.rood>hier</c><img src=x>\n\n"
            b"01:05.000 --> 01:06.000 onload=alert(1)\nDag"
        )

        captions = read_captions(data)

        assert captions.vtt == (
            "WEBVTT\n\n00:01:02.000 --> 00:01:05.000 line:0 position:20%\nNoor: Welkom hier\n\n"
            "00:01:05.000 --> 00:01:06.000\nDag\n"
        )

    @pytest.mark.parametrize("data", [SRT.decode().encode("utf-16"), "1\n0:01 --> 0:02\nCafé".encode("cp1252")])
    def test_other_alphabets_are_read_or_refused_without_a_crash(self, data):
        try:
            assert "Welkom" in read_captions(data).text
        except CaptionsRefused as refused:
            assert str(refused).startswith("Deze ondertiteling kunnen we niet lezen.")

    @pytest.mark.parametrize("data", [b"", b"WEBVTT\n", b"PK\x03\x04\x00\x00", b"Welkom op De Kade", b"\xff\xfe\x00"])
    def test_what_is_no_captions_says_what_to_choose(self, data):
        with pytest.raises(CaptionsRefused, match="Kies een vtt- of srt-bestand"):
            read_captions(data)


def stored(file):
    with file.open("rb") as opened:
        return opened.read()


def entry(leerplaats):
    return Leerplaatsprofiel.objects.get(leerplaats=leerplaats).answers.get("film")


def edit(client, leerplaats, **changes):
    address = reverse("film-edit", args=[leerplaats.pk])
    page = client.get(address)
    files = {name: value for name, value in changes.items() if hasattr(value, "read")}
    said = {name: value for name, value in changes.items() if name not in files}
    data = {name: value for name, value in typed(page, **said).items() if value is not False}
    names = ("file", "captions", "poster")
    return client.post(address, {name: value for name, value in data.items() if name not in names} | files)


def send(client, leerplaats, data=None, name="film.mp4"):
    address = reverse("film-edit", args=[leerplaats.pk])
    return client.post(address, {"source": "file", "file": upload(data or mp4(), name)})


def link(client, leerplaats, url="https://youtu.be/dekadefilm1"):
    return client.post(reverse("film-edit", args=[leerplaats.pk]), {"source": "link", "url": url})


class TestEditing:
    def test_a_film_is_sent_described_and_shown(self, client, as_joost, joost, leerplaats, profile):
        page = send(as_joost, leerplaats)
        assert page.url == reverse("film-edit", args=[leerplaats.pk])
        assert 'value="1:20"' in text_of(as_joost.get(page.url))

        saved = edit(as_joost, leerplaats, about="Zo kom je binnen", captions=upload(SRT, "film.srt"))

        assert saved.url == page_url(leerplaats, "film")
        film = Film.objects.get(pk=entry(leerplaats)["id"])
        assert entry(leerplaats) == {
            "id": str(film.pk),
            "media_type": "video/mp4",
            "about": "Zo kom je binnen",
            "seconds": 80,
            "transcript": "Welkom op De Kade\nLoop maar mee",
            "captions": True,
            "poster": False,
        }
        assert stored(film.captions).decode() == CAPTIONS
        publish(leerplaats=leerplaats, by=joost)
        public = text_of(client.get(leerplaats.get_absolute_url()))
        assert 'preload="none"' in public
        assert f'<source src="{reverse("film-file", args=[film.pk, "film"])}" type="video/mp4">' in public
        assert f'src="{reverse("film-file", args=[film.pk, "ondertiteling"])}" default>' in public
        assert "Duurt 1 minuut en 20 seconden. Met ondertiteling." in public
        assert "<summary>Lees wat er gezegd wordt</summary>" in public
        assert "autoplay" not in public

    def test_a_film_on_youtube_loads_nothing_before_a_click(self, client, as_joost, joost, leerplaats, profile):
        link(as_joost, leerplaats)
        edit(as_joost, leerplaats, captions_there="on", about="Een dag hier", length="2:30")
        publish(leerplaats=leerplaats, by=joost)

        answer = client.get(leerplaats.get_absolute_url())

        page = text_of(answer)
        assert entry(leerplaats)["url"] == "https://www.youtube.com/watch?v=dekadefilm1"
        assert 'href="https://www.youtube.com/watch?v=dekadefilm1" rel="noopener" data-film-player=' in page
        assert "Duurt 2 minuten en 30 seconden. Met ondertiteling." in page
        assert "De film staat op YouTube. Pas als je hem afspeelt, laadt er iets van YouTube." in page
        assert not any(f'{what}="https://{site}' in page for what in ("src", "poster") for site in ("www.y", "i.y"))
        policy = answer["Content-Security-Policy"]
        assert "frame-src https://www.youtube-nocookie.com https://player.vimeo.com" in policy
        assert "media-src 'self'" in policy

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            ({}, "Kies of je een film stuurt of dat hij op YouTube of Vimeo staat."),
            ({"source": "file"}, "Kies een film."),
            ({"source": "link"}, "Plak het adres van de film, bijvoorbeeld https://vimeo.com/123456789."),
            ({"source": "link", "url": "https://voorbeeld.example/film"}, "Dit adres herkennen we niet."),
            ({"source": "file", "file": upload(b"MZ geen film")}, "Dit bestand kunnen we niet lezen als film."),
            ({"source": "file", "file": upload(b"")}, "Dit bestand is leeg. Kies een ander bestand."),
            ({"source": "file", "file": upload(mp4(codec=b"hev1"))}, "Deze film is opgenomen in HEVC (H.265)."),
        ],
    )
    def test_what_cannot_be_used_gets_a_sentence(self, as_joost, leerplaats, profile, data, sentence):
        response = as_joost.post(reverse("film-edit", args=[leerplaats.pk]), data)

        assert "Fout: Film toevoegen" in text_of(response)
        assert sentence in text_of(response)
        assert entry(leerplaats) is None
        assert not Film.objects.exists()

    def test_a_film_over_the_limit_is_refused(self, as_joost, leerplaats, profile, settings):
        settings.FILM_MAX_MB = 1

        response = send(as_joost, leerplaats, mp4(body=bytes(2 * MEGABYTE)))

        assert "Deze film is 3 MB. Kies een film tot 1 MB." in text_of(response)

    def test_a_film_without_a_choice_is_understood(self, as_joost, leerplaats, profile):
        as_joost.post(reverse("film-edit", args=[leerplaats.pk]), {"url": "vimeo.com/123456"})

        assert entry(leerplaats)["url"] == "https://vimeo.com/123456"

    def test_a_form_that_is_sent_twice_adds_one_film(self, as_joost, leerplaats, profile):
        address = reverse("film-edit", args=[leerplaats.pk])
        send(as_joost, leerplaats)
        as_joost.post(address, {"source": "file", "file": upload(mp4())})

        assert Film.objects.count() == 1

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"length": "lang"}, "Schrijf minuten en seconden zo: 2:30."),
            ({"length": "1:75"}, "Schrijf minuten en seconden zo: 2:30."),
            ({"length": "75:00"}, "Deze film is te lang. Kies een film tot 60 minuten."),
            ({"captions": upload(b"hallo", "film.vtt")}, "Deze ondertiteling kunnen we niet lezen."),
            ({"poster": upload(b"MZ", "beeld.jpg")}, "Dit bestand kunnen we niet lezen als foto."),
        ],
    )
    def test_a_wrong_answer_keeps_what_was_typed(self, as_joost, leerplaats, profile, changes, sentence):
        send(as_joost, leerplaats)

        page = text_of(edit(as_joost, leerplaats, about="Zo kom je binnen", **changes))

        assert sentence in page
        assert 'value="Zo kom je binnen"' in page
        assert "about" not in entry(leerplaats)

    def test_a_poster_is_made_anew_and_an_older_version_keeps_its_own(
        self, client, as_joost, joost, leerplaats, profile
    ):
        send(as_joost, leerplaats)
        edit(as_joost, leerplaats, transcript="Welkom.")
        publish(leerplaats=leerplaats, by=joost)
        online = entry(leerplaats)["id"]

        edit(as_joost, leerplaats, poster=photo_file(comment=b"Geheim"))

        new = Film.objects.get(pk=entry(leerplaats)["id"])
        assert str(new.pk) != online
        assert new.file.name == Film.objects.get(pk=online).file.name
        assert b"Geheim" not in stored(new.poster)
        assert (
            client.get(reverse("film-file", args=[online, "film"]), headers={"Range": "bytes=0-3"}).status_code == 206
        )
        assert client.get(reverse("film-file", args=[new.pk, "beeld"])).status_code == 404
        assert as_joost.get(reverse("film-file", args=[new.pk, "beeld"]))["Content-Type"] == "image/webp"

    def test_captions_can_go_again(self, as_joost, leerplaats, profile):
        send(as_joost, leerplaats)
        edit(as_joost, leerplaats, captions=upload(SRT, "film.srt"))

        edit(as_joost, leerplaats, remove_captions="on")

        assert entry(leerplaats)["captions"] is False
        assert not Film.objects.get(pk=entry(leerplaats)["id"]).captions

    def test_a_film_that_is_taken_out_can_come_back(self, as_joost, leerplaats, profile):
        send(as_joost, leerplaats)
        edit(as_joost, leerplaats, about="Zo kom je binnen")
        before = entry(leerplaats)

        page = as_joost.post(reverse("film-remove", args=[leerplaats.pk]), follow=True)

        assert "De film is verwijderd." in text_of(page)
        assert "Maak ongedaan" in text_of(page)
        assert entry(leerplaats) is None
        as_joost.post(reverse("film-restore", args=[leerplaats.pk, before["id"]]))
        assert entry(leerplaats) == before

    def test_after_thirty_days_a_film_does_not_come_back(self, as_joost, leerplaats, profile):
        send(as_joost, leerplaats)
        film_id = entry(leerplaats)["id"]
        as_joost.post(reverse("film-remove", args=[leerplaats.pk]))
        Film.objects.update(removed_at=timezone.now() - timedelta(days=31))

        assert as_joost.post(reverse("film-restore", args=[leerplaats.pk, film_id])).status_code == 404

    def test_a_film_from_before_films_had_rows_can_be_changed_and_taken_out(self, as_joost, leerplaats, profile):
        profile.answers["film"] = {"url": "https://films.example/de-kade", "about": "Een dag hier"}
        profile.save()
        assert "Bekijk de film op films.example" in text_of(as_joost.get(reverse("film-edit", args=[leerplaats.pk])))

        edit(as_joost, leerplaats, transcript="Welkom.")
        as_joost.post(reverse("film-remove", args=[leerplaats.pk]))

        removed = Film.objects.get(removed_at__isnull=False)
        assert removed.removed_entry["url"] == "https://films.example/de-kade"
        as_joost.post(reverse("film-restore", args=[leerplaats.pk, removed.pk]))
        assert entry(leerplaats)["transcript"] == "Welkom."

    def test_the_second_of_two_savers_sees_what_the_first_wrote(self, as_joost, as_farida, leerplaats, profile):
        send(as_joost, leerplaats)
        address = reverse("film-edit", args=[leerplaats.pk])
        mine = typed(as_farida.get(address), about="Tekst van Farida", captions=None, poster=None, length="1:20")
        edit(as_joost, leerplaats, about="Tekst van Joost")

        page = text_of(as_farida.post(address, mine))

        assert "Een collega paste dit intussen ook aan." in page
        assert "<dd>Tekst van Joost</dd>" in page
        assert 'value="Tekst van Farida"' in page
        assert entry(leerplaats)["about"] == "Tekst van Joost"

    def test_a_long_film_is_kept_with_a_hint(self, as_joost, leerplaats, profile):
        send(as_joost, leerplaats, mp4(seconds=400))

        edit(as_joost, leerplaats)

        page = text_of(as_joost.get(page_url(leerplaats, "film")))
        assert "De film duurt langer dan 3 minuten." in page
        assert entry(leerplaats)["seconds"] == 400


def test_the_two_answers_of_before_become_one_and_back(leerplaats, profile):
    migration = import_module("profiles.migrations.0011_media")
    before = ANSWERS | {"film_url": "https://vimeo.com/123456", "film_about": "Een dag hier"}
    Leerplaatsprofiel.objects.update(answers=before)

    migration.move_films(apps, None)
    moved = Leerplaatsprofiel.objects.get().answers
    migration.move_films_back(apps, None)

    assert moved == ANSWERS | {"film": {"url": "https://vimeo.com/123456", "about": "Een dag hier"}}
    assert Leerplaatsprofiel.objects.get().answers == before


class TestPublishing:
    @pytest.mark.parametrize(
        ("said", "is_ready"), [({}, False), ({"captions": True}, True), ({"transcript": "Welkom."}, True)]
    )
    def test_a_film_needs_captions_or_text(self, leerplaats, said, is_ready):
        found = problems(ANSWERS | {"film": {"url": "https://vimeo.com/123456"} | said}, leerplaats.sector)

        sentences = [problem.sentence for problem in found]
        assert sentences == ([] if is_ready else ["Geef de film ondertiteling, of schrijf uit wat er gezegd wordt."])

    def test_the_check_page_leads_to_the_film(self, as_joost, leerplaats, profile):
        link(as_joost, leerplaats)

        page = text_of(as_joost.get(reverse("profile-check", args=[leerplaats.pk])))

        assert f'href="{page_url(leerplaats, "film")}#film"' in page
        assert reverse("film-edit", args=[leerplaats.pk]) in text_of(as_joost.get(page_url(leerplaats, "film")))


class TestShowing:
    @pytest.fixture
    def film(self, leerplaats, profile, joost):
        film = FilmFactory(leerplaats=leerplaats)
        profile.answers["film"] = {"id": str(film.pk), "media_type": film.media_type, "captions": True, "poster": True}
        profile.save()
        publish(leerplaats=leerplaats, by=joost)
        return film

    def ask(self, client, film, asked=None, **headers):
        headers |= {"Range": asked} if asked else {}
        return client.get(reverse("film-file", args=[film.pk, "film"]), headers=headers)

    @pytest.mark.parametrize(
        ("asked", "answer_range", "first", "length"),
        [
            ("bytes=0-1", "bytes 0-1/2048", 0, 2),
            ("bytes=100-", "bytes 100-2047/2048", 100, 1948),
            ("bytes=-48", "bytes 2000-2047/2048", 208, 48),
            ("bytes=2000-9999", "bytes 2000-2047/2048", 208, 48),
        ],
    )
    def test_a_player_gets_the_piece_it_asks_for(self, client, film, asked, answer_range, first, length):
        answer = self.ask(client, film, asked)

        assert (answer.status_code, answer["Content-Range"]) == (206, answer_range)
        assert answer.content[0] == first % 256
        assert len(answer.content) == int(answer["Content-Length"]) == length

    def test_a_piece_is_not_packed(self, client, film):
        answer = self.ask(client, film, "bytes=0-1023", **{"Accept-Encoding": "gzip"})

        assert answer["Content-Encoding"] == "identity"
        assert len(answer.content) == 1024

    def test_a_piece_is_at_most_a_megabyte(self, client, film):
        with film.file.open("wb") as file:
            file.write(bytes(3 * MEGABYTE))

        answer = self.ask(client, film, "bytes=0-")

        assert answer["Content-Range"] == f"bytes 0-{MEGABYTE - 1}/{3 * MEGABYTE}"

    def test_a_piece_that_is_not_there(self, client, film):
        answer = self.ask(client, film, "bytes=5000-")

        assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */2048")

    @pytest.mark.parametrize("asked", [None, "bytes=a-b", "bytes=0-1,4-5", "bytes=-"])
    def test_without_a_plain_range_the_whole_film_comes(self, client, film, asked):
        answer = self.ask(client, film, asked)

        assert (answer.status_code, answer["Accept-Ranges"], answer["Content-Length"]) == (200, "bytes", "2048")
        assert len(answer.getvalue()) == 2048

    def test_captions_and_poster_are_for_everyone_when_online(self, client, film):
        kinds = [
            client.get(reverse("film-file", args=[film.pk, what]))["Content-Type"]
            for what in ("ondertiteling", "beeld")
        ]

        assert kinds == ["text/vtt; charset=utf-8", "image/webp"]

    def test_a_film_that_is_not_online_is_for_staff_of_the_leerplaats_only(self, client, as_joost, leerplaats, profile):
        hidden = FilmFactory(leerplaats=leerplaats)
        stranger = logged_in(person(Role.PRAKTIJKOPLEIDER, LeerplaatsFactory().institution))

        seen = [self.ask(who, hidden, "bytes=0-9").status_code for who in (client, stranger, as_joost)]

        assert seen == [404, 404, 206]

    def test_a_film_of_an_archived_leerplaats_is_not_public(self, client, film, leerplaats):
        leerplaats.archived_at = timezone.now()
        leerplaats.save()

        assert self.ask(client, film, "bytes=0-9").status_code == 404

    def test_there_is_nothing_else_than_film_poster_and_captions(self, client, film):
        link_only = FilmFactory(leerplaats=film.leerplaats, file="", poster="", captions="")

        assert client.get(reverse("film-file", args=[film.pk, "file"])).status_code == 404
        assert client.get(reverse("film-file", args=[link_only.pk, "film"])).status_code == 404

    def test_a_film_takes_no_extra_queries(self, client, film, leerplaats):
        with_film = query_count(client, leerplaats.get_absolute_url())
        published = Leerplaatsprofiel.objects.get(leerplaats=leerplaats).published
        published.answers = {key: value for key, value in published.answers.items() if key != "film"}
        published.save()

        assert query_count(client, leerplaats.get_absolute_url()) == with_film
