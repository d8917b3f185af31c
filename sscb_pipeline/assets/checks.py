"""Judgements a person should look at: late, unusually few rows, many refused, two returns that disagree.

A row that is wrong was refused before it was loaded; nothing here stops a run. Each result says whether it could be
evaluated. A check that crashes is an ERROR, never a pass.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

import dagster as dg

from sscb_pipeline.assets.from_returns import return_key
from sscb_pipeline.assets.house import house_of
from sscb_pipeline.assets.judgements import Answer, Arrived, Difference, arrival, arrived, differences, refused_share, volume
from sscb_pipeline.assets.privacy import Known, facts, guarded, told
from sscb_pipeline.returns.declaration import Return
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.warehouse.server import Warehouse


class State(Enum):
    """What a check came to."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_EVALUATED = "not evaluated"
    CRASHED = "crashed"


@dataclass(frozen=True)
class _Check:
    name: str
    declared: Return
    description: str
    judge: Callable[[Warehouse, Arrived], Answer]
    also_reads: tuple[str, ...] = ()

    @property
    def key(self) -> dg.AssetCheckKey:
        return dg.AssetCheckKey(return_key(self.declared.name), self.name)


def all_checks() -> list[dg.AssetChecksDefinition]:
    """Every check of every return, as one step: they are quick, and a step each would cost more than the judging."""
    checks = {check.key: check for check in _checks()}

    @dg.multi_asset_check(
        name="judge_returns",
        specs=[
            dg.AssetCheckSpec(
                check.name,
                asset=check.key.asset_key,
                description=check.description,
                additional_deps=[return_key(name) for name in check.also_reads],
            )
            for check in checks.values()
        ],
        can_subset=True,
        required_resource_keys={"house"},
    )
    @guarded("E-CHECKS")
    def judge_returns(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        house = house_of(context)
        warehouse = house.warehouse
        known = arrived(warehouse, house.settings.thresholds)
        for key in sorted(context.selected_asset_check_keys):
            yield _result(checks[key], warehouse, known)

    return [judge_returns]


def _checks() -> Iterator[_Check]:
    returns = {declared.name: declared for declared in all_returns()}
    for declared in returns.values():
        yield from _checks_of(declared)
    for difference in differences():
        if {difference.on, *difference.also_reads} <= returns.keys():
            owner = returns[difference.on]
            yield _Check(difference.name, owner, difference.description, _between_returns(difference), difference.also_reads)


def _between_returns(difference: Difference) -> Callable[[Warehouse, Arrived], Answer]:
    return lambda warehouse, _: difference.judge(warehouse)


def _checks_of(declared: Return) -> Iterator[_Check]:
    if not declared.is_alternative:  # nobody waits for one that only comes in place of others
        yield _Check(
            "arrived_by_due_day",
            declared,
            f"The latest month was received, in all its parts, by working day {declared.due_working_day} of the month after. "
            "Months first received more than a quarter late were loaded as history and are not judged.",
            lambda _, known: arrival(known, declared),
        )
    yield _Check(
        "usual_volume",
        declared,
        "The latest month has about as many rows as the months before: within the XmR limits they set. Limits are on trial "
        "until twelve months have fixed them; with few earlier months nothing is judged.",
        lambda _, known: volume(known, declared),
    )
    yield _Check(
        "few_rows_refused",
        declared,
        "At most one row in twenty of the latest month was refused. More is worth a call to the sender.",
        lambda _, known: refused_share(known, declared),
    )


def _result(check: _Check, warehouse: Warehouse, known: Arrived) -> dg.AssetCheckResult:
    try:
        passed, month, figures = check.judge(warehouse, known)
    except Exception as fault:  # told as what it is: a crashed check is an error on the page, not a pass
        return dg.AssetCheckResult(
            asset_key=check.key.asset_key,
            check_name=check.name,
            passed=False,
            severity=dg.AssetCheckSeverity.ERROR,
            description=told("E-CHECK", fault),
            metadata=facts(state=State.CRASHED),
        )
    return dg.AssetCheckResult(
        asset_key=check.key.asset_key,
        check_name=check.name,
        passed=passed is not False,
        severity=dg.AssetCheckSeverity.WARN,
        description="Not evaluated: there is too little to judge by, or it was loaded as history." if passed is None else None,
        metadata=facts(state=_STATES[passed], month=Known.month(month) if month else None, **figures),
    )


_STATES = {None: State.NOT_EVALUATED, True: State.PASSED, False: State.FAILED}
