"""The browsers a person is signed in with."""

from datetime import datetime

from sqlalchemy import select, update

from store.extensions import db, transaction
from store.models import LoginSession


def open_sessions(account_id: str, at: datetime) -> list[LoginSession]:
    """Return a person's open sessions, the latest first."""
    return list(
        db.session.scalars(
            select(LoginSession)
            .where(
                LoginSession.account_id == account_id,
                LoginSession.revoked_at.is_(None),
                LoginSession.expires_at > at,
            )
            .order_by(LoginSession.created_at.desc())
        )
    )


def revoke_session(session_id: str, account_id: str, at: datetime) -> bool:
    """End one session of a person; returns False where this person has none with this id."""
    with transaction():
        found = db.session.scalar(
            update(LoginSession)
            .where(LoginSession.id == session_id, LoginSession.account_id == account_id)
            .where(LoginSession.revoked_at.is_(None))
            .values(revoked_at=at)
            .returning(LoginSession.id)
        )
        return found is not None
