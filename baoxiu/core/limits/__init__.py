"""How often somebody has done something lately."""
