"""A demo: an installation whose associations, sites, people and reports are invented, and which says so everywhere.

Reports are spread over a year, so that the figures of twelve months look as they would. What the policy would have
erased by then is erased and coarsened, as `reports/erase.py` leaves it: of 50,000 reports some thousand still say
something, the others are counted. Nothing is due when the demo begins, so that `driverapp work` finds an installation
that it could have kept in order itself. All of it comes from a seed and the moment at which it ends: the same two give
the same reports. Ids, secrets and hashes belong to nobody.
"""
