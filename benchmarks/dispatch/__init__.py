"""The planner against other planners, on the same instances, with the same processor time, before one judge."""
