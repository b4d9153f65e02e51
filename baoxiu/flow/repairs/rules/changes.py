"""When a change may be asked for, and which deadline more time concerns (RQ-ADD-01, RQ-ADD-03, RQ-ADD-04)."""

PROMISES_BY_STAGE = {
    "accepted": "assessment",
    "assessed": "repair",
    "awaiting_consent": "repair",
    "ready": "repair",
    "in_repair": "repair",
    "inspecting": "repair",
}
"""The deadline that runs at a stage: until the assessment is made it is the assessment's (RQ-ASM-01)."""

AT_WORK = ("assessed", "awaiting_consent", "ready", "in_repair")


def may_be_asked(kind: str, stage: str) -> bool:
    """More time from taking the job until the inspection; items and methods while the work can still change."""
    return stage in (PROMISES_BY_STAGE if kind == "extension" else AT_WORK)
