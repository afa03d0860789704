"""How SoftOne GO spells the values of an invoice: decimals that keep their scale (SO-08)."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec

from dagsverke.app.sold import Posting, SoldRow
from dagsverke.domain.invoicing import OERE_E4
from dagsverke.domain.units import E4, E6
from dagsverke.wire.codec import Codec, enum
from dagsverke.wire.values import json_text

OERES = 100
"""So many of them make a krona."""
_REMEMBERED_MAX = 10_000
_QUANTITY, _PRICE, _AMOUNT = "%d.%06d", "%d.%04d", "%d.%02d"

_ROW = (
    '{"ProductNr":%s,"Quantity":%s,"Text":%s,"UnitPrice":%s,"UnitPriceCurrency":%s,"VatAmount":%s,'
    '"VatAmountCurrency":%s,"SumAmount":%s,"SumAmountCurrency":%s,"Accounts":[%s],"AttestStateName":null,'
    '"AttestState":0}'
)
_ACCOUNT = '{"AccountNr":%s,"DebitAmount":%s,"CreditAmount":%s}'


@lru_cache(maxsize=_REMEMBERED_MAX)
def _quantity(value_e6: int) -> str:
    return f"-{_quantity(-value_e6)}" if value_e6 < 0 else _QUANTITY % divmod(value_e6, E6)


@lru_cache(maxsize=_REMEMBERED_MAX)
def _price(value_e4: int) -> str:
    return f"-{_price(-value_e4)}" if value_e4 < 0 else _PRICE % divmod(value_e4, E4)


def _amount(value_e4: int) -> str:
    """An amount, which is whole öre."""
    return f"-{_amount(-value_e4)}" if value_e4 < 0 else _AMOUNT % divmod(value_e4 // OERE_E4, OERES)


_text = lru_cache(maxsize=_REMEMBERED_MAX)(json_text)


def rows_text(rows: Sequence[SoldRow]) -> str:
    """Every row of an invoice, property by property as in the sample; from a template, for there are many."""
    found = []
    for number, said, quantity, price_home, price, tax_home, tax, net_home, net, postings in rows:
        prices, taxes, nets = _price(price), _amount(tax), _amount(net)
        texts = (
            _text(number) if number else "null",
            _quantity(quantity),
            _text(said),
            prices if price_home == price else _price(price_home),
            prices,
            taxes if tax_home == tax else _amount(tax_home),
            taxes,
            nets if net_home == net else _amount(net_home),
            nets,
            ",".join(map(_account, postings)) if postings else "",
        )
        found.append(_ROW % texts)
    return f"[{','.join(found)}]"


def _account(one: Posting) -> str:
    amount = one.amount_e4
    return _ACCOUNT % (_text(one.account_number), _amount(max(amount, 0)), _amount(max(-amount, 0)))


def _unread(value: Any, _company: Any) -> Any:
    return value


def _rows(rows: Sequence[SoldRow]) -> Any:
    return msgspec.json.decode(rows_text(rows))


def _number(value_e4: int) -> float:
    return float(_amount(value_e4))


_DECIMAL = {"type": "number"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_ROW_SCHEMA = {
    "type": "object",
    "properties": {
        "ProductNr": _TEXT_OR_NULL,
        "Quantity": _DECIMAL,
        "Text": {"type": "string"},
        **dict.fromkeys(("UnitPrice", "UnitPriceCurrency", "VatAmount", "VatAmountCurrency"), _DECIMAL),
        **dict.fromkeys(("SumAmount", "SumAmountCurrency"), _DECIMAL),
        "Accounts": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "AccountNr": {"type": "string"},
                    **dict.fromkeys(("DebitAmount", "CreditAmount"), _DECIMAL),
                },
            },
        },
        "AttestStateName": _TEXT_OR_NULL,
        "AttestState": {"type": "integer"},
    },
}

LOCAL_MIDNIGHT = "T00:00:00"

invoice_rows = Codec("list of rows", _rows, _unread, {"type": "array", "items": _ROW_SCHEMA}, rows_text)
decimal_amount = Codec("decimal", _number, _unread, _DECIMAL, _amount)
midnight = Codec(
    "date",
    lambda day: f"{day}{LOCAL_MIDNIGHT}",
    _unread,
    {"type": "string"},
    lambda day: f'"{day}{LOCAL_MIDNIGHT}"',
)
billing_type = enum("billing type", {False: 1, True: 2})
origin_status = enum("origin status", {"draft": 1, "issued": 2, "booked": 3, "obliterated": 4})
