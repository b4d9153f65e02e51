"""The whole flow walked at random, and what must hold wherever one stands."""
