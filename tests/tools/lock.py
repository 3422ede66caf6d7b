"""Write the list of requirements read on standard input, under a title of ours."""

import sys
from pathlib import Path

if __name__ == "__main__":
    target, title = sys.argv[1:]
    content = sys.stdin.read()
    if "==" not in content:
        sys.exit("Aucune version n'a été résolue ; rien n'est écrit.")
    Path(target).write_text(f"# {title}\n# Fait par « make lock ».\n{content}", encoding="utf-8")
