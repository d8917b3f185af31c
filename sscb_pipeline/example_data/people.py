"""The county's children: families with names, homes, dates of birth and each agency's ids."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sscb_pipeline.example_data import truth
from sscb_pipeline.example_data.chance import Array, Stream, numbered, pick, scaled, stream
from sscb_pipeline.example_data.days import FAR, day, years_on
from sscb_pipeline.example_data.names import (
    BOYS,
    GIRLS,
    POSTCODE_DISTRICTS,
    SURNAMES,
    UNACCOMPANIED_FORENAMES,
    UNACCOMPANIED_SURNAMES,
)
from sscb_pipeline.vocabulary.areas import districts

HOME, UNACCOMPANIED, OTHER_AUTHORITY = 0, 1, 2
"""Where a child belongs: a family of the county; alone from abroad; placed here by another authority."""

_ETHNICITY = {"WBRI": 70, "WOTH": 6, "WIRI": 0.7, "WIRT": 1.2, "WROM": 0.8, "MWBC": 2.2, "MWBA": 1, "MWAS": 2.2, "MOTH": 2.4,
              "AIND": 1.3, "APKN": 2.8, "ABAN": 0.8, "AOTH": 2, "BCRB": 0.7, "BAFR": 1.6, "BOTH": 0.6, "CHNE": 0.3, "OOTH": 1.4,
              "REFU": 0.5, "NOBT": 1.5}
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def nhs_numbers(rng: Stream, count: int) -> Array:
    """Different numbers with prefix 999 (never issued) and a valid check digit, as text."""
    serial = rng.permutation(1_000_000)
    digits = np.stack([np.full_like(serial, 9)] * 3 + [serial // 10**place % 10 for place in range(5, -1, -1)])
    check = 11 - (digits * np.arange(10, 1, -1)[:, None]).sum(axis=0) % 11
    check[check == 11] = 0
    valid = check < 10
    out = np.empty(count, dtype=object)
    out[:] = [f"999{s:06d}{c}" for s, c in zip(serial[valid][:count].tolist(), check[valid][:count].tolist(), strict=True)]
    return out


def upns(count: int) -> Array:
    """Different unique pupil numbers of authority 936 with a valid check letter, as text."""
    tail = np.arange(1, count + 1) * 7_919_317 % 10**9
    digits = np.stack([np.full_like(tail, n) for n in (9, 3, 6)] + [tail // 10**place % 10 for place in range(8, -1, -1)])
    check = (digits * np.arange(2, 14)[:, None]).sum(axis=0) % 23
    out = np.empty(count, dtype=object)
    out[:] = [f"{_LETTERS[c]}936{t:09d}" for c, t in zip(check.tolist(), tail.tolist(), strict=True)]
    return out


def postcodes(rng: Stream, outward: Array) -> Array:
    """A full postcode in each outward district."""
    letters = rng.integers(0, len(_POSTCODE_LETTERS), (len(outward), 2)).tolist()
    out = np.empty(len(outward), dtype=object)
    out[:] = [f"{where} {n}{_POSTCODE_LETTERS[a]}{_POSTCODE_LETTERS[b]}" for where, n, (a, b)
              in zip(outward.tolist(), rng.integers(0, 10, len(outward)).tolist(), letters, strict=True)]
    return out


@dataclass
class People:
    """One position in each array is one child. `belongs` is HOME, UNACCOMPANIED or OTHER_AUTHORITY."""

    dob: Array
    sex: Array
    ethnicity: Array
    surname: Array
    forename: Array
    family: Array
    belongs: Array
    district: Array
    area: Array
    postcode: Array
    person_id: Array
    nhs_number: Array
    upn: Array
    police_ref: Array
    police_ref_2: Array
    nhs_known_to_council: Array
    taken: Array
    """Children already given a life at children's services: no other theme may give them a second one."""
    _order: dict[int, Array] = field(default_factory=dict)

    def draw(self, rng: Stream, born_from: Any, born_to: Any, count: int, belongs: int = HOME) -> Array:
        """`count` children born in [born_from, born_to], repeats allowed; the bounds may be one or one for each."""
        if belongs not in self._order:
            chosen = np.flatnonzero(self.belongs == belongs)
            self._order[belongs] = chosen[np.argsort(self.dob[chosen], kind="stable")]
        order = self._order[belongs]
        dobs = self.dob[order]
        low = np.searchsorted(dobs, np.asarray(born_from, dtype="M8[D]"), "left")
        high = np.searchsorted(dobs, np.asarray(born_to, dtype="M8[D]"), "right")
        place = low + np.floor(rng.random(count) * np.maximum(high - low, 1)).astype(int)
        return np.asarray(order[np.minimum(place, len(order) - 1)])

    def draw_new(self, rng: Stream, born_from: Any, born_to: Any, count: int, belongs: int = HOME) -> Array:
        """As `draw`, but each child only once and none that is taken; they are taken afterwards."""
        born_from = np.broadcast_to(np.asarray(born_from, dtype="M8[D]"), count)
        born_to = np.broadcast_to(np.asarray(born_to, dtype="M8[D]"), count)
        found = np.full(count, -1)
        open_ = np.arange(count)
        for _ in range(200):
            tried = self.draw(rng, born_from[open_], born_to[open_], len(open_), belongs)
            fits = ~self.taken[tried] & (self.dob[tried] >= born_from[open_]) & (self.dob[tried] <= born_to[open_])
            _, first = np.unique(tried, return_index=True)
            once = np.zeros(len(tried), dtype=bool)
            once[first] = True
            good = fits & once
            found[open_[good]] = tried[good]
            self.taken[tried[good]] = True
            open_ = open_[~good]
            if not len(open_):
                return found
        raise ValueError(f"The population is too small: {len(open_)} of {count} children could not be drawn.")

    def draw_aged(self, rng: Stream, days: Array, youngest: int, oldest: int, belongs: int = HOME) -> Array:
        """For each day a child aged youngest..oldest (whole years, under 18) on it; repeats allowed."""
        return self.draw(rng, years_on(days, -oldest - 1) + 1, years_on(days, -youngest), len(days), belongs)

    def identity(self, who: Array, as_at: np.datetime64 = FAR) -> dict[str, Array]:
        """Names and dates for an identity block as known on a day: a child not yet born has `edd`, no `dob`."""
        dob = self.dob[who]
        unborn = dob > as_at
        nat = np.datetime64("NaT")
        return {"surname": self.surname[who], "forename": np.where(unborn, "Unborn", self.forename[who]),
                "dob": np.where(unborn, nat, dob), "edd": np.where(unborn, dob + 4, nat),
                "gender": np.where(unborn, "U", self.sex[who]), "ethnicity": self.ethnicity[who],
                "postcode": self.postcode[who]}


def build(seed: int, scale: float) -> People:
    """The children of the county at a scale: about 75,000 at 1.0."""
    rng = stream(seed, "people")
    families = max(scaled(truth.FAMILIES, scale), 400)
    alone, others = max(scaled(truth.UNACCOMPANIED_POOL, scale), 120), max(scaled(truth.OTHER_AUTHORITY_POOL, scale), 30)
    size = rng.choice([1, 2, 3, 4, 5], families, p=[0.30, 0.38, 0.20, 0.09, 0.03])
    eldest = day("1997-01-01") + rng.integers(0, 7_450, families)
    family = np.repeat(np.arange(families), size)
    place = np.arange(len(family)) - np.repeat(np.cumsum(size) - size, size)
    gap = rng.integers(420, 1_300, len(family))
    gap[rng.random(len(family)) < 0.015] = 0
    gap[place == 0] = 0
    running = np.cumsum(gap)
    dob = eldest[family] + (running - running[place == 0][family])
    kept = dob < day("2017-08-15")
    family, dob = family[kept], dob[kept]

    homes = len(dob)
    count = homes + alone + others
    belongs = np.repeat([HOME, UNACCOMPANIED, OTHER_AUTHORITY], [homes, alone, others])
    family = np.concatenate([family, families + np.arange(alone + others)])
    dob = np.concatenate([dob, day("1996-06-01") + rng.integers(0, 2_200, alone),
                          day("1998-06-01") + rng.integers(0, 2_900, others)])
    sex = np.where(rng.random(count) < np.where(belongs == UNACCOMPANIED, 0.92, 0.51), "M", "F").astype(object)
    forename = np.where(sex == "M", np.array(BOYS, dtype=object)[rng.integers(0, len(BOYS), count)],
                        np.array(GIRLS, dtype=object)[rng.integers(0, len(GIRLS), count)])
    surname = np.array(SURNAMES, dtype=object)[rng.integers(0, len(SURNAMES), families + alone + others)][family]
    is_alone = belongs == UNACCOMPANIED
    forename[is_alone] = np.array(UNACCOMPANIED_FORENAMES, dtype=object)[rng.integers(0, len(UNACCOMPANIED_FORENAMES), alone)]
    surname[is_alone] = np.array(UNACCOMPANIED_SURNAMES, dtype=object)[rng.integers(0, len(UNACCOMPANIED_SURNAMES), alone)]
    ethnicity = pick(rng, _ETHNICITY, families + alone + others)[family]
    ethnicity[is_alone] = pick(rng, {"BAFR": 4, "AOTH": 3, "OOTH": 3, "WOTH": 2, "BOTH": 1}, alone)

    district = pick(rng, {name: share for name, (share, _) in POSTCODE_DISTRICTS.items()}, families + alone + others)
    area_of = {row.name: row.area for row in districts()}
    area = np.array([area_of[name] for name in district.tolist()], dtype=object)
    outward = np.array([POSTCODE_DISTRICTS[name][1][n % len(POSTCODE_DISTRICTS[name][1])]
                        for name, n in zip(district.tolist(), rng.integers(0, 60, len(district)).tolist(), strict=True)],
                       dtype=object)
    home = postcodes(rng, outward)
    shuffled = rng.permutation(count)
    upn = upns(count)[shuffled]
    upn[(belongs == UNACCOMPANIED) | (dob > day("2012-09-01")) | (rng.random(count) < 0.22)] = None
    return People(
        dob=dob, sex=sex, ethnicity=ethnicity, surname=surname, forename=forename, family=family, belongs=belongs,
        district=district[family], area=area[family], postcode=home[family],
        person_id=numbered("L", 2_000_000 + shuffled, 7), nhs_number=nhs_numbers(rng, count), upn=upn,
        police_ref=numbered("N", 4_500_000 + rng.permutation(count) * 3, 8),
        police_ref_2=numbered("N", 7_500_000 + rng.permutation(count) * 3, 8),
        nhs_known_to_council=rng.random(count) < 0.8, taken=np.zeros(count, dtype=bool),
    )
