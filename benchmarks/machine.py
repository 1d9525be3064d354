"""What a benchmark runs on."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """Processor, how busy it is with other things, and Python, for who compares."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = models[0] if models else platform.processor()
    busy = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"
    version = platform.python_version()
    return f"{processor}, 1 of {os.cpu_count()} cores, {busy}, Python {version}"


def one_core() -> None:
    """Keeps this process on one core where the system lets it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def memory(name: str) -> float:
    """MB that this process holds (VmRSS), or has held at most (VmHWM); on Linux."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1000
    raise ValueError(f"there is no {name} in /proc/self/status")
