# Sourced by the scripts beside it: the virtual environment, made from a lock file and nothing else.
# shellcheck shell=bash

environment="${FILMDOSSIER_VENV:-.venv}"

say() { printf '%s\n' "$*" >&2; }

# Runs a command as root, where that is possible.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; elif sudo -n true 2>/dev/null; then sudo "$@"; else return 1; fi
}

# Installs Debian packages, where that is possible.
install_packages() {
  command -v apt-get >/dev/null || return 1
  as_root apt-get update -qq >&2 || return 1
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

find_python() {
  local candidate
  for candidate in "${PYTHON:-}" python3.11 python3 python3.12 python3.13; do
    if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  say "filmdossier needs Python 3.11 or newer; install it, or name it: PYTHON=/path/to/python3 $0"
  return 1
}

# Makes the environment out of the lock file given, unless that is done already.
make_environment() {
  local lock="$1" python
  python="$(find_python)"
  if [ ! -x "$environment/bin/python" ]; then
    say "Making $environment with $("$python" --version)"
    # Debian ships venv apart from Python itself.
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
      install_packages python3-venv || { say "Python lacks venv; install python3-venv first"; return 1; }
    fi
    "$python" -m venv "$environment"
  fi
  local stamp="$environment/.${lock%.lock}" digest
  digest="$(cat "$lock" pyproject.toml | sha256sum)"
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$digest" ] && return
  say "Installing what $lock names"
  "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
  "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
  printf '%s\n' "$digest" > "$stamp"
}
