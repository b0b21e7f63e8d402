"""What bash and fish run at the Tab key. Click's own scripts lose names where files are offered too (bash), and what
stands behind a comma (fish); its script for zsh is used as it is.
"""

from __future__ import annotations

from typing import ClassVar

from click.shell_completion import BashComplete, CompletionItem, FishComplete, add_completion_class

BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' type value response current="${COMP_WORDS[COMP_CWORD]}"
    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete "$1")
    COMPREPLY=()
    while IFS=$'\\t' read -r type value; do
        case $type in
            plain) COMPREPLY+=("$value") ;;
            file)
                compopt -o filenames -o default
                mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "$current") ;;
            dir)
                compopt -o filenames -o dirnames
                mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -d -- "$current") ;;
        esac
    done <<< "$response"
    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

FISH = """\
function %(complete_func)s
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) COMP_CWORD=(commandline -t) \
%(prog_name)s)
    for completion in $response
        set -l parts (string split -m 1 \\t -- $completion)
        switch $parts[1]
            case file
                __fish_complete_path $parts[2]
            case dir
                __fish_complete_directories $parts[2]
            case plain
                echo $parts[2]
        end
    end
end

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


class Bash(BashComplete):
    source_template: ClassVar[str] = BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """Bash makes three words of `--locale=nl`."""
        args, incomplete = super().get_completion_args()
        after = ["", *args]
        return [
            each for each, before in zip(args, after, strict=False) if each != "=" or before[:2] != "--"
        ], incomplete

    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.type}\t{item.value}"


class Fish(FishComplete):
    source_template: ClassVar[str] = FISH

    def format_completion(self, item: CompletionItem) -> str:
        about = " ".join(item.help.split()) if item.help else ""
        return f"{item.type}\t{item.value}" + (f"\t{about}" if about else "")


def use() -> None:
    """Has click use these scripts."""
    for shell in (Bash, Fish):
        add_completion_class(shell)
