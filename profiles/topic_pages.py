"""The pages of the editor: one topic each. Every link to a question or a part is made here."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from profiles.inheritance import inherited
from profiles.questions import PARTS, Kind, part_by_number

REQUIREMENTS_TOPIC = "before"  # has a page of its own: lines of a register, not questions
MEDIA_ANCHORS = {Kind.PHOTOS: "fotos", Kind.FILM: "film"}
GROUPED = (Kind.CHOICE, Kind.MULTI, Kind.APPLIES)


@dataclass(frozen=True)
class TopicPage:
    """One page: a topic of a part, for one leerplaats."""

    leerplaats: object
    part: object
    topic: object

    @cached_property
    def topics(self):
        """The topics of the part that are asked here, in order."""
        return self.part.topics_for(self.leerplaats.sector)

    @property
    def number(self):
        """Which page of the part this is, from 1."""
        return self.topics.index(self.topic) + 1

    @property
    def is_last(self):
        """Whether the part ends here: there one says whether it is ready."""
        return self.topic == self.topics[-1]

    @property
    def caption(self):
        """Where one is: "De Kade, deel 6 van 8, pagina 2 van 4"."""
        where = f"{self.leerplaats.name}, deel {self.part.number} van {len(PARTS)}"
        return f"{where}, pagina {self.number} van {len(self.topics)}" if len(self.topics) > 1 else where

    @property
    def url(self):
        """The address of this page."""
        if self.topic.key == REQUIREMENTS_TOPIC:
            return reverse("requirement-list", args=[self.leerplaats.pk])
        if self.number == 1:
            return reverse("profile-part", args=[self.leerplaats.pk, self.part.number])
        return reverse("profile-topic", args=[self.leerplaats.pk, self.part.number, self.number])

    @property
    def siblings(self):
        """The pages of this part, this one included."""
        return [TopicPage(self.leerplaats, self.part, topic) for topic in self.topics]

    @property
    def following(self):
        """The next page, over the parts; None after the last."""
        if not self.is_last:
            return TopicPage(self.leerplaats, self.part, self.topics[self.number])
        part = part_by_number(self.part.number + 1)
        return first_page(self.leerplaats, part) if part else None

    @property
    def next_url(self):
        """Where "verder" leads: the next page, and after the last one the check before going online."""
        return self.following.url if self.following else reverse("profile-check", args=[self.leerplaats.pk])

    @property
    def next_label(self):
        """What the button to the next page says after "Bewaren en"."""
        following = self.following
        if following is None:
            return "alles controleren"
        if following.part == self.part:
            return f"naar pagina {following.number}: {_within(following.topic.title)}"
        return f"naar deel {following.part.number}: {_within(following.part.title)}"


def first_page(leerplaats, part):
    """The page a part begins with."""
    return TopicPage(leerplaats, part, part.topics_for(leerplaats.sector)[0])


def find_page(leerplaats, part_number, topic_number):
    """The page with those numbers, or None."""
    part = part_by_number(part_number)
    topics = part.topics_for(leerplaats.sector) if part else []
    return TopicPage(leerplaats, part, topics[topic_number - 1]) if 1 <= topic_number <= len(topics) else None


def topic_url(leerplaats, part, topic):
    """The address of the page of a topic; of the beginning of the part when the topic is not asked here."""
    asked = topic in part.topics_for(leerplaats.sector)
    return TopicPage(leerplaats, part, topic).url if asked else first_page(leerplaats, part).url


def question_url(leerplaats, part, question):
    """The page with the question, at its field."""
    topic = next(topic for topic in part.topics if question in topic.questions)
    address = topic_url(leerplaats, part, topic)
    return address if topic.key == REQUIREMENTS_TOPIC else f"{address}#{_anchor(leerplaats, question)}"


def _anchor(leerplaats, question):
    """The id of the input of a question, or of its first choice."""
    if question.kind in MEDIA_ANCHORS:
        return MEDIA_ANCHORS[question.kind]
    if question.key in inherited(leerplaats):
        return f"id_{question.key}_source_0"
    return f"id_{question.key}_0" if question.kind in GROUPED else f"id_{question.key}"


def _within(title):
    """A title in the middle of a sentence."""
    return title[:1].lower() + title[1:]
