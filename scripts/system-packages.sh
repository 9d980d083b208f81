#!/bin/sh
# Sees to it that what pip cannot bring is on the machine: Python 3.11 or later with venv, and
# Tesseract with its Swedish data. Installs with apt only what is missing; without apt it says what
# to install. Silent when nothing is missing. PYTHON names the interpreter, python3 by default.
# With the argument «acceptance» also LibreOffice and Chromium, with which people see the results.
set -eu

python=${PYTHON:-python3}
missing=""

if ! command -v "$python" >/dev/null; then
    missing="$missing python3 python3-venv"
elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    missing="$missing python3-venv"
fi
command -v tesseract >/dev/null || missing="$missing tesseract-ocr"
tesseract --list-langs 2>/dev/null | grep -qx swe || missing="$missing tesseract-ocr-swe"
if [ "${1:-}" = acceptance ]; then
    command -v soffice >/dev/null || missing="$missing libreoffice-calc python3-uno"
    command -v chromium >/dev/null || missing="$missing chromium"
    command -v pdftoppm >/dev/null || missing="$missing poppler-utils"
fi

if [ -n "$missing" ]; then
    if ! command -v apt-get >/dev/null; then
        cat >&2 <<MESSAGE
Det här systemet saknar apt, så programmet kan inte installera det som behövs. Installera själv:
  - Python 3.11 eller nyare, med modulen venv
  - Tesseract 5 (teckentolkning av inskannade sidor)
  - Tesseracts språkdata för svenska (swe)
Kör sedan samma kommando igen.
MESSAGE
        exit 1
    fi
    if [ "$(id -u)" -eq 0 ]; then
        as_root="env"
    elif command -v sudo >/dev/null; then
        as_root="sudo env"
    else
        echo "Det här behöver installeras av någon med administratörsrättigheter:" >&2
        echo "  apt-get update && apt-get install$missing" >&2
        echo "Kör sedan samma kommando igen." >&2
        exit 1
    fi
    echo "Installerar$missing …"
    apt="$as_root DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600"
    # shellcheck disable=SC2086  # both variables hold several words
    if ! { $apt update && $apt install --no-install-recommends $missing >/dev/null; }; then
        echo "Installationen av$missing misslyckades; orsaken står ovanför." >&2
        exit 1
    fi
fi

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Python 3.11 eller nyare behövs, men $python är $("$python" -V)." >&2
    echo "Finns en nyare på datorn, ange den så här: make run PYTHON=python3.12" >&2
    exit 1
fi
