"""The words for a place that the app writes itself."""

from driverapp.vocabulary.wording import N_

# Somebody said that it happened where the phone was at the tap. The phone sends the German words as the text of the
# place, with what else was said of it behind a colon.
AT_THE_PHONE = N_("Am Standort des Telefons")
