"""The `render` command, to which others are added."""

import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from render.cli.guesses import meant_command, meant_option
from render.cli.terminal import stopping_at_once
from render.errors import InputError, RenderError, StoppedError
from render.type.words import clean


class Command(click.Group):
    """A group whose errors are one line.

    The exit status is 2 for bad input, 1 for other errors, and 128 plus a signal's
    number if that stopped the program.
    """

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command, and turn errors into a line and an exit status."""
        words = sys.argv[1:] if args is None else list(args)
        try:
            with stopping_at_once():
                return super().main(
                    list(words), prog_name, complete_var, standalone_mode=False, **extra
                )
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.ctx.get_help())
            sys.exit(0)
        except InputError as error:
            self._fail(self._named(error), status=2)
        except click.NoSuchOption as error:
            self._fail(meant_option(error, self, words), status=2)
        except click.UsageError as error:
            self._fail(error.format_message(), status=2)
        except RenderError as error:
            self._fail(str(error), status=1)
        except StoppedError as error:
            self._fail(str(error), status=128 + error.signal)
        except MemoryError:
            self._fail("not enough memory: ask for less, or smaller", status=1)
        except OSError as error:  # something that the system refuses
            self._fail(str(error), status=1)
        except click.Abort:
            self._fail("interrupted", status=130)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with, or the one that they mean.

        Gives its name, the command, and its arguments.
        """
        command = self.get_command(ctx, args[0])
        if command is None and (guess := meant_command(args[0], ctx.obj)):
            args = [guess, *args]
        return super().resolve_command(ctx, args)

    def _named(self, error: InputError) -> str:
        """An error's words, which begin as the option that they are about is typed."""
        option = f"--{error.name.replace('_', '-')}"
        params = [
            param for command in self.commands.values() for param in command.params
        ]
        is_one = any(option in param.opts for param in params)
        return (
            f"{option}{str(error).removeprefix(error.name)}" if is_one else str(error)
        )

    @staticmethod
    def _fail(message: str, status: int) -> NoReturn:
        """Print a line, and end the process with an exit status."""
        click.echo(f"render: {clean(message)}", err=True)
        sys.exit(status)


@click.group(cls=Command, context_settings={"max_content_width": 100})
@click.version_option(package_name="nn-render")
def main() -> None:
    """Pictures and films of what neural networks learn.

    \b
    render list                       what there is
    render scene tanh_3layer          its film, as .gif and .mp4, into output/
    render still tanh_3layer -o a.pdf one picture, for print
    render sheet tanh_3layer -o a.png all its networks on one page
    render diagram 2,11,9,1 -o b.svg  a network, drawn
    render all                        everything
    render gallery                    a page that shows what is in output/
    render deck -o talk.pptx          slides with films that play by themselves
    render check output/*             whether files will play where they go
    render describe moons.npz         what is in a file of a network
    render train --data xor -o x.npz  a network learns, and is recorded on the way
    render help scene                 more about a command
    """


@main.command("help")
@click.argument("command", required=False)
@click.pass_context
def show_help(ctx: click.Context, command: str | None) -> None:
    """Say more about a command, as --help after it does.

    \b
    render help scene
    """
    if not command:
        click.echo(ctx.find_root().get_help())
        return
    target = main.get_command(ctx, command)
    if target is None:
        words = f"one of {', '.join(main.list_commands(ctx))}"
        raise InputError("command", command, words)
    with click.Context(target, parent=ctx.parent, info_name=command) as context:
        click.echo(target.get_help(context))
