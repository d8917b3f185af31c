"""The four agencies that send returns."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Agency:
    """An agency as the pipeline names it (`key`), as people do (`name`), and as its file names begin (`sender`)."""

    key: str
    name: str
    sender: str
    owner_email: str


CHILDRENS_SERVICES = Agency("childrens_services", "Surrey Children's Services", "SCC", "childrens-services@sscb.example")
POLICE = Agency("police", "Surrey Police", "SyP", "police@sscb.example")
HEALTH = Agency("health", "Health (CCGs, providers and acute trusts)", "NHS", "health@sscb.example")
BOARD = Agency("board", "Surrey Safeguarding Children Board", "SSCB", "board@sscb.example")

AGENCIES = (CHILDRENS_SERVICES, POLICE, HEALTH, BOARD)
