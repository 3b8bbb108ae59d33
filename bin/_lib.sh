# Sourced by bin/demo, bin/test and bin/bench: makes this machine ready and does nothing twice.
# From Python 3.11 and the network to: system libraries, .venv, front-end packages.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/.venv/bin:$PATH" PYTHONUTF8=1 PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '\033[1m» %s\033[0m\n' "$*" >&2; }
die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# prepare demo|dev: everything that runs the software, or also what tests it
prepare() {
  local python
  python=$(find_python)
  install_system_packages "$python" "$1"
  if ! is_ready "$python" "$1"; then
    [ -w . ] || die "Le dossier $PWD n’est pas à vous : copiez-le dans un dossier à vous, puis relancez."
    exec 9<bin/_lib.sh
    flock 9 # two first runs at once: the second waits and finds everything done
    is_ready "$python" "$1" || install_packages "$python" "$1"
    exec 9>&-
  fi
}

find_python() {
  local name
  for name in python3.11 python3 python3.12 python3.13; do
    name=$(PATH="${PATH#*:}" command -v "$name") || continue
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$name" && return
  done
  die "Il faut Python 3.11 ou plus récent : installez le paquet python3."
}

# What WeasyPrint, the virtual environment and the browser tests need of the system
missing_packages() {
  [ -x .venv/bin/python ] || "$1" -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
  "$1" - <<'PY'
import ctypes
PACKAGES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
for library, package in PACKAGES.items():
    try:
        ctypes.CDLL(library)
    except OSError:
        print(package)
PY
  [ "$2" = demo ] || command -v chromium chromium-browser google-chrome >/dev/null || echo chromium
}

install_system_packages() {
  local missing root=()
  missing=$(missing_packages "$1" "$2" | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || die "Il manque des paquets du système ; demandez à votre administrateur : apt install $missing"
    root=(sudo -n)
  fi
  command -v apt-get >/dev/null || die "Il manque des paquets du système (noms Debian) : $missing"
  say "Installation des paquets du système : $missing"
  "${root[@]}" apt-get update -q >&2
  # shellcheck disable=SC2086 # one word per package
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >&2
}

# The mark of a finished installation: what was asked for, by which Python, in which folder
mark() { { cat "requirements/$2.txt" package-lock.json .npmrc bin/assets && "$1" --version && pwd; } | sha256sum; }

is_ready() {
  local set
  for set in dev "$2"; do
    [ "$(cat ".venv/ready-$set" 2>/dev/null)" = "$(mark "$1" "$set")" ] && return
  done
  return 1
}

install_packages() {
  say "Installation des bibliothèques Python (une à deux minutes)"
  rm -rf .venv
  "$1" -m venv .venv
  .venv/bin/pip install --quiet --require-hashes -r "requirements/$2.txt" >&2 ||
    die "Les bibliothèques Python n’ont pas pu être installées : vérifiez l’accès au réseau, puis relancez."
  say "Installation des fichiers de l’interface"
  bin/assets >&2 || die "Les fichiers de l’interface n’ont pas pu être installés : vérifiez l’accès au réseau, puis relancez."
  mark "$1" "$2" >".venv/ready-$2"
}

manage() { .venv/bin/python manage.py "$@"; }
