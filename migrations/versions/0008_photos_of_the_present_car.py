"""the customer's photos of the present car.

Revision: 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

from store.database import UtcDateTime


revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "car_pictures",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("journey_id", sa.String(length=24), nullable=False),
        sa.Column("view", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["journey_id"], ["journeys.id"], name=op.f("fk_car_pictures_journey_id_journeys")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_car_pictures")),
        sa.UniqueConstraint("journey_id", "view", name=op.f("uq_car_pictures_journey_id")),
    )


def downgrade() -> None:
    op.drop_table("car_pictures")
