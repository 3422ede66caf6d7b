"""Accompanied-housing projects: where one stands in the call."""

from enum import StrEnum


class Stage(StrEnum):
    """The stages of the call for projects, in their order."""

    INTERESTED = "interested"
    DEPOSITED = "deposited"
    EXAMINED = "examined"
    SELECTED = "selected"
    IN_SERVICE = "in_service"
    ASSESSED = "assessed"

    @property
    def label(self) -> str:
        """In French, as a project is said to be."""
        return LABELS[self]

    @property
    def is_retained(self) -> bool:
        """Whether the project was selected, or went further."""
        return self in (Stage.SELECTED, Stage.IN_SERVICE, Stage.ASSESSED)

    @property
    def is_open(self) -> bool:
        """Whether households live there."""
        return self in (Stage.IN_SERVICE, Stage.ASSESSED)


LABELS = {
    Stage.INTERESTED: "intéressé",
    Stage.DEPOSITED: "déposé",
    Stage.EXAMINED: "instruit",
    Stage.SELECTED: "retenu",
    Stage.IN_SERVICE: "en service",
    Stage.ASSESSED: "évalué",
}
