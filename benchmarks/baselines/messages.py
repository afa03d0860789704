"""The conventional stack's requests and replies: Pydantic models."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Place(BaseModel):
    """A place that was not recorded."""

    coordinates: list[float] = []
    type: str = "Point"


class TimeLog(BaseModel):
    """One stretch of time as it is shown."""

    model_config = ConfigDict(from_attributes=True)

    key: str = Field(serialization_alias="_id")
    is_all_day: bool = Field(serialization_alias="allDay")
    cost: float
    created_at: str = Field(serialization_alias="createDate")
    customer_key: str | None = Field(serialization_alias="customer")
    note: str = Field(serialization_alias="description")
    ends_at: str | None = Field(serialization_alias="endTimestamp")
    is_work_time: bool = Field(serialization_alias="isWorkTime")
    project_key: str | None = Field(serialization_alias="project")
    status: int
    hours: float = Field(serialization_alias="time")
    cause_key: str | None = Field(serialization_alias="timeCategory")
    begins_at: str = Field(serialization_alias="timestamp")
    person_key: str = Field(serialization_alias="user")
    person_name: str = Field(serialization_alias="userName")
    billable_hours: float = Field(serialization_alias="invoiceableTime")
    customFields: list[str] = []  # noqa: N815  # a name on the wire, without a column behind it
    is_billable: bool = Field(serialization_alias="isInvoiceable")
    is_invoiced: bool = Field(serialization_alias="isInvoiced")
    machineTimePrices: list[str] = []  # noqa: N815  # as customFields
    machineTimeSupplements: list[str] = []  # noqa: N815  # as customFields
    real_begins_at: str = Field(validation_alias="begins_at", serialization_alias="realTimestamp")
    startLocation: Place = Place()  # noqa: N815  # as customFields
    stopLocation: Place = Place()  # noqa: N815  # as customFields
    unSocialHoursCosts: list[str] = []  # noqa: N815  # as customFields
    is_absence: bool = Field(serialization_alias="isAbsence")
    real_ends_at: str | None = Field(validation_alias="ends_at", serialization_alias="realEndTimestamp")
    unit_price: float = Field(serialization_alias="pricePerHour")
    price: float


class Item(BaseModel):
    """One of them."""

    data: TimeLog


class Meta(BaseModel):
    """Where a page stands among the rest."""

    totalResources: int  # noqa: N815  # a name on the wire
    totalPages: int  # noqa: N815  # as totalResources
    currentPage: int  # noqa: N815  # as totalResources


class Page(BaseModel):
    """A page of them."""

    meta: Meta
    data: list[TimeLog]


class NewTimeLog(BaseModel):
    """One to be recorded."""

    createdByUser: str  # noqa: N815  # a name on the wire
    user: str
    timestamp: datetime
    time: Annotated[float, Field(ge=0, le=1_000)]
    timeCategory: str | None = None  # noqa: N815  # as createdByUser
    description: str = ""


class Balance(BaseModel):
    """One balance of one person."""

    TimeBalanceIOType: str = "TimeAccumulator"
    Code: str
    Date: str
    EmployeeNr: str
    Quantity: float
    AdjustmentDate: str | None = None
