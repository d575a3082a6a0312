"""Writing a text of guidance in one language."""

from enum import StrEnum

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import AnyOf, Length

# Far more than any text may have, so that no preview has to read a book.
LONGEST_BODY = 20_000


class Entered(StrEnum):
    """What the person wants to do with what they entered."""

    PREVIEW = "preview"
    SAVE = "save"
    REMOVE = "remove"


class TextForm(FlaskForm):
    """`seen`: the mark of the texts that the page showed; `body` in Markdown."""

    seen = StringField()
    title = StringField(validators=[Length(max=500)])
    source = StringField(validators=[Length(max=2000)])
    body = StringField(validators=[Length(max=LONGEST_BODY)])
    entered = StringField(validators=[AnyOf(list(Entered))])


class PreviewForm(FlaskForm):
    """What is being typed. `slug`: of which item, `language`: in which."""

    slug = StringField()
    language = StringField()
    title = StringField(validators=[Length(max=500)])
    source = StringField(validators=[Length(max=2000)])
    body = StringField(validators=[Length(max=LONGEST_BODY)])
