from pathlib import Path

from tests.cli.conftest import Command


def test_the_pages_are_written_once_and_then_left_alone(on_empty: Command, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    first = on_empty("docs", "--directory", str(folder))
    assert first.out == f"5 pages in {folder}, 5 of them changed\n"
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{name}.md" for name in ("bezala", "fortnox", "own", "seventime", "softone")
    ]
    assert on_empty("docs", "--directory", str(folder)).out == f"5 pages in {folder}, 0 of them changed\n"
    assert on_empty("docs", "--directory", str(folder), "--check").code == 0


def test_a_page_that_is_old_missing_or_superfluous_fails_the_check(on_empty: Command, tmp_path: Path) -> None:
    on_empty("docs", "--directory", str(tmp_path))
    (tmp_path / "fortnox.md").write_text("old", encoding="utf-8")
    (tmp_path / "bezala.md").unlink()
    (tmp_path / "visma.md").write_text("no more", encoding="utf-8")
    checked = on_empty("docs", "--directory", str(tmp_path), "--check")
    assert checked.code == 1
    assert checked.err.startswith(f"dagsverke: not up to date in {tmp_path}: bezala.md, fortnox.md, visma.md (run")
    assert (tmp_path / "visma.md").exists()
    assert on_empty("docs", "--directory", str(tmp_path)).out.endswith("3 of them changed\n")
    assert not (tmp_path / "visma.md").exists()
