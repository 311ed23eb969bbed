"""Price lists: seen, sent and checked, then put in force from a day."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from configurator import CatalogueError
from store import clock
from store.catalogue.importing import import_catalogue
from store.formats import day
from store.security import staff_only
from store.staff.forms.uploads import ActivationForm, UploadForm
from store.staff.pages import pages
from store.staff.price_lists import Preview, UnknownBrand, listed, preview
from store.textfile import NotText


MOST_BYTES = 400_000
Problems = list[tuple[int, str, str]]


@pages.get("/catalogue")
@staff_only
def catalogue() -> ResponseReturnValue:
    """Show every version there is, and a form to send another."""
    return _page(UploadForm())


def _page(form: UploadForm, problems: Problems | None = None) -> str:
    return render_template(
        "staff/catalogue.html", listed=listed(clock.today()), form=form, problems=problems or []
    )


@pages.post("/catalogue/drafts")
@staff_only
def check_catalogue() -> ResponseReturnValue:
    """Check a file and show what it would change; nothing is kept yet."""
    form = UploadForm()
    if not form.validate():
        return _page(form), 422
    found = _read(form)
    if isinstance(found, list):
        return _page(form, found), 422
    step = ActivationForm()
    step.active_from.data = max(found.catalogue.edition, clock.today())
    return _draft(found, step)


def _read(form: UploadForm) -> Preview | Problems:
    try:
        return preview(form.text(MOST_BYTES))
    except CatalogueError as error:
        return [(one.line, one.place, one.reason) for one in error.problems]
    except NotText as error:
        return [(error.line, "", error.reason)]
    except UnknownBrand as error:
        return [(1, "brand", _("the store does not sell the brand %(brand)s", brand=str(error)))]


def _draft(found: Preview, form: ActivationForm) -> str:
    return render_template("staff/catalogue_draft.html", draft=found, form=form)


@pages.post("/catalogue/versions")
@staff_only
def activate_catalogue() -> ResponseReturnValue:
    """Keep the price list that was looked at, in force from a day."""
    form = ActivationForm()
    try:
        found = preview(form.document.data or "")
    except (CatalogueError, UnknownBrand):
        return redirect(url_for("staff.catalogue"), 303)
    if not form.validate() or form.hash.data != found.catalogue.hash:
        return _draft(found, form), 422
    done = import_catalogue(found.document, form.first_day, clock.now())
    words = {"model": found.catalogue.model, "day": day(form.first_day)}
    if done.new:
        flash(_("The price list of %(model)s is in force from %(day)s.", **words), "ok")
    else:
        flash(_("This price list was kept already; nothing changed."), "info")
    return redirect(url_for("staff.catalogue"), 303)
