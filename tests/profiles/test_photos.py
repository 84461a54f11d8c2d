"""Photos: what is refused, what is kept of them, who sees them, and taking one out and back."""

import io
import struct
import uuid
import zlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageCms, ImageFile

from profiles.actions.leerplaatsprofielen import publish
from profiles.enums import Role
from profiles.models import Leerplaatsprofiel, Photo
from profiles.photos import PhotoRefused, clean_photo
from tests.factories import PhotoFactory, person
from tests.profiles.conftest import logged_in, part_url, photo_file, text_of, typed

pytestmark = pytest.mark.django_db
MEDIA = 8
UPSIDE_DOWN, QUARTER_TURN = 3, 6  # values of the EXIF orientation tag


def refusal(data, name="foto.jpg"):
    file = io.BytesIO(data)
    file.name = name
    with pytest.raises(PhotoRefused) as refused:
        clean_photo(file)
    return str(refused.value)


def files_of(photo):
    return photo.large, photo.medium, photo.small


def opened(data):
    return Image.open(io.BytesIO(data))


def png_header(width, height):
    """A PNG that claims a size and has no pixels: what a bomb looks like before it is unpacked."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    start = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + start + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


class TestReading:
    @pytest.mark.parametrize("layout", ["JPEG", "PNG", "WEBP", "HEIF"])
    def test_four_kinds_become_webp_in_three_sizes(self, layout):
        photo = clean_photo(photo_file(layout=layout, size=(2400, 1600)))

        assert (photo.width, photo.height) == (1920, 1280)
        assert [(opened(data).format, opened(data).size) for data in files_of(photo)] == [
            ("WEBP", (1920, 1280)),
            ("WEBP", (960, 640)),
            ("WEBP", (480, 320)),
        ]

    def test_a_small_photo_is_not_blown_up(self):
        photo = clean_photo(photo_file(size=(300, 200)))

        assert (photo.width, photo.height) == (300, 200)

    def test_the_name_says_nothing(self):
        assert refusal(b"GIF89a" + b"\0" * 40, "foto.jpg").startswith("Dit bestand kunnen we niet lezen")
        assert clean_photo(photo_file(name="virus.exe")).width == 1200

    @pytest.mark.parametrize(
        "data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"\xff\xd8\xff\xe0kapot"]
    )
    def test_what_is_no_photo_says_what_to_choose(self, data):
        assert refusal(data) == "Dit bestand kunnen we niet lezen als foto. Kies een foto in jpg, png, webp of heic."

    def test_half_a_photo_is_refused(self):
        data = photo_file(size=(1600, 1200), layout="PNG").getvalue()

        assert "kunnen we niet lezen" in refusal(data[: len(data) // 2])

    def test_half_a_photo_is_refused_also_after_a_pdf_was_made(self, monkeypatch):
        monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as the PDF engine leaves it
        data = photo_file(size=(1600, 1200), layout="PNG").getvalue()

        assert "kunnen we niet lezen" in refusal(data[: len(data) // 2])
        assert ImageFile.LOAD_TRUNCATED_IMAGES

    def test_half_a_heic_photo_is_refused(self):
        data = photo_file(size=(1600, 1200), layout="HEIF").getvalue()

        assert "kunnen we niet lezen" in refusal(data[: len(data) // 2])

    def test_a_heic_photo_stands_upright_without_place_and_camera(self):
        exif = Image.Exif()
        exif[0x010F] = "GeheimeCamera"
        exif[0x0112] = QUARTER_TURN
        exif.get_ifd(0x8825)[2] = (51.0, 55.0, 0.0)
        source = photo_file(size=(640, 480), layout="HEIF", exif=exif, xmp=b"<x>GeheimeTekst</x>")
        assert b"Geheime" in source.getvalue()

        photo = clean_photo(source)

        assert not any(b"Geheim" in data for data in files_of(photo))
        assert [dict(opened(data).getexif()) for data in files_of(photo)] == [{}, {}, {}]
        assert (photo.width, photo.height) == (
            640,
            480,
        )  # the decoder turns it, what it says about turning no longer holds

    @pytest.mark.parametrize("layout", ["PNG", "WEBP"])
    def test_a_photo_that_moves_is_refused(self, layout):
        data, frames = io.BytesIO(), [Image.new("RGB", (40, 40), colour) for colour in ("teal", "white")]
        frames[0].save(data, layout, save_all=True, append_images=frames[1:])

        assert refusal(data.getvalue()) == "Deze foto beweegt. Kies een foto die stilstaat."

    def test_colours_of_a_phone_become_those_of_the_web(self):
        wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        source = photo_file(size=(40, 40), icc_profile=wide.tobytes())

        photo = clean_photo(source)  # a profile that does not fit is no reason to refuse

        assert "icc_profile" not in opened(photo.large).info

    def test_a_large_file_says_how_large(self):
        data = photo_file().getvalue() + b"\0" * (14 * 1024 * 1024 - 50_000)

        assert refusal(data) == "Deze foto is 14 MB. Kies een foto tot 10 MB."

    @pytest.mark.parametrize(
        ("size", "many"), [((8000, 6000), " (48 miljoen)"), ((12000, 10000), ""), ((60000, 60000), "")]
    )
    def test_a_bomb_is_refused_before_it_is_unpacked(self, size, many):
        sentence = refusal(png_header(*size))

        assert sentence == f"Deze foto heeft te veel beeldpunten{many}. Kies een foto tot 40 miljoen beeldpunten."

    def test_a_photo_stands_upright(self):
        exif = Image.Exif()
        exif[0x0112] = QUARTER_TURN

        photo = clean_photo(photo_file(size=(1200, 800), exif=exif))

        assert (photo.width, photo.height) == (800, 1200)

    def test_nothing_is_left_of_place_date_and_camera(self):
        exif = Image.Exif()
        exif[0x010F] = "GeheimeCamera"
        exif[0x0112] = UPSIDE_DOWN
        exif.get_ifd(0x8825)[2] = (51.0, 55.0, 0.0)
        source = photo_file(exif=exif, comment=b"GeheimeTekst", xmp=b"<x>GeheimeTekst</x>")
        assert b"GeheimeCamera" in source.getvalue()
        assert b"GeheimeTekst" in source.getvalue()

        photo = clean_photo(source)

        for data in files_of(photo):
            assert b"Geheim" not in data
            assert dict(opened(data).getexif()) == {}
            assert set(opened(data).info) <= {"loop", "background", "timestamp", "duration"}

    def test_a_see_through_photo_gets_white(self):
        data = io.BytesIO()
        Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(data, "PNG")

        assert opened(clean_photo(data).large).getpixel((5, 5)) == (255, 255, 255)

    @pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16"])
    def test_other_colour_modes_are_read(self, mode):
        data = io.BytesIO()
        Image.new(mode, (40, 40)).save(data, "JPEG" if mode == "CMYK" else "PNG")

        assert clean_photo(data).width == 40


def entries(leerplaats):
    return Leerplaatsprofiel.objects.get(leerplaats=leerplaats).answers.get("photos", [])


def send(client, leerplaats, *files):
    return client.post(reverse("photo-new", args=[leerplaats.pk]), {"file": list(files)})


def add(client, leerplaats, alt="De hoofdingang"):
    send(client, leerplaats, photo_file(size=(1200, 800 - 10 * Photo.objects.count())))
    photo_id = entries(leerplaats)[-1]["id"]
    if alt:
        client.post(reverse("photo-describe", args=[leerplaats.pk, photo_id]), {"kind": "alt", "alt": alt})
    return photo_id


def press(client, leerplaats, button, **options):
    page = client.get(part_url(leerplaats, MEDIA))
    return client.post(part_url(leerplaats, MEDIA), typed(page, dan=button), **options)


class TestEditing:
    def test_a_photo_is_sent_and_then_described(self, as_joost, leerplaats, profile):
        page = press(as_joost, leerplaats, "foto", follow=True)
        assert "Foto's toevoegen" in text_of(page)
        sent = send(as_joost, leerplaats, photo_file())
        photo = Photo.objects.get()
        assert sent.url == reverse("photo-describe", args=[leerplaats.pk, photo.pk])

        saved = as_joost.post(sent.url, {"kind": "alt", "alt": "De hoofdingang"}, follow=True)

        assert "De foto is bewaard." in text_of(saved)
        assert entries(leerplaats) == [
            {
                "id": str(photo.pk),
                "alt": "De hoofdingang",
                "decorative": False,
                "focus": "center",
                "width": 1200,
                "height": 800,
            }
        ]
        with photo.large.open() as stored:
            assert opened(stored.read()).format == "WEBP"

    def test_decoration_needs_no_words(self, as_joost, leerplaats, profile):
        photo_id = add(as_joost, leerplaats, alt="")

        as_joost.post(reverse("photo-describe", args=[leerplaats.pk, photo_id]), {"kind": "decorative"})

        assert [(entry["alt"], entry["decorative"]) for entry in entries(leerplaats)] == [("", True)]

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            ({}, "Kies of je de foto beschrijft of dat hij alleen versiering is."),
            ({"kind": "alt"}, "Beschrijf wat er op de foto staat, bijvoorbeeld: de hoofdingang."),
        ],
    )
    def test_a_photo_needs_words_or_a_choice(self, as_joost, leerplaats, profile, data, sentence):
        photo_id = add(as_joost, leerplaats, alt="")

        response = as_joost.post(reverse("photo-describe", args=[leerplaats.pk, photo_id]), data)

        assert sentence in text_of(response)
        assert [(entry["alt"], entry["decorative"]) for entry in entries(leerplaats)] == [("", False)]

    @pytest.mark.parametrize(
        ("file", "sentence"),
        [
            (SimpleUploadedFile("foto.jpg", b"MZ\x90 geen foto"), "Dit bestand kunnen we niet lezen als foto."),
            (SimpleUploadedFile("foto.png", png_header(9000, 9000)), "Deze foto heeft te veel beeldpunten"),
            (SimpleUploadedFile("leeg.jpg", b""), "Dit bestand is leeg. Kies een andere foto."),
            ("", "Kies een foto."),
        ],
    )
    def test_a_refused_file_gets_a_sentence(self, as_joost, leerplaats, profile, file, sentence):
        response = send(as_joost, leerplaats, file)

        assert "Fout: Foto's toevoegen" in text_of(response)
        assert sentence in text_of(response)
        assert not Photo.objects.exists()

    def test_several_photos_are_described_one_after_the_other(self, as_joost, leerplaats, profile):
        sent = send(as_joost, leerplaats, photo_file(), photo_file(size=(600, 900)), photo_file(size=(500, 500)))
        first, second, _ = (entry["id"] for entry in entries(leerplaats))
        assert sent.url == reverse("photo-describe", args=[leerplaats.pk, first])
        assert "Bewaren en naar de volgende foto" in text_of(as_joost.get(sent.url))

        onward = as_joost.post(sent.url, {"kind": "alt", "alt": "De hoofdingang"})

        assert onward.url == reverse("photo-describe", args=[leerplaats.pk, second])

    def test_of_several_photos_the_good_ones_are_kept(self, as_joost, leerplaats, profile):
        response = send(as_joost, leerplaats, photo_file(), SimpleUploadedFile("notitie.jpg", b"MZ geen foto"))

        text = text_of(response)
        assert "notitie.jpg: Dit bestand kunnen we niet lezen als foto." in text
        assert "1 foto is wel bewaard." in text
        assert len(entries(leerplaats)) == 1
        assert reverse("photo-describe", args=[leerplaats.pk, entries(leerplaats)[0]["id"]]) in text

    def test_a_form_that_is_sent_twice_adds_one_photo(self, as_joost, leerplaats, profile):
        for _ in range(2):
            send(as_joost, leerplaats, photo_file())

        assert len(entries(leerplaats)) == Photo.objects.count() == 1

    def test_a_photo_that_was_taken_out_can_be_sent_again(self, as_joost, leerplaats, profile):
        send(as_joost, leerplaats, photo_file())
        press(as_joost, leerplaats, f"verwijder:{entries(leerplaats)[0]['id']}")

        send(as_joost, leerplaats, photo_file())

        assert len(entries(leerplaats)) == 1
        assert Photo.objects.get().removed_at is None

    def test_what_must_stay_in_view_is_chosen_and_shown(self, client, as_joost, joost, leerplaats, profile):
        photo_id = add(as_joost, leerplaats)
        address = reverse("photo-describe", args=[leerplaats.pk, photo_id])
        assert text_of(as_joost.get(address)).count('name="focus"') == 9

        as_joost.post(address, {"kind": "alt", "alt": "De ingang", "focus": "top-left"})
        publish(leerplaats=leerplaats, by=joost)

        assert entries(leerplaats)[0]["focus"] == "top-left"
        assert 'class="focus-top-left"' in text_of(client.get(leerplaats.get_absolute_url()))

    def test_a_place_that_does_not_exist_is_refused(self, as_joost, leerplaats, profile):
        photo_id = add(as_joost, leerplaats)

        data = {"kind": "alt", "alt": "De deur", "focus": "x; background: red"}
        response = as_joost.post(reverse("photo-describe", args=[leerplaats.pk, photo_id]), data)

        assert "Kies een van de negen plekken." in text_of(response)
        assert entries(leerplaats)[0]["alt"] == "De hoofdingang"

    def test_a_removed_photo_can_be_put_back_where_it_was(self, as_joost, leerplaats, profile):
        first, second = add(as_joost, leerplaats, "Ingang"), add(as_joost, leerplaats, "Gang")

        response = press(as_joost, leerplaats, f"verwijder:{first}", follow=True)

        assert "De foto is verwijderd." in text_of(response)
        assert [entry["id"] for entry in entries(leerplaats)] == [second]
        as_joost.post(reverse("photo-restore", args=[leerplaats.pk, first]))
        assert [(entry["id"], entry["alt"]) for entry in entries(leerplaats)] == [
            (first, "Ingang"),
            (second, "Gang"),
        ]
        assert Photo.objects.get(pk=first).removed_at is None

    def test_the_list_of_removed_photos_puts_one_back_too(self, as_joost, leerplaats, profile):
        photo_id = add(as_joost, leerplaats)
        press(as_joost, leerplaats, f"verwijder:{photo_id}")
        assert "Verwijderde foto's (1)" in text_of(as_joost.get(part_url(leerplaats, MEDIA)))

        press(as_joost, leerplaats, f"terug:{photo_id}")

        assert [entry["id"] for entry in entries(leerplaats)] == [photo_id]

    def test_after_thirty_days_a_photo_is_not_put_back(self, as_joost, leerplaats, profile):
        photo_id = add(as_joost, leerplaats)
        press(as_joost, leerplaats, f"verwijder:{photo_id}")
        Photo.objects.update(removed_at=timezone.now() - timedelta(days=31))

        response = as_joost.post(reverse("photo-restore", args=[leerplaats.pk, photo_id]))

        assert response.status_code == 404
        assert entries(leerplaats) == []

    def test_photos_are_put_in_order(self, as_joost, leerplaats, profile):
        first, second, third = (add(as_joost, leerplaats, alt) for alt in ("Een", "Twee", "Drie"))

        press(as_joost, leerplaats, f"omhoog:{third}")
        response = press(as_joost, leerplaats, f"omlaag:{first}")

        assert response.url.endswith(f"#foto-{first}")
        assert [entry["id"] for entry in entries(leerplaats)] == [third, first, second]

    def test_the_first_photo_cannot_go_further_up(self, as_joost, leerplaats, profile):
        first, second = (add(as_joost, leerplaats, alt) for alt in ("Een", "Twee"))

        press(as_joost, leerplaats, f"omhoog:{first}")

        assert [entry["id"] for entry in entries(leerplaats)] == [first, second]

    def test_there_is_room_for_so_many_photos(self, as_joost, leerplaats, profile):
        profile.answers["photos"] = [{"id": str(uuid.uuid4()), "alt": "x", "decorative": False}] * 7
        profile.save()

        response = send(as_joost, leerplaats, photo_file(), photo_file(size=(300, 300)))

        assert "Je koos 2 foto&#x27;s. Er is plek voor 1. Kies er minder." in text_of(response)
        assert not Photo.objects.exists()

    def test_there_is_a_most_number_of_photos(self, as_joost, leerplaats, profile):
        profile.answers["photos"] = [{"id": str(uuid.uuid4()), "alt": "x", "decorative": False}] * 8
        profile.save()

        response = as_joost.get(reverse("photo-new", args=[leerplaats.pk]), follow=True)

        assert "Er staan al 8 foto&#x27;s." in text_of(response)

    def test_a_photo_of_another_leerplaats_cannot_be_touched(self, as_joost, leerplaats, profile):
        other = PhotoFactory()

        press(as_joost, leerplaats, f"verwijder:{other.pk}")
        describe = as_joost.get(reverse("photo-describe", args=[leerplaats.pk, other.pk]))
        restore = as_joost.post(reverse("photo-restore", args=[leerplaats.pk, other.pk]))

        assert (describe.status_code, restore.status_code) == (404, 404)
        assert entries(leerplaats) == []
        assert Photo.objects.get(pk=other.pk).removed_at is None


class TestShowing:
    def status(self, client, photo_id, size="large"):
        return client.get(reverse("photo", args=[photo_id, size])).status_code

    def test_a_concept_photo_is_for_staff_of_the_leerplaats_only(self, client, as_joost, leerplaats, profile):
        photo_id = add(as_joost, leerplaats)

        guide = logged_in(person(Role.WERKBEGELEIDER, leerplaats.institution, leerplaats))
        stranger = logged_in(person(Role.COORDINATOR))
        student = logged_in(person(Role.STUDENT))

        clients = (as_joost, guide, stranger, student, client)
        assert [self.status(each, photo_id) for each in clients] == [200, 200, 404, 404, 404]
        answer = as_joost.get(reverse("photo", args=[photo_id, "small"]))
        assert answer["Cache-Control"] == "private, max-age=3600"

    def test_a_published_photo_is_for_everyone_and_kept_by_the_browser(
        self, client, as_joost, joost, leerplaats, profile
    ):
        photo_id = add(as_joost, leerplaats)
        publish(leerplaats=leerplaats, by=joost)

        answer = client.get(reverse("photo", args=[photo_id, "large"]))

        assert answer["Content-Type"] == "image/webp"
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert opened(answer.content).size == (1200, 800)

    def test_a_photo_taken_out_stays_online_until_the_next_publication(
        self, client, as_joost, joost, leerplaats, profile
    ):
        photo_id = add(as_joost, leerplaats)
        publish(leerplaats=leerplaats, by=joost)
        press(as_joost, leerplaats, f"verwijder:{photo_id}")
        assert self.status(client, photo_id) == 200

        publish(leerplaats=leerplaats, by=joost)

        assert self.status(client, photo_id) == 404
        assert self.status(as_joost, photo_id) == 200

    def test_a_photo_of_an_archived_leerplaats_is_not_public(self, client, as_joost, joost, leerplaats, profile):
        photo_id = add(as_joost, leerplaats)
        publish(leerplaats=leerplaats, by=joost)
        leerplaats.archived_at = timezone.now()
        leerplaats.save()

        assert self.status(client, photo_id) == 404

    def test_there_are_three_sizes(self, as_joost, leerplaats, profile):
        photo_id = add(as_joost, leerplaats)

        sizes = ("small", "medium", "large", "original")
        assert [self.status(as_joost, photo_id, size) for size in sizes] == [200, 200, 200, 404]

    def test_the_browser_chooses_the_size(self, client, as_joost, joost, leerplaats, profile):
        photo_id = add(as_joost, leerplaats)
        publish(leerplaats=leerplaats, by=joost)

        page = text_of(client.get(leerplaats.get_absolute_url()))

        sizes = (("small", 480), ("medium", 960), ("large", 1200))
        srcset = ", ".join(f"{reverse('photo', args=[photo_id, size])} {width}w" for size, width in sizes)
        assert f'srcset="{srcset}"' in page
        assert 'width="1200" height="800"' in page

    def test_a_photo_from_before_the_third_size_keeps_working(self, client, joost, leerplaats, profile):
        photo = PhotoFactory(leerplaats=leerplaats)
        assert not photo.medium
        profile.answers["photos"] = [{"id": str(photo.pk), "alt": "De ingang", "decorative": False}]
        profile.save()
        publish(leerplaats=leerplaats, by=joost)

        page = text_of(client.get(leerplaats.get_absolute_url()))

        assert f'src="{reverse("photo", args=[photo.pk, "large"])}" alt="De ingang"' in page
        assert self.status(client, photo.pk, "medium") == 200

    def test_a_photo_nobody_described_is_not_shown(self, client, as_joost, leerplaats, profile):
        photo_id = add(as_joost, leerplaats, alt="")
        page = as_joost.get(reverse("profile-preview", args=[leerplaats.pk]))

        assert photo_id not in text_of(page)
