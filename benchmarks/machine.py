"""The machine a measure was taken on, and the processor time of a process."""

import os
import platform
import time
from importlib.metadata import version
from pathlib import Path


def description() -> dict[str, str]:
    """Return what a reader needs to compare two measures."""
    return {
        "processeur": _field("/proc/cpuinfo", "model name") or platform.processor() or "inconnu",
        "cœurs": str(os.cpu_count()),
        "mémoire": _memory(),
        "système": platform.system(),
        "Python": platform.python_version(),
        "Streamlit": version("streamlit"),
        "charge avant la mesure": f"{os.getloadavg()[0]:.1f}".replace(".", ","),
    }


def processor_seconds(pid: int) -> float:
    """Return the processor time of a process and its threads, ended ones included (Linux)."""
    return time.clock_gettime((~pid << 3) | 2)  # clock_getcpuclockid(3), scheduler clock


def memory_megabytes(pid: int) -> float:
    """Return the resident memory of a process."""
    return int(_field(f"/proc/{pid}/status", "VmRSS").split()[0]) / 1024


def _memory() -> str:
    kilobytes = _field("/proc/meminfo", "MemTotal").split()
    return f"{int(kilobytes[0]) / 1024**2:.0f} Go" if kilobytes else "inconnue"


def _field(path: str, name: str) -> str:
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "")
