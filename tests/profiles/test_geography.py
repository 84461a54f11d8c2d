"""Where postcodes and towns lie: the table in the code, the file of the administrator, and the distances."""

import pytest
from django.core.management import CommandError, call_command

from profiles import geography
from profiles.actions.organisations import save_location
from profiles.geography import Spot, find_spot, kilometres, nearest_name
from profiles.management.commands.make_towns import town_rows
from profiles.models import Location, PostcodeArea
from profiles.postcode_file import BadFile, read_postcodes
from tests.factories import LocationFactory, UserFactory

pytestmark = pytest.mark.django_db
UTRECHT = Spot("Utrecht", 52.0908, 5.1222)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("rotterdam", "Rotterdam"),
        ("DEN HAAG", "Den Haag"),
        ("'s-Gravenhage", "Den Haag"),
        ("’s-Hertogenbosch", "'s-Hertogenbosch"),
        ("den bosch", "'s-Hertogenbosch"),
        ("Capelle a/d IJssel", None),
        ("capelle aan den ijssel", "Capelle aan den IJssel"),
        ("Hengelo", "Hengelo (Overijssel)"),
        ("Hengelo (Gelderland)", "Hengelo (Gelderland)"),
        ("hengelo gelderland", "Hengelo (Gelderland)"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_town_is_found_as_people_type_it(typed, name):
    spot = find_spot(typed)

    assert (spot.name if spot else None) == name


def test_towns_of_one_name_know_each_other():
    assert find_spot("Hengelo").twins == ("Hengelo (Gelderland)",)
    assert find_spot("Rotterdam").twins == ()


def test_a_name_with_a_typing_error_gives_the_nearest_one():
    assert nearest_name("Roterdam") == "Rotterdam"
    assert nearest_name("xqzw") == ""


def test_the_table_covers_what_the_page_says():
    assert 1900 < geography.town_count() <= 1966


def test_distances_are_right_in_python_and_in_the_database():
    amsterdam = LocationFactory(latitude=52.3740, longitude=4.8897)
    rows = Location.objects.annotate(km=geography.distance_km(UTRECHT, path=""))

    assert kilometres(UTRECHT, 52.3740, 4.8897) == pytest.approx(35.3, abs=0.5)
    assert rows.get(pk=amsterdam.pk).km == pytest.approx(kilometres(UTRECHT, 52.3740, 4.8897))


def test_the_square_holds_the_circle():
    for north, east in ((0.0899, 0), (0, 0.146), (-0.0899, 0), (0, -0.146)):
        location = LocationFactory(latitude=UTRECHT.latitude + north, longitude=UTRECHT.longitude + east)
        assert kilometres(UTRECHT, location.latitude, location.longitude) <= 10
        assert Location.objects.filter(geography.in_box(UTRECHT, 10, path=""), pk=location.pk).exists()


def test_a_location_gets_its_place_when_it_is_saved():
    location = LocationFactory(town="Delft", postcode="2611 AA")

    save_location(location=location, by=UserFactory())
    location.refresh_from_db()
    assert kilometres(find_spot("Delft"), location.latitude, location.longitude) < 0.1

    location.town, location.postcode = "Onbekend", "1000 AA"
    save_location(location=location, by=UserFactory())
    location.refresh_from_db()
    assert (location.latitude, location.longitude) == (None, None)


def test_the_postcode_tells_towns_of_one_name_apart():
    for postcode, name in (("7551 AA", "Hengelo (Overijssel)"), ("7255 AA", "Hengelo (Overijssel)")):
        location = LocationFactory.build(town="Hengelo", postcode=postcode)
        geography.locate(location)
        assert location.latitude == find_spot(name).latitude
    for postcode, name in (("2280 AA", "Rijswijk (Zuid-Holland)"), ("4284 AA", "Rijswijk (Noord-Brabant)")):
        location = LocationFactory.build(town="Rijswijk", postcode=postcode)
        geography.locate(location)
        assert location.latitude == find_spot(name).latitude


def geonames(*rows):
    return "".join(
        f"NL\t{postcode}\t{town}\tZuid-Holland\t11\t\t\t\t\t{latitude}\t{longitude}\t6\n"
        for postcode, town, latitude, longitude in rows
    ).encode()


class TestTheFile:
    def load(self, tmp_path, capsys, data):
        path = tmp_path / "postcodes.txt"
        path.write_bytes(data)
        call_command("load_postcodes", str(path))
        return capsys.readouterr().out

    def test_of_geonames_is_loaded_twice_without_a_change(self, tmp_path, capsys):
        location = LocationFactory(postcode="3011 AB", town="Nergens")
        data = geonames(("3011", "Rotterdam", 51.9, 4.4), ("2611", "Delft", 52.0, 4.3))

        said = self.load(tmp_path, capsys, data)
        again = self.load(tmp_path, capsys, data)

        assert said == again == "We kennen nu 2 postcodegebieden.\n1 locatie heeft een plek op de kaart.\n"
        location.refresh_from_db()
        assert (location.latitude, location.longitude) == (51.9, 4.4)
        assert find_spot("3011 AB").name == find_spot("3011ab").name == find_spot("3011").name == "3011 Rotterdam"

    def test_a_newer_one_replaces_what_it_says_anew(self, tmp_path, capsys):
        self.load(tmp_path, capsys, geonames(("3011", "Rotterdam", 51.9, 4.4)))
        self.load(tmp_path, capsys, geonames(("3011", "Rotterdam", 51.95, 4.45)))

        assert PostcodeArea.objects.values_list("postcode", "latitude").get() == ("3011", 51.95)

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_with_columns_of_its_own_and_letters_is_averaged(self, separator):
        rows = [("Postcode", "Plaats", "Lat", "Lon"), ("3011 AB", "Rotterdam", "51.90", "4.40")]
        rows += [("3011AC", "Rotterdam", "51.92", "4.42"), ("", "", "", "")]
        text = "\n".join(separator.join(row) for row in rows)

        town, latitude, longitude = read_postcodes(b"\xef\xbb\xbf" + text.encode())["3011"]
        assert (town, round(latitude, 4), round(longitude, 4)) == ("Rotterdam", 51.91, 4.41)

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"", "Deze kolommen vinden we niet"),
            (b"postcode,plaats,lat\n3011,Rotterdam,51.9", "Deze kolommen vinden we niet: longitude."),
            (b"postcode,plaats,lat,lon\n", "In dit bestand staan geen postcodes."),
            (b"postcode,plaats,lat,lon\n30,Rotterdam,51.9,4.4", "Regel 2: '30' is geen postcode."),
            (b"postcode,plaats,lat,lon\n3011,Rotterdam,4.4,51.9", "Zijn twee kolommen verwisseld?"),
            (b"postcode,plaats,lat,lon\n3011,Rotterdam,veel,4.4", "Regel 2: de breedtegraad 'veel' is geen getal."),
            (b"postcode,plaats,lat,lon\n3011,Rotterdam,nan,4.4", "ligt niet in Nederland"),
            (b"postcode,plaats,lat,lon\n3011,Rotterdam", "Regel 2 heeft te weinig kolommen."),
            (b"\xff\xfe\x00", "geen tekst in UTF-8"),
            (geonames(("3011", "Rotterdam", 51.9, 4.4)) + b"NL\t3012\n", "Regel 2 heeft 2 kolommen."),
        ],
    )
    def test_that_is_wrong_is_refused_in_a_sentence(self, data, sentence):
        with pytest.raises(BadFile, match=None) as refused:
            read_postcodes(data)
        assert sentence in str(refused.value)

    def test_that_is_wrong_stores_nothing(self, tmp_path):
        path = tmp_path / "fout.csv"
        path.write_text("postcode,plaats,lat,lon\n3011,Rotterdam,51.9,4.4\nx,y,1,2\n")

        with pytest.raises(CommandError, match="Regel 3: 'x' is geen postcode"):
            call_command("load_postcodes", str(path))
        with pytest.raises(CommandError, match="kunnen"):
            call_command("load_postcodes", str(tmp_path / "weg.csv"))
        assert not PostcodeArea.objects.exists()


def test_all_locations_are_placed_by_the_command(capsys):
    LocationFactory(town="Delft")
    LocationFactory(town="Nergens")

    call_command("locate")

    said = "1 locatie heeft een plek op de kaart. Van 1 locatie kennen we postcode en plaats niet.\n"
    assert capsys.readouterr().out == said


def test_the_table_of_towns_is_made_of_the_dutch_ones():
    city = {"countrycode": "NL", "admin1code": "11", "population": 5, "latitude": 52.07667, "longitude": 4.29861}
    cities = [city | {"name": "The Hague"}, city | {"name": "Delft"}, city | {"name": "Gent", "countrycode": "BE"}]

    rows = town_rows(cities)

    assert [(row["name"], row["province"], row["latitude"], row["also"]) for row in rows] == [
        ("Delft", "Zuid-Holland", 52.0767, ""),
        ("Den Haag", "Zuid-Holland", 52.0767, "'s-Gravenhage"),
    ]
