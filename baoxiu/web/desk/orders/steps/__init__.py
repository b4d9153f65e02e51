"""Every step of the order page, in the order in which they come next."""

from collections.abc import Mapping

from baoxiu.web.desk.orders.steps import (
    assessing,
    by_sheet,
    checking,
    claiming,
    dispatching,
    exchanging,
    finishing,
    handing_over,
    measuring,
    repairing,
    setting_out,
    supervising,
    visiting,
    watching,
    workshop,
)
from baoxiu.web.desk.orders.steps.step import Step, StepForm

STEPS: tuple[Step, ...] = (
    *claiming.STEPS[:1],
    *exchanging.STEPS,
    *handing_over.STEPS[:2],
    *finishing.STEPS[:5],
    *supervising.STEPS[:1],
    *watching.STEPS[:1],
    *checking.STEPS[:2],
    *assessing.STEPS[:1],
    *by_sheet.STEPS[:3],
    *repairing.STEPS[:3],
    *assessing.STEPS[1:2],
    *dispatching.STEPS[:4],
    *setting_out.STEPS[:2],
    *visiting.STEPS,
    *setting_out.STEPS[2:],
    *supervising.STEPS[1:],
    *watching.STEPS[1:],
    *checking.STEPS[2:],
    *by_sheet.STEPS[3:],
    *repairing.STEPS[3:],
    *measuring.STEPS,
    *workshop.STEPS,
    *assessing.STEPS[2:],
    *dispatching.STEPS[4:],
    *claiming.STEPS[1:],
    *finishing.STEPS[5:],
    *handing_over.STEPS[2:],
)
BY_CODE: Mapping[str, Step] = {step.code: step for step in STEPS}

__all__ = ["BY_CODE", "STEPS", "Step", "StepForm"]
