from pathlib import Path

import pytest

from dagsverke.settings import Settings, UnreadableSetting, read_settings


def test_an_empty_environment_gives_the_defaults() -> None:
    assert read_settings({}) == Settings()
    assert read_settings({}).database_url == "sqlite:///dagsverke.db"
    assert read_settings({}).port == 8321


def test_each_setting_is_read_from_its_variable() -> None:
    given = {
        "DAGSVERKE_DATABASE_URL": "postgresql://localhost/days",
        "DAGSVERKE_HOST": "0.0.0.0",  # noqa: S104  # read, not listened on
        "DAGSVERKE_PORT": "9000",
        "DAGSVERKE_WORKERS": "4",
        "DAGSVERKE_RATE_LIMIT": "off",
        "DAGSVERKE_BODY_LIMIT_MB": "25",
        "DAGSVERKE_FILES_DIR": "files",
        "DAGSVERKE_FILE_LIMIT_MB": "50",
        "DAGSVERKE_LOG_REQUESTS": "No",
        "DAGSVERKE_LOG_LEVEL": "WARNING",
        "DAGSVERKE_KEEP_ALIVE_S": "5",
        "DAGSVERKE_SHUTDOWN_S": "0",
        "HOME": "/nowhere",
    }
    assert read_settings(given) == Settings(
        database_url="postgresql://localhost/days",
        host="0.0.0.0",  # noqa: S104  # as above
        port=9000,
        workers=4,
        rate_limit=False,
        body_limit_mb=25,
        files_dir="files",
        file_limit_mb=50,
        log_requests=False,
        log_level="warning",
        keep_alive_s=5,
        shutdown_s=0,
    )


def test_a_file_gives_what_the_environment_does_not(tmp_path: Path) -> None:
    file = tmp_path / "dagsverke.toml"
    file.write_text('port = 9000\nrate_limit = false\nhost = "::1"\n', encoding="utf-8")
    read = read_settings({"DAGSVERKE_SETTINGS": str(file), "DAGSVERKE_PORT": "9001"})
    assert (read.port, read.rate_limit, read.host) == (9001, False, "::1")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DAGSVERKE_PORT", "http", "DAGSVERKE_PORT must be a whole number from 0 to 65535, not 'http'"),
        ("DAGSVERKE_PORT", "70000", "DAGSVERKE_PORT must be a whole number from 0 to 65535, not '70000'"),
        ("DAGSVERKE_PORT", "-1", "DAGSVERKE_PORT must be a whole number"),
        ("DAGSVERKE_PORT", "8" * 5000, "DAGSVERKE_PORT must be a whole number"),
        ("DAGSVERKE_PORT", "٣", "DAGSVERKE_PORT must be a whole number"),
        ("DAGSVERKE_WORKERS", "0", "DAGSVERKE_WORKERS must be a whole number from 1 to 256"),
        ("DAGSVERKE_RATE_LIMIT", "perhaps", "DAGSVERKE_RATE_LIMIT must be true or false, not 'perhaps'"),
        ("DAGSVERKE_LOG_LEVEL", "loud", "DAGSVERKE_LOG_LEVEL must be one of debug, info, warning, error, not 'loud'"),
        ("DAGSVERKE_DATABASE_URL", " ", "DAGSVERKE_DATABASE_URL must be text"),
        ("DAGSVERKE_DATABASE_URL", "mysql://x", "DAGSVERKE_DATABASE_URL must begin with sqlite:/// or postgresql://"),
        ("DAGSVERKE_PROT", "1", "DAGSVERKE_PROT is not a setting"),
    ],
)
def test_an_unreadable_value_is_refused_in_a_sentence_that_names_the_variable(name: str, value: str, told: str) -> None:
    with pytest.raises(UnreadableSetting) as refused:
        read_settings({name: value})
    assert str(refused.value).startswith(told)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"port = ", "is not TOML"),
        (b"\xff", "is not TOML"),
        (b"port = true", "port in .* must be a whole number"),
        (b"host = 7", "host in .* must be text"),
        (b"prot = 1", "prot in .* is not a setting"),
    ],
)
def test_an_unreadable_file_is_refused_by_name(content: bytes, told: str, tmp_path: Path) -> None:
    file = tmp_path / "dagsverke.toml"
    file.write_bytes(content)
    with pytest.raises(UnreadableSetting, match=told):
        read_settings({"DAGSVERKE_SETTINGS": str(file)})


def test_a_missing_file_is_refused_by_name() -> None:
    with pytest.raises(UnreadableSetting, match=r"DAGSVERKE_SETTINGS: nowhere\.toml cannot be read"):
        read_settings({"DAGSVERKE_SETTINGS": "nowhere.toml"})


def test_variables_of_the_tests_are_no_settings() -> None:
    assert read_settings({"DAGSVERKE_TEST_POSTGRES": "postgresql://localhost"}) == Settings()
