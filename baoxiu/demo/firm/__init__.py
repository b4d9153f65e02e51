"""A believable firm: a maker of home appliances in Henan with its outlets, people, products and eight weeks of work."""

from baoxiu.demo.firm.loading import is_loaded, load_demo, may_load, sign_ins

__all__ = ["is_loaded", "load_demo", "may_load", "sign_ins"]
