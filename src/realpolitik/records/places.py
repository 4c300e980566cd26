"""Place: where an act took place; a disputed one says who holds it and who claims it."""

from dataclasses import dataclass

from realpolitik.errors import RecordError
from realpolitik.records.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of the gazetteer, or a name that has none (then `latitude` is None).

    Units: degrees WGS 84; `radius_km` of a circle that covers the place.
    `country` is the ISO 3166-1 alpha-3 code, empty for seas and places that span several.
    """

    id: str
    name: str
    kind: str
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float = 0.0
    country: str = ""
    holder: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    geonames: int = 0

    def __post_init__(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            raise RecordError(f"the place {self.name!r} has half a point")
        if self.latitude is not None and not -90 <= self.latitude <= 90:
            raise RecordError(f"the place {self.name!r} has latitude {self.latitude}")
        if self.longitude is not None and not -180 <= self.longitude <= 180:
            raise RecordError(f"the place {self.name!r} has longitude {self.longitude}")

    @property
    def disputed(self) -> bool:
        """Whether someone other than its holder claims it."""
        return bool(set(self.claimants) - set(self.holder))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place named in the text."""

    span: Span
    place: Place
