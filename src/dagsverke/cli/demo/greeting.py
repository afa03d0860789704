"""What the demo says of itself: each company's credentials, and a request to each API that works when pasted."""

from collections.abc import Iterator
from datetime import date, timedelta

from dagsverke.app.access import ADMINISTRATOR, MANAGER, PAYROLL, STAFF
from dagsverke.cli.demo.firms import ADMIN, FIRMS, OSTRA, Firm
from dagsverke.cli.demo.making import PASSWORD
from dagsverke.cli.show import say, table

ROLES = {ADMINISTRATOR: "administrator", MANAGER: "manager", PAYROLL: "payroll", STAFF: "employee"}


def greet(base_url: str, today: date) -> None:
    """Print both companies' credentials, who signs in to the pages, and a curl line for each API."""
    columns = [dict(_credentials(firm, number)) for number, firm in enumerate(FIRMS, start=1)]
    table(("", *(firm.name for firm in FIRMS)), [(what, *(one[what] for one in columns)) for what in columns[0]])
    say()
    say("Pages, in a browser:")
    say(f"  {base_url}")
    for api, line in requests(base_url, today):
        say(f"{api}:")
        say(f"  {line}")
    say()


def _credentials(firm: Firm, tenant: int) -> Iterator[tuple[str, str]]:
    fortnox, softone = firm.keys["fortnox"], firm.keys["softone"]
    yield "Seven Time Client-Secret", firm.keys["seventime"]["client_secret"]
    yield "Fortnox Access-Token", fortnox["access_token"]
    yield "Fortnox Client-Secret", fortnox["client_secret"]
    yield "Fortnox client id", fortnox["client_id"]
    yield "Fortnox refresh token", fortnox["refresh_token"]
    yield "Fortnox TenantId", str(tenant)
    yield "Bezala sign-in", f"{ADMIN}@{firm.host} / {PASSWORD}"
    yield "SoftOne company key", softone["company_key"]
    yield "SoftOne connect key", softone["connect_key"]
    yield "SoftOne sign-in", f"{ADMIN} / {PASSWORD}"
    yield "Own API key", firm.keys["own"]["client_secret"]
    for code, name in ROLES.items():
        user_name = firm.sign_ins.get(code)
        yield f"Pages: {name}", f"{user_name}@{firm.host} / {PASSWORD}" if user_name else ""


def requests(base_url: str, today: date) -> Iterator[tuple[str, str]]:
    """The name of each API and a shell line that asks it something, as the first company."""
    fortnox, softone = OSTRA.keys["fortnox"], OSTRA.keys["softone"]
    header = f"-H 'Client-Secret: {OSTRA.keys['seventime']['client_secret']}'"
    yield "Seven Time", f"curl -s '{base_url}/api/2/timeLogs/?limit=2&page=1' {header}"

    headers = f"-H 'Access-Token: {fortnox['access_token']}' -H 'Client-Secret: {fortnox['client_secret']}'"
    yield "Fortnox", f"curl -s '{base_url}/3/attendancetransactions?employeeid=1001&limit=5' {headers}"

    form = f"-d email={ADMIN}@{OSTRA.host} -d password={PASSWORD}"
    header = f'-H "Authorization: Bearer $(echo "$S" | {_member("token")})"'
    balances = f'{base_url}/api/users/$(echo "$S" | {_member("user_id")})/time_balances'
    yield "Bezala", f"S=$(curl -s {base_url}/api/auth/token {form}); curl -s {balances} {header}"

    keys = f"companyApiKey={softone['company_key']}&connectApiKey={softone['connect_key']}"
    login = f"{base_url}/Login/Token?{keys}&loginName={ADMIN}&password={PASSWORD}"
    asked = f"date={today - timedelta(days=1)}&employeeNrsStrings=1001,1002&code=Flex,Komp"
    url = f"{base_url}/Personell/Time/TimeBalance?{keys}&token=$T&{asked}"
    yield "SoftOne GO", f"T=$(curl -s -X POST '{login}' | {_member('Token')}); curl -s \"{url}\""

    header = f"-H 'Authorization: Bearer {OSTRA.keys['own']['client_secret']}'"
    yield "Dagsverke's own", f"curl -s '{base_url}/api/balances/1001?account=Komp&explain=true' {header}"


def _member(name: str) -> str:
    """A sed that takes one member out of a flat JSON object on its input."""
    return f"""sed 's/.*"{name}": *"\\{{0,1\\}}\\([^",}}]*\\).*/\\1/'"""
