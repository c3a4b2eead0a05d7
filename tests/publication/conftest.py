"""Settings of Hypothesis for the rule and the writer."""

from hypothesis import settings

# A machine shared with two readers of scans is slow by fits; slowness is no failure here.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
