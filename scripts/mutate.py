"""Mutation testing of the domain and the value readers: `make mutate`; what it shows is in docs/mutationer.md.

mutmut changes one thing at a time (a comparison, a number, an argument) and runs the tests that reach the change: a
change that no test notices «survives». As it comes, mutmut passes over every function with a decorator. Here much
stands in properties and in cached functions (those compile the patterns), so it is taught to change these as well.

    python scripts/mutate.py                 # all that is new or has changed
    python scripts/mutate.py --survivors     # once more what was not killed, after tests were added
    python scripts/mutate.py --report        # only the score, as far as mutants have been run
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import libcst
import libcst.matchers as match
import mutmut.mutation.file_mutation as generation
from mutmut.__main__ import cli
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.runners.harness import PytestRunner
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

EXPLAINED = Path(__file__).parents[1] / "docs" / "mutationer.md"
WANTED = 0.90
_HARMLESS = match.Decorator(match.Name("property") | match.Call(match.Name("lru_cache")))

_skip, _arrange, _execute = (
    generation.MutationVisitor._skip_node_and_children,  # noqa: SLF001 mutmut has no setting for it
    generation.function_trampoline_arrangement,
    PytestRunner.execute_pytest,
)


def skip(self: generation.MutationVisitor, node: libcst.CSTNode) -> bool:
    """Whether mutmut leaves a piece of code alone; properties and cached functions are no longer among these."""
    if isinstance(node, libcst.FunctionDef) and all(match.matches(one, _HARMLESS) for one in node.decorators):
        node = node.with_changes(decorators=())
    return _skip(self, node)


def arrange(function: libcst.FunctionDef, mutants: Any, class_name: str | None) -> Any:
    """The function that chooses between the original and its mutants keeps its decorators; these have none."""
    if any(match.matches(one, _HARMLESS) for one in function.decorators):
        before, nodes, after, names = _arrange(function.with_changes(decorators=()), mutants, class_name)
        chooser, *others = nodes
        chooser = chooser.with_changes(decorators=[*function.decorators, *chooser.decorators])
        return before, [chooser, *others], after, names
    return _arrange(function, mutants, class_name)


class EmptyCaches:
    """A pytest plugin: each test begins with empty caches, so that a mutant is asked and not what was remembered."""

    @staticmethod
    def pytest_runtest_setup() -> None:
        """Forget what the functions of the program have cached."""
        modules = [module for name, module in sys.modules.items() if name.startswith("pipeline.")]
        for cached in (one for module in modules for one in vars(module).values() if hasattr(one, "cache_clear")):
            cached.cache_clear()


def execute(self: PytestRunner, params: list[str], plugins: tuple[object, ...] = ()) -> int:
    """Run pytest as mutmut does, with empty caches."""
    return _execute(self, params, plugins=[*plugins, EmptyCaches()])


def results() -> Iterator[tuple[str, str, str]]:
    """Each mutant: its module's path, its name and what became of it."""
    for path in sorted(walk_mutatable_files()):
        data = SourceFileMutationData(path=path)
        data.load()
        for name, code in data.exit_code_by_key.items():
            yield str(path), name, status_by_exit_code[code]


def shown(path: str, name: str) -> str:
    """One line that names a mutant by its function and the change; it stays true when other code changes."""
    function, class_name = orig_function_and_class_names_from_key(name)
    lines = [line for line in get_diff_for_mutant(name, path=path).splitlines() if line[:3] not in {"---", "+++"}]
    was, becomes = (" ".join(line[1:].strip() for line in lines if line[0] == sign) for sign in "-+")
    return f"{path} `{class_name + '.' if class_name else ''}{function}`: `{was}` → `{becomes}`"


def report() -> bool:
    """Print the score of each module and the survivors that nobody has explained; whether the score is reached."""
    explained = EXPLAINED.read_text("utf-8")
    every = list(results())
    found = [one for one in every if one[2] != "not checked"]
    if not found:
        print("No mutant has been run.")
        return False
    alive = [shown(path, name) for path, name, status in found if status not in {"killed", "timeout"}]
    print("| module | mutants | killed | timeouts | survived | score |\n|---|---|---|---|---|---|")
    for path in (*sorted({path for path, _, _ in found}), "all"):
        count = Counter(status for home, _, status in found if path in {home, "all"})
        total, dead, late = count.total(), count["killed"], count["timeout"]
        print(f"| {path} | {total} | {dead} | {late} | {total - dead - late} | {(dead + late) / total:.3f} |")
    known = [line for line in alive if line in explained]
    score, fair = 1 - len(alive) / len(found), 1 - (len(alive) - len(known)) / (len(found) - len(known))
    print(f"\n{len(every) - len(found)} of {len(every)} mutants have not been run.")
    print(f"Score {score:.3f}; {fair:.3f} without the {len(known)} survivors that are explained. The others:\n")
    print("\n".join(f"- {line}" for line in alive if line not in explained))
    return score >= WANTED


def main(arguments: list[str]) -> int:
    """Run mutmut with the given arguments of `mutmut run`, then tell what came of it."""
    generation.MutationVisitor._skip_node_and_children = skip  # noqa: SLF001
    generation.function_trampoline_arrangement = arrange
    PytestRunner.execute_pytest = execute
    hypothesis.settings.register_profile("mutation", max_examples=25, deadline=None, derandomize=True, database=None)
    if "--survivors" in arguments:
        arguments.remove("--survivors")
        arguments += [name for _, name, status in results() if status != "killed"]
    if "--report" not in arguments:
        cli(["run", *arguments], standalone_mode=False)
    return 0 if report() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
