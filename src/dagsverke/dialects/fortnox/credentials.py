"""Who calls Fortnox: an access token with its client secret, or a bearer token; in the company that TenantId names."""

from dagsverke.app.access import Principal
from dagsverke.app.ports import Directory
from dagsverke.domain.errors import Forbidden
from dagsverke.wire.credentials import bearer, token_and_secret
from dagsverke.wire.resource import Credentials, Material

DOOR = "fortnox"
CLIENT = "fortnox"
"""The kind of credential that a client's id and secret are."""
ACCESS = "fortnox-access"
REFRESH = "fortnox-refresh"
CODE = "fortnox-code"
"""The kinds of session that an access token, a refresh token and an authorization code are."""
TENANT_HEADER = "tenantid"


def of_tenant(inner: Credentials) -> Credentials:
    """The same credentials, refused where a TenantId header names another company (FX-07)."""

    def find(material: Material, directory: Directory, now: str) -> Principal | None:
        principal = inner.find(material, directory, now)
        if principal is not None and not is_tenant(material.headers.get(TENANT_HEADER), principal.company_id):
            raise Forbidden("company", None, "TenantId is another company's")
        return principal

    return Credentials(find, inner.schemes)


def is_tenant(tenant: str | None, company_id: int) -> bool:
    """Whether a TenantId is the company's, or there is none."""
    return not tenant or tenant.strip() == str(company_id)


CREDENTIALS = (
    of_tenant(bearer(DOOR, kind=ACCESS)),
    of_tenant(
        token_and_secret(DOOR, "Access-Token", "Client-Secret", session_kind=ACCESS, credential_kind=CLIENT),
    ),
)
