"""What a coordinator wants to be sent."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import AnyOf

from driverapp.people.messages import Topic, Wish, Wishes
from driverapp.policy.choices import HOURS_A_DAY
from driverapp.vocabulary.languages import OFFICE_LANGUAGES
from driverapp.vocabulary.wording import N_

FROM_THE_LIST = N_("Wählen Sie aus der Liste.")


def _wish() -> StringField:
    return StringField(validators=[AnyOf(list(Wish), FROM_THE_LIST)])


class OwnMessagesForm(FlaskForm):
    """Names are those of `Wishes`, and the language of the mails."""

    ongoing, unread, answers = _wish(), _wish(), _wish()
    digest_hour = StringField(validators=[AnyOf([str(hour) for hour in range(HOURS_A_DAY)], FROM_THE_LIST)])
    language = StringField(validators=[AnyOf(list(OFFICE_LANGUAGES), FROM_THE_LIST)])

    def wishes(self) -> Wishes:
        """What was chosen; only for a form that was found valid."""
        chosen = {topic.value: Wish(self[topic.value].data) for topic in Topic}
        return Wishes(**chosen, digest_hour=int(self.digest_hour.data or 0))
