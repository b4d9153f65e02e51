"""What the door answers: one shape per thing, made from rows for one actor."""
