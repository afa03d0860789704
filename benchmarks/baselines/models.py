"""The conventional stack's tables: the very ones of this project, as mapped classes."""

from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

MS_PER_HOUR = 3_600_000
E4 = 10_000


class Base(DeclarativeBase):
    """What the mapped classes have in common."""


class Keyed:
    """Columns of every row that has a key."""

    company_id: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]


class Person(Keyed, Base):
    """Who works."""

    __tablename__ = "person"
    first_name: Mapped[str]
    last_name: Mapped[str]
    employee_number: Mapped[str | None]
    cost_per_hour_e4: Mapped[int]

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


class Cause(Keyed, Base):
    """Why the time."""

    __tablename__ = "cause"
    code: Mapped[str | None]
    is_absence: Mapped[bool]
    is_work_time: Mapped[bool]
    is_invoiceable: Mapped[bool]
    price_per_hour_e4: Mapped[int]


class Customer(Keyed, Base):
    """Who pays."""

    __tablename__ = "customer"


class Project(Keyed, Base):
    """What it belongs to."""

    __tablename__ = "project"


class Account(Base):
    """A kind of balance."""

    __tablename__ = "account"
    company_id: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]


class Posting(Base):
    """One change to one account of one person on one day."""

    __tablename__ = "posting"
    company_id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(primary_key=True)
    on_day: Mapped[str] = mapped_column(primary_key=True)
    origin: Mapped[int] = mapped_column(primary_key=True)
    amount: Mapped[int]


def _reference(column: str, table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["company_id", column], [f"{table}.company_id", f"{table}.id"])


class TimeEntry(Keyed, Base):
    """One stretch of time."""

    __tablename__ = "time_entry"
    __table_args__ = (
        _reference("person_id", "person"),
        _reference("cause_id", "cause"),
        _reference("customer_id", "customer"),
        _reference("project_id", "project"),
    )
    person_id: Mapped[int]
    cause_id: Mapped[int | None]
    customer_id: Mapped[int | None]
    project_id: Mapped[int | None]
    attendance_code: Mapped[str | None]
    is_absence: Mapped[bool] = mapped_column(default=False)
    is_clocked: Mapped[bool] = mapped_column(default=True)
    on_day: Mapped[str]
    begins_at: Mapped[str]
    ends_at: Mapped[str | None]
    duration_ms: Mapped[int]
    billable_ms: Mapped[int]
    is_billable: Mapped[bool] = mapped_column(default=True)
    is_invoiced: Mapped[bool] = mapped_column(default=False)
    status: Mapped[int] = mapped_column(default=0)
    is_all_day: Mapped[bool] = mapped_column(default=False)
    unit_price_e4: Mapped[int | None]
    cost_e4: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[str]
    modified_at: Mapped[str]
    deleted_at: Mapped[str | None]

    person: Mapped[Person] = relationship(lazy="raise", viewonly=True)
    cause: Mapped[Cause | None] = relationship(lazy="raise", viewonly=True)
    customer: Mapped[Customer | None] = relationship(lazy="raise", viewonly=True)
    project: Mapped[Project | None] = relationship(lazy="raise", viewonly=True)

    @property
    def hours(self) -> float:
        """The duration in hours."""
        return self.duration_ms / MS_PER_HOUR

    @property
    def billable_hours(self) -> float:
        """The billable time in hours."""
        return self.billable_ms / MS_PER_HOUR

    @property
    def cost(self) -> float:
        """What it costs the company."""
        return self.cost_e4 / E4

    @property
    def unit_price(self) -> float:
        """The price per hour."""
        return (self.unit_price_e4 or 0) / E4

    @property
    def price(self) -> float:
        """Price per hour times billable hours."""
        exact = Decimal(self.unit_price_e4 or 0) * self.billable_ms / MS_PER_HOUR
        return float(exact.quantize(Decimal(1), ROUND_HALF_UP) / E4)

    @property
    def is_work_time(self) -> bool:
        """Whether the cause is work; without one, unless it is absence."""
        return not self.is_absence if self.cause is None else self.cause.is_work_time

    @property
    def person_key(self) -> str:
        """Whose time it is."""
        return self.person.key

    @property
    def person_name(self) -> str:
        """The name of whose time it is."""
        return self.person.name

    @property
    def cause_key(self) -> str | None:
        """Why the time."""
        return self.cause.key if self.cause else None

    @property
    def customer_key(self) -> str | None:
        """Who pays."""
        return self.customer.key if self.customer else None

    @property
    def project_key(self) -> str | None:
        """What it belongs to."""
        return self.project.key if self.project else None
