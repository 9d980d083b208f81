"""The `inventera` command: argument parsing only. What a command needs is imported when it runs."""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from flows.texts import say, table

if TYPE_CHECKING:
    from pipeline.settings import Settings, SettingsError

Command = Callable[[argparse.Namespace], int]

_BAD_USAGE, _INTERRUPTED = 2, 130


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, say("help.usage") if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """argparse in Swedish."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Help, **options)  # type: ignore[arg-type]
        self._positionals.title = say("help.arguments")
        self._optionals.title = say("help.options")
        self.add_argument("-h", "--help", action="help", help=say("help.help"))

    def error(self, message: str) -> NoReturn:
        """Say what was not understood, and how to get help."""
        for english, swedish in table("argparse").items():
            message = message.replace(english, swedish)
        self.exit(_BAD_USAGE, say("help.error", message=message, program=self.prog) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code: 0 well, 1 not done, 2 wrong settings or arguments."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a file name need not fit the terminal's alphabet
            stream.reconfigure(errors="backslashreplace")
    chosen = _parser().parse_args(arguments)
    command: Command = chosen.command
    from pipeline.settings import SettingsError

    try:
        code = command(chosen)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader had seen enough («inventera trace … | head»); nothing more can be said to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except SettingsError as error:
        print(_settings_message(error), file=sys.stderr)
        return _BAD_USAGE
    except OSError as error:
        print(say("help.refused", error=error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n" + say("help.interrupted"), file=sys.stderr)
        return _INTERRUPTED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="inventera", description=say("help.description"), epilog=say("help.epilog"))
    commands = parser.add_subparsers(title=say("help.commands"), metavar=say("help.command"), required=True)

    def add(name: str, command: Command) -> argparse.ArgumentParser:
        text = say(f"help.{name}")
        added: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
        added.set_defaults(command=command)
        return added

    run = add("run", _run)
    for one in (run, add("serve", _serve)):
        _folder(one, "--corpus", "corpus")
        _folder(one, "--outputs", "outputs")
    _day(run)
    run.add_argument("--oj", nargs="+", default=(), metavar=say("help.round"), help=say("help.oj"))

    trace = add("trace", _trace)
    trace.add_argument("file", metavar=say("help.file"), help=say("help.trace_file"))
    _folder(trace, "--corpus", "corpus")
    _folder(trace, "--outputs", "outputs")
    trace.add_argument("--mentions", action="store_true", help=say("help.mentions"))

    evaluate = add("evaluate", _evaluate)
    evaluate.add_argument("gold", type=Path, metavar=say("help.gold"), help=say("help.gold_file"))
    source = evaluate.add_mutually_exclusive_group()
    source.add_argument("--inventory", type=Path, metavar=say("help.file"), help=say("help.inventory"))
    _folder(source, "--outputs", "evaluate_outputs")
    _day(evaluate)
    evaluate.add_argument("--baseline", type=Path, metavar=say("help.file"), help=say("help.baseline"))
    evaluate.add_argument("--save-baseline", action="store_true", help=say("help.save_baseline"))
    evaluate.add_argument("--readme", type=Path, metavar=say("help.file"), help=say("help.readme"))
    evaluate.add_argument("--errors", action="store_true", help=say("help.errors"))

    rules = add("rules", _rules)
    rules.add_argument("under", nargs="?", default="", metavar=say("help.under"), help=say("help.rules_under"))
    add("check", _check)
    return parser


def _folder(parser: argparse._ActionsContainer, name: str, text: str) -> None:
    parser.add_argument(name, type=Path, metavar=say("help.folder"), help=say(f"help.{text}"))


def _day(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", type=date.fromisoformat, metavar=say("help.day"), help=say("help.as_of"))


def _settings(chosen: argparse.Namespace) -> Settings:
    from pipeline.settings import load

    given = {name: getattr(chosen, name, None) for name in ("corpus", "outputs")}
    return load().model_copy(update={name: path.resolve() for name, path in given.items() if path})


def _run(chosen: argparse.Namespace) -> int:
    from flows.environment import log_path, now, prepare

    settings = _settings(chosen)
    if not settings.corpus.is_dir():
        print(say("run.no_corpus", folder=settings.corpus), file=sys.stderr)
        return 1
    from flows.batch import begun
    from flows.rounds import unknown_rounds
    from flows.run_log import recorded
    from flows.stops import explained
    from flows.temporary_server import start_temporary_server
    from flows.work import log_to

    if wrong := unknown_rounds(settings, chosen.oj):
        print(wrong, file=sys.stderr)
        return _BAD_USAGE
    log, day = log_path(settings), chosen.as_of or now(settings).date()
    try:
        log_to(prepare(settings))
        answers = start_temporary_server(settings)
        with recorded(settings, day) as tell, begun(settings, log) as batch:
            from flows.inventory import run  # Prefect starts while the workers read already

            answers()
            summary, counts = run(settings, batch, day, chosen.oj)
            tell(counts)
    except Exception as error:  # noqa: BLE001  # told in Swedish; Prefect has logged its story
        print(explained(error, settings) or say("run.failed", error=error, log=log), file=sys.stderr)
        return 1
    print(summary)
    return 0


def _serve(chosen: argparse.Namespace) -> int:
    from flows.environment import prepare

    settings = _settings(chosen)
    log = prepare(settings)
    from flows.deploy import serve
    from flows.work import log_to

    log_to(log)
    try:
        serve(settings, partial(print, flush=True))
    except OSError:
        raise
    except Exception as error:  # told in Swedish, and in the log with its story
        logging.getLogger(__name__).exception("the service has ended")
        print(say("serve.failed", error=error, log=log), file=sys.stderr)
        return 1
    return 0


def _trace(chosen: argparse.Namespace) -> int:
    from flows.trace import trace

    settings = _settings(chosen)
    path = Path(chosen.file)
    path = path if path.is_file() else settings.corpus / chosen.file
    if not path.is_file():
        print(say("trace.no_file", file=chosen.file, folder=settings.corpus), file=sys.stderr)
        return 1
    print(*trace(path, settings, mentions=chosen.mentions), sep="\n")
    return 0


def _evaluate(chosen: argparse.Namespace) -> int:
    from flows.evaluation import Request, evaluate

    gold = chosen.gold / "gold.jsonl" if chosen.gold.is_dir() else chosen.gold
    for path in (gold, chosen.inventory):
        if path is not None and not path.is_file():
            print(say("evaluate.no_file", file=path), file=sys.stderr)
            return 1
    request = Request(
        gold=gold,
        inventory=chosen.inventory,
        as_of=chosen.as_of,
        baseline=chosen.baseline,
        save_baseline=chosen.save_baseline,
        errors=chosen.errors,
    )
    for line in evaluate(request, _settings(chosen), own_outputs=chosen.outputs is not None):
        print(line)
    if chosen.readme:
        from flows.accuracy import write_accuracy

        try:
            write_accuracy(chosen.readme)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def _rules(chosen: argparse.Namespace) -> int:
    from flows.rules import describe

    print(*describe(_settings(chosen).models, chosen.under), sep="\n")
    return 0


def _check(chosen: argparse.Namespace) -> int:
    from flows.check import check

    lines, ready = check(_settings(chosen))
    print("\n".join(lines))
    return 0 if ready else 1


def _settings_message(error: SettingsError) -> str:
    words = table("settings.expected")
    lines = (
        say(f"settings.{p.code}", key=p.key, given=p.given, expected=words.get(p.expected, p.expected))
        for p in error.problems
    )
    return "\n".join((say("settings.wrong", file=error.path), *lines))


if __name__ == "__main__":
    sys.exit(main())
