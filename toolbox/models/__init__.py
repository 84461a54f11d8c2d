"""The rows of blank documents, and of a leerplaats that gets ready for students."""

from toolbox.models.checks import LeerplaatsCheck
from toolbox.models.inspiration import InspirationCard, ToolChoice
from toolbox.models.preparation import PreparationStep
from toolbox.models.rollouts import Rollout, RolloutTask
from toolbox.models.self_scans import SelfScan
from toolbox.models.templates import Item, Section, Template, TemplateEdit

__all__ = [
    "InspirationCard",
    "Item",
    "LeerplaatsCheck",
    "PreparationStep",
    "Rollout",
    "RolloutTask",
    "Section",
    "SelfScan",
    "Template",
    "TemplateEdit",
    "ToolChoice",
]
