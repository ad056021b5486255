"""Pure decisions: who may do what, from which state, under which conditions."""
