"""Judgements a person should look at: late, unusually few rows, many refused, two returns that disagree.

A row that is wrong was refused before it was loaded; nothing here stops a run. Each result says whether it could be
evaluated: one that was not has no result, and stands as skipped, not as passed. A check that crashes is an ERROR. The run
tells how many came to what.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

import dagster as dg

from sscb_pipeline.agreement import all_agreements
from sscb_pipeline.agreement.rule import Agreement, Answer
from sscb_pipeline.assets.from_returns import return_key
from sscb_pipeline.assets.house import house_of
from sscb_pipeline.assets.judgements import Arrived, arrival, arrived, refused_share, volume
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
        came_to: Counter[State] = Counter()
        for key in sorted(context.selected_asset_check_keys):
            state, result = _judged(checks[key], warehouse, known)
            came_to[state] += 1
            if result:
                yield result
        house.rules = {state.value: came_to[state] for state in State}
        context.instance.add_run_tags(context.run.run_id, _summary(came_to))

    return [judge_returns]


def _checks() -> Iterator[_Check]:
    returns = {declared.name: declared for declared in all_returns()}
    for declared in returns.values():
        yield from _checks_of(declared)
    for rule in all_agreements():
        if {rule.on, *rule.also_reads} <= returns.keys():
            yield _Check(rule.name, returns[rule.on], _described(rule), _between_returns(rule), rule.also_reads)


def _described(rule: Agreement) -> str:
    return f"{rule.description} Judges the latest month received for all returns it reads."


def _between_returns(rule: Agreement) -> Callable[[Warehouse, Arrived], Answer]:
    return lambda warehouse, _: rule.judge(warehouse)


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


def _judged(check: _Check, warehouse: Warehouse, known: Arrived) -> tuple[State, dg.AssetCheckResult | None]:
    """What a check came to, and the result it has; none when there was too little to judge by."""
    try:
        passed, month, figures = check.judge(warehouse, known)
    except Exception as fault:  # told as what it is: a crashed check is an error on the page, not a pass
        return State.CRASHED, dg.AssetCheckResult(
            asset_key=check.key.asset_key,
            check_name=check.name,
            passed=False,
            severity=dg.AssetCheckSeverity.ERROR,
            description=told("E-CHECK", fault),
            metadata=facts(state=State.CRASHED),
        )
    if passed is None:
        return State.NOT_EVALUATED, None
    state = State.PASSED if passed else State.FAILED
    return state, dg.AssetCheckResult(
        asset_key=check.key.asset_key,
        check_name=check.name,
        passed=passed,
        severity=dg.AssetCheckSeverity.WARN,
        metadata=facts(state=state, month=Known.month(month) if month else None, **figures),
    )


def _summary(came_to: Counter[State]) -> dict[str, str]:
    """How many rules a run judged and what they came to, as tags: they stand beside the run in the UI's list."""
    counts = {"judged": came_to.total(), "evaluated": came_to[State.PASSED] + came_to[State.FAILED]}
    counts |= {state.value: came_to[state] for state in State}
    return {f"rules/{name.replace(' ', '_')}": str(count) for name, count in counts.items()}
